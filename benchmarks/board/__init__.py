"""How soon a change is on every screen, and what that costs the staff site."""

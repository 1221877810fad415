"""Published figures, and who watches the watchers."""

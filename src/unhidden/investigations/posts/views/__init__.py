"""Pages of a team, its posts and partners, and of an investigation's status."""

"""What ``unhidden`` has done as a role of the database: one file a command."""

"""What a team types about a visit, and what somebody asks of the list."""

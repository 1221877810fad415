"""What a person said, how it stands, when to ask again, and what has passed."""

"""What a person may type for the board."""

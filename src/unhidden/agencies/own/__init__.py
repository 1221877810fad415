"""What somebody does about themselves: their password, and their keys."""

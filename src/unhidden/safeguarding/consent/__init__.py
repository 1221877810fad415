"""What a person agrees to, as they said it."""

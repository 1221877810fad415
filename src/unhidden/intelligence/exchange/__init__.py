"""What comes in from elsewhere, and what leaves for a partner."""

"""What is typed in a decision log."""

"""What is typed in the command of an operation."""

"""What is typed about what leaves an investigation."""

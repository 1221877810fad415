"""What is typed about a person, their cases and how to reach them."""

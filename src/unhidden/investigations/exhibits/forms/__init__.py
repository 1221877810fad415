"""What is typed and sent about exhibits."""

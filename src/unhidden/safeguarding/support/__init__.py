"""What supporters do and note, over years."""

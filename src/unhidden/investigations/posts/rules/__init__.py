"""What follows what in the life of an investigation."""

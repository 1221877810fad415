"""How the house stands: rooms, imports and names, counted from the source alone."""

"""How an item is graded: by its writer, then by whoever confirms it."""

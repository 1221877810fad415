"""Pages of what leaves an investigation."""

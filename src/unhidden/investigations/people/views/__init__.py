"""Pages of the people of an investigation."""

"""Pages of the clocks of an investigation."""

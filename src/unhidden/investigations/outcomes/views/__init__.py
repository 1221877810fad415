"""Pages of the outcomes of an investigation."""

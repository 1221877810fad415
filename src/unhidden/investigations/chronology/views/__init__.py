"""Pages of the chronology of an investigation."""

"""Finding, and searches that are kept."""

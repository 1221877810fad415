"""Pages of what leaves a case, and of who has to do with its person."""

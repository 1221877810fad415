"""Pages of what happened in the NRM, of deadlines and of their rules."""

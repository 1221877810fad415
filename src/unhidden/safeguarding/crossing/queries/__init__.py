"""Who holds what of a case, and what was asked of whom."""

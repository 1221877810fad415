"""Pages of emergency access: one's own, those one is told of, and oversight."""

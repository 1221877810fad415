"""What a planner types about plans."""

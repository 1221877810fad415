"""What a planner may type about candidates and warrants."""

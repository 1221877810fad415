"""The bench of the planner, and checkers that share no code with it."""

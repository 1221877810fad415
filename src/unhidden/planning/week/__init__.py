"""A week of action as a problem, the plan that solves it, and how good that is."""

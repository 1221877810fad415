"""The life of a case: lost and found, resting, closed, and opened again years later."""

"""Writing down what somebody needs, plans and agrees, and what was done."""

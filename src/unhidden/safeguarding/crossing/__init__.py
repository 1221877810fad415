"""What leaves a case, to whom, on whose word; and what the person gets of it."""

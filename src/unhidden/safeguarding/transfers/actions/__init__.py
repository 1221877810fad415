"""Moving a case: offered, answered, handed over, and what passes with it."""

"""The one file that an operator writes: what each setting means, and reading it."""

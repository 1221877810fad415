"""Who commands an operation, its texts, its risk register and its calendar."""

"""What holds in the command of an operation, on plain values."""

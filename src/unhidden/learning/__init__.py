"""What the public learns: for whom what matters, whether to report, what to print."""

"""What an operator meets in years of running it, drilled and looked at."""

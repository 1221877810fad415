"""What leaves an investigation: archives that anybody checks, and redacted copies."""

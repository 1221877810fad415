"""Targets: where an operation may go, and what each place may get."""

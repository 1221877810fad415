"""The forms of operations."""

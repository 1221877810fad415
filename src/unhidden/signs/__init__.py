"""The catalogue of signs."""

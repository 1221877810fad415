"""One-topic helpers in plain Python; no Django."""

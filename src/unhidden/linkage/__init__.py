"""Keys under which two mentions of one thing meet; no Django."""

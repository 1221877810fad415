"""A case that moves to another organisation, with what its person agreed to pass."""

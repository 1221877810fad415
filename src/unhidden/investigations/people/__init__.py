"""The people of an investigation: who they are, what they are in it, since when."""

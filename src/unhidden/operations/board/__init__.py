"""The board of a running week: how each visit stands, and who is late to be heard."""

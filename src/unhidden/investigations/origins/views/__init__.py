"""Pages that ask for an investigation, open one, and show where one came from."""

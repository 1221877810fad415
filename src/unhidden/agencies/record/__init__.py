"""The pages of the record of who did what, for those who oversee."""

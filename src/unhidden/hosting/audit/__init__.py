"""Reading the record of who did what, for ``unhidden audit``."""

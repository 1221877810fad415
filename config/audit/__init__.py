"""Reading the record of who did what from outside the program, for ``unhidden audit``."""

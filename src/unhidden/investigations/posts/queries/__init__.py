"""The viewer's investigations, and who does what in one."""

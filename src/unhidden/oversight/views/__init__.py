"""Pages: of the staff site, and of the public one."""

"""What stands around every page: row-level security, the read audit, menus, links."""

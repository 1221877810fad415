"""The database server, its databases and its roles."""

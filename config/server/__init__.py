"""The database server, its roles, and the processes that serve with them.

Django is not imported here: everything in this package runs before it.
"""

"""The second connection of the staff site, as a database backend for the tests."""

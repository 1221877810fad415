"""Printing for the person, asking for what others hold, and files of cases."""

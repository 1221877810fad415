"""Watching an installation from outside its sites: a process, and a command."""

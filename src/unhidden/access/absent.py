"""Absent and forbidden are one answer: 404."""

from django.http import Http404


class Absent(Http404):
    """There is no such thing, or none for you; nobody can tell which."""

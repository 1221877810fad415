"""Absent and forbidden are one answer: 404."""

from typing import TypeVar

from django.http import Http404

T = TypeVar("T")


class Absent(Http404):
    """There is no such thing, or none for you; nobody can tell which."""


def require_found(found: T | None) -> T:
    """What was looked for, if it was found; raises Absent."""
    if found is None:
        raise Absent
    return found

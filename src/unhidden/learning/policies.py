"""The permissions of the module."""

from __future__ import annotations

from django.utils.functional import Promise

# None: every page is for everybody.
PERMISSIONS: dict[str, str | Promise] = {}

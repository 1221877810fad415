"""The permissions of the module."""

from __future__ import annotations

from django.utils.functional import Promise

# None: everyone may read what the public is shown, and each page that lists the
# signs for trained people is a page of another module, under that one's permission.
PERMISSIONS: dict[str, str | Promise] = {}

"""Scripts that are loaded later, each with the digest that the browser holds it to."""

from __future__ import annotations

import gzip
import hashlib
from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static


def pin_static_files(names: Iterable[str]) -> list[dict[str, str]]:
    """The address and the Subresource Integrity of each static file."""
    return [{"href": static(name), "integrity": _integrity(name)} for name in names]


def weigh_static_files(names: Iterable[str]) -> int:
    """How many bytes these static files are on the way, packed."""
    return sum(len(gzip.compress(find_served(name).read_bytes())) for name in names)


@cache
def _integrity(name: str) -> str:
    digest = hashlib.sha384(find_served(name).read_bytes()).digest()
    return f"sha384-{b64encode(digest).decode()}"


def find_served(name: str) -> Path:
    """The file as it is served: as it was collected, or straight from its source.

    A process that serves nothing may run before files are collected. Raises
    FileNotFoundError where there is none.
    """
    stored = getattr(staticfiles_storage, "stored_name", None)
    if stored:
        with suppress(ValueError):
            return Path(staticfiles_storage.path(stored(name)))
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return Path(str(found))

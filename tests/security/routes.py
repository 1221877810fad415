"""Every route of a site, by walking its URL tree."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

_CONVERTER = re.compile(r"<(?:(\w+):)?\w+>")
_SAMPLES = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "slug": "a-word",
    "str": "a-word",
    "int": "1",
    "": "a-word",
}


@dataclass(frozen=True, slots=True)
class Route:
    """A page: its path with sample ids, and the view behind it."""

    path: str
    view: Any
    module: str


def routes(urlconf: str) -> list[Route]:
    """All pages of the site whose addresses are in the module ``urlconf``."""
    importlib.import_module(urlconf)
    found = _walk(get_resolver(urlconf), "/")
    return sorted(found, key=lambda route: route.path)


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = prefix + _CONVERTER.sub(
            lambda match: _SAMPLES[match[1] or ""], str(entry.pattern)
        )
        if isinstance(entry, URLPattern):
            view = entry.callback
            yield Route(path, view, getattr(view, "__module__", ""))
        else:
            yield from _walk(entry, path)

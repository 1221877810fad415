"""What the pages of the report weigh on the wire, as a browser would load them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http.client import HTTPConnection
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from unhidden.hosting.processes.ports import HOST

_IMPORTED = re.compile(r"""(?:import|from)\s*["'](\.[^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Weights:
    """Bytes: of the first page, and of each later step that loads anything."""

    first: int
    later: tuple[int, ...]


def weigh(port: int, path: str) -> Weights:
    """Load the page and all that it leads to, compressed as the server sends it."""
    page: Any = html.document_fromstring(_get(port, path, "identity").decode())
    wanted = {urlsplit(str(link)).path for link in page.xpath(_LOADED)}
    data: dict[str, Any] = json.loads(page.get_element_by_id("journey-data").text or "")
    loaded = _with_imports(port, wanted) | {data["pinned"]["href"]}
    parts = {step: {pin["href"] for pin in pins} for step, pins in data["pins"].items()}
    parts["reply"].add(data["words"])
    parts["check"].add(data["spoken"]["href"])
    first = len(_get(port, path)) + sum(_sizes(port, loaded))
    later = (sum(_sizes(port, part - loaded)) for part in parts.values())
    return Weights(first, tuple(later))


_LOADED = "//head/link[@rel='stylesheet' or @rel='icon']/@href | //script/@src"


def _with_imports(port: int, wanted: set[str]) -> set[str]:
    """The files, and what the scripts among them import, and so on."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        if path.endswith(".js"):
            script = _get(port, path, "identity").decode()
            folder, names = dirname(path), _IMPORTED.findall(script)
            waiting += [normpath(f"{folder}/{name}") for name in names]
    return found


def _sizes(port: int, paths: set[str]) -> list[int]:
    return [len(_get(port, path)) for path in sorted(paths)]


def _get(port: int, path: str, encoding: str = "br, gzip") -> bytes:
    """The body as it goes over the wire."""
    open_one = HTTPConnection(HOST, port, timeout=60)
    open_one.request("GET", path, headers={"Accept-Encoding": encoding})
    body = open_one.getresponse().read()
    open_one.close()
    return body

"""The address of a server of travel times, as operators write it."""

from __future__ import annotations

from urllib.parse import urlsplit

KINDS = ("osrm", "valhalla")
LOOKS = "an address such as osrm+http://127.0.0.1:5000 or valhalla+https://HOST"


def split_travel_address(value: str) -> tuple[str, str]:
    """The kind of server, and its own address; raises ValueError for another text."""
    kind, _, address = value.partition("+")
    parts = urlsplit(address)
    is_whole = parts.scheme in ("http", "https") and parts.hostname
    has_more = parts.username or parts.password or parts.query or parts.fragment
    if kind not in KINDS or not is_whole or has_more:
        raise ValueError(LOOKS)
    return kind, address.rstrip("/")

"""The address of a server of travel times, as operators write it."""

from __future__ import annotations

from urllib.parse import urlsplit

from unhidden.lib.variables import WrongSetting, read_text

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


def read_travel_address(name: str) -> str:
    """The address that a variable holds, "" where it holds none.

    Raises WrongSetting for one that is none.
    """
    value = read_text(name)
    try:
        if value:
            split_travel_address(value)
    except ValueError as error:
        raise WrongSetting(f"{name} must be {error}, not {value!r}.") from error
    return value

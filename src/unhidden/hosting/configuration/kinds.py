"""The kinds of value that a setting may have, each with what it must look like.

A kind takes what stands in the file and gives it back, or raises ValueError with the
end of the sentence "it must be …".
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from unhidden.config import environment
from unhidden.hosting.postgres import administrator, connecting
from unhidden.hosting.refusal import Refusal

Value = str | int | Sequence[str]
Kind = Callable[[object], Value]

_PORTS = 65_536
_SERVER = "an address such as postgresql://127.0.0.1/unhidden"
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_ADDRESSEE = re.compile(r"[^\s@<>\",;:\\]+@[a-z0-9.-]+")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def text(value: object) -> str:
    """Words on one line."""
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError("text on one line, between quotation marks")
    return value


def lines(value: object) -> str:
    """Words on one or more lines."""
    if not isinstance(value, str) or not all(map(str.isprintable, value.split("\n"))):
        raise ValueError("text between quotation marks")
    return value


def filled(kind: Kind) -> Kind:
    """The same, and not empty."""

    def given(value: object) -> Value:
        if isinstance(value, str) and not value.strip():
            raise ValueError("written, and is empty")
        return kind(value)

    return given


def count(value: object) -> int:
    """A whole number from 0 up."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("a whole number, without quotation marks")
    return value


def positive(value: object) -> int:
    """A whole number from 1 up."""
    if count(value) == 0:
        raise ValueError("a whole number from 1 up, without quotation marks")
    return count(value)


def port(value: object) -> int:
    """The number of a port."""
    if not 0 < count(value) < _PORTS:
        raise ValueError(f"a whole number from 1 to {_PORTS - 1}")
    return count(value)


def domain(value: object) -> str:
    """The name of a site, in small letters and without a port."""
    name = text(value)
    parts = name.split(".")
    if len(name) > 253 or len(parts) < 2 or not all(map(_NAME.fullmatch, parts)):
        raise ValueError("a name such as staff.example.org, in small letters")
    return name


def listening(value: object) -> str:
    """A numeric address and a port of this machine."""
    try:
        parts = urlsplit(f"//{text(value)}")
        ipaddress.ip_address(parts.hostname or "")
        is_whole = bool(parts.port) and parts.netloc == value and "@" not in str(value)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ValueError("a number and a port of this machine, such as 127.0.0.1:8001")
    return str(value)


def cluster(value: object) -> str:
    """The address of a Spark cluster."""
    if not text(value).startswith("spark://"):
        raise ValueError("an address that begins with spark://")
    return str(value)


def place(value: object) -> str:
    """An absolute path."""
    path = text(value)
    if not path.startswith("/"):
        raise ValueError("a path that begins with /")
    return path


def site(value: object) -> str:
    """The https address of a page elsewhere."""
    address = text(value)
    if not environment.is_site(address):
        raise ValueError("an address that begins with https://")
    return address


def key(value: object) -> str:
    """A public key of 32 bytes, in hex."""
    digits = text(value)
    if re.fullmatch("[0-9a-f]{64}", digits) is None:
        raise ValueError("64 digits and letters from a to f")
    return digits


def time(value: object) -> str:
    """A time of the day."""
    moment = text(value)
    if _TIME.fullmatch(moment) is None:
        raise ValueError("a time of the day such as 02:30")
    return moment


def times(value: object) -> tuple[str, ...]:
    """Times of the day, at least one, in their order."""
    if not isinstance(value, list) or not value:
        raise ValueError('times of the day such as ["08:00", "17:00"]')
    return tuple(sorted({time(one) for one in value}))


def addressee(value: object) -> str:
    """An address for e-mail."""
    address = text(value)
    if _ADDRESSEE.fullmatch(address) is None:
        raise ValueError("an e-mail address such as operators@example.org")
    return address


def addressees(value: object) -> tuple[str, ...]:
    """Addresses for e-mail, or none."""
    if not isinstance(value, list):
        raise ValueError('e-mail addresses such as ["operators@example.org"]')
    return tuple(addressee(one) for one in value)


def server(value: object) -> str:
    """The address of a PostgreSQL database, without name and password of anybody."""
    address = text(value)
    try:
        found = connecting.parse_address(address)
    except Refusal as error:
        raise ValueError(_SERVER) from error
    if found.keys() & {"user", "password", "passfile", "service"}:
        raise ValueError(f"{_SERVER}, and no name of a role and no password in it")
    if not administrator.is_private(found):
        raise ValueError(
            "an address with ?sslmode=verify-full at its end, since the server is"
            " another machine"
        )
    return address


def choice(*words: str) -> Kind:
    """One of a few words."""

    def chosen(value: object) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return str(value)

    return chosen


def or_empty(kind: Kind) -> Kind:
    """The same, or nothing at all."""

    def given(value: object) -> Value:
        return "" if value == "" else kind(value)

    return given

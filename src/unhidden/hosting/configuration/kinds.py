"""The kinds of value that a setting may have, each with what it must look like.

A kind takes what stands in the file and gives it back, or raises ValueError with the
end of the sentence "it must be …".
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from unhidden.hosting.postgres import connecting
from unhidden.hosting.refusal import Refusal
from unhidden.lib import remote_databases, variables
from unhidden.lib.spark_masters import MASTERS, is_spark_master
from unhidden.lib.travel_addresses import split_travel_address

Value = str | int | Sequence[str]
Kind = Callable[[object], Value]

_PORTS = 65_536
_SERVER = "an address such as postgresql://127.0.0.1/unhidden"
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_ADDRESSEE = re.compile(r"[^\s@<>\",;:\\]+@[a-z0-9.-]+")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def check_text(value: object) -> str:
    """Words on one line."""
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError("text on one line, between quotation marks")
    return value


def check_lines(value: object) -> str:
    """Words on one or more lines."""
    if not isinstance(value, str) or not all(map(str.isprintable, value.split("\n"))):
        raise ValueError("text between quotation marks")
    return value


def forbid_empty(kind: Kind) -> Kind:
    """The same, and not empty."""

    def check_given(value: object) -> Value:
        if isinstance(value, str) and not value.strip():
            raise ValueError("written, and is empty")
        return kind(value)

    return check_given


def check_count(value: object) -> int:
    """A whole number from 0 up."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("a whole number, without quotation marks")
    return value


def check_positive(value: object) -> int:
    """A whole number from 1 up."""
    if check_count(value) == 0:
        raise ValueError("a whole number from 1 up, without quotation marks")
    return check_count(value)


def check_port(value: object) -> int:
    """The number of a port."""
    if not 0 < check_count(value) < _PORTS:
        raise ValueError(f"a whole number from 1 to {_PORTS - 1}")
    return check_count(value)


def check_domain(value: object) -> str:
    """The name of a site, in small letters and without a port."""
    name = check_text(value)
    parts = name.split(".")
    if len(name) > 253 or len(parts) < 2 or not all(map(_NAME.fullmatch, parts)):
        raise ValueError("a name such as staff.example.org, in small letters")
    return name


def check_listening(value: object) -> str:
    """A numeric address and a port of this machine."""
    try:
        parts = urlsplit(f"//{check_text(value)}")
        ipaddress.ip_address(parts.hostname or "")
        is_whole = bool(parts.port) and parts.netloc == value and "@" not in str(value)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ValueError("a number and a port of this machine, such as 127.0.0.1:8001")
    return str(value)


def check_cluster(value: object) -> str:
    """The master of a Spark cluster."""
    if not is_spark_master(check_text(value)):
        raise ValueError(f"a master of Spark: {MASTERS}")
    return str(value)


def check_travel(value: object) -> str:
    """The address of a server of travel times."""
    split_travel_address(check_text(value))
    return str(value)


def check_networks(value: object) -> tuple[str, ...]:
    """Addresses or networks, at least one."""
    try:
        if isinstance(value, list) and value:
            found = map(check_text, value)
            return tuple(one for one in found if ipaddress.ip_network(one))
    except ValueError:
        pass
    raise ValueError('addresses or networks such as ["127.0.0.1", "10.1.2.0/24"]')


def check_place(value: object) -> str:
    """An absolute path."""
    path = check_text(value)
    if not path.startswith("/"):
        raise ValueError("a path that begins with /")
    return path


def check_site(value: object) -> str:
    """The https address of a page elsewhere."""
    address = check_text(value)
    if not variables.is_site(address):
        raise ValueError("an address that begins with https://")
    return address


def check_key(value: object) -> str:
    """A public key of 32 bytes, in hex."""
    digits = check_text(value)
    if re.fullmatch("[0-9a-f]{64}", digits) is None:
        raise ValueError("64 digits and letters from a to f")
    return digits


def check_time(value: object) -> str:
    """A time of the day."""
    moment = check_text(value)
    if _TIME.fullmatch(moment) is None:
        raise ValueError("a time of the day such as 02:30")
    return moment


def check_times(value: object) -> tuple[str, ...]:
    """Times of the day, at least one, in their order."""
    if not isinstance(value, list) or not value:
        raise ValueError('times of the day such as ["08:00", "17:00"]')
    return tuple(sorted({check_time(one) for one in value}))


def check_addressee(value: object) -> str:
    """An address for e-mail."""
    address = check_text(value)
    if _ADDRESSEE.fullmatch(address) is None:
        raise ValueError("an e-mail address such as operators@example.org")
    return address


def check_addressees(value: object) -> tuple[str, ...]:
    """Addresses for e-mail, or none."""
    if not isinstance(value, list):
        raise ValueError('e-mail addresses such as ["operators@example.org"]')
    return tuple(check_addressee(one) for one in value)


def check_server(value: object) -> str:
    """The address of a PostgreSQL database, without name and password of anybody."""
    address = check_text(value)
    try:
        found = connecting.parse_address(address)
    except Refusal as error:
        raise ValueError(_SERVER) from error
    if found.keys() & {"user", "password", "passfile", "service"}:
        raise ValueError(f"{_SERVER}, and no name of a role and no password in it")
    if remote_databases.is_unprotected(found):
        raise ValueError(remote_databases.WANTED)
    return address


def allow_words(*words: str) -> Kind:
    """One of a few words."""

    def check_choice(value: object) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return str(value)

    return check_choice


def or_empty(kind: Kind) -> Kind:
    """The same, or nothing at all."""

    def check_given(value: object) -> Value:
        return "" if value == "" else kind(value)

    return check_given

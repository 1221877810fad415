"""Reading environment variables: typed, and a wrong value stops with a sentence."""

from __future__ import annotations

import os
import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit


class WrongSetting(SystemExit):
    """An environment variable has a value that cannot be used.

    It ends whatever process reads it with this sentence, and no trace.
    """


def read_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def read_flag(name: str, *, default: bool) -> bool:
    """True or False; raises WrongSetting for any other word."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value not in {"True", "False"}:
        sentence = f"{name} must be True or False, not {value!r}."
        raise WrongSetting(sentence)
    return value == "True"


def read_words(name: str, default: str) -> list[str]:
    return [
        word.strip() for word in read_text(name, default).split(",") if word.strip()
    ]


def read_times(name: str, default: str) -> list[str]:
    """Times of the day such as 08:00, at least one; raises WrongSetting."""
    found = read_words(name, default)
    if not found or not all(
        re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", one) for one in found
    ):
        sentence = f"{name} must be times of the day such as 08:00,17:00."
        raise WrongSetting(sentence)
    return found


def read_key(name: str) -> bytes | None:
    """A key of 32 bytes in hex, None where none is given; raises WrongSetting."""
    value = read_text(name)
    if value and re.fullmatch("[0-9a-f]{64}", value) is None:
        sentence = f"{name} must be 64 digits and letters from a to f, not {value!r}."
        raise WrongSetting(sentence)
    return bytes.fromhex(value) or None


def read_count(name: str) -> int:
    """A whole number, 0 where none is given; raises WrongSetting."""
    value = read_text(name, "0")
    if not value.isdecimal():
        sentence = f"{name} must be a whole number, not {value!r}."
        raise WrongSetting(sentence)
    return int(value)


def read_networks(name: str, default: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses or networks, between commas; raises WrongSetting."""
    try:
        return tuple(map(ip_network, read_words(name, default)))
    except ValueError as error:
        sentence = f"{name} must be addresses or networks, such as 10.1.2.3: {error}."
        raise WrongSetting(sentence) from error


def read_folder(name: str) -> Path | None:
    """The folder that it names, None where none is given; raises WrongSetting."""
    value = read_text(name)
    if value and not Path(value).is_dir():
        sentence = f"{name} must name a folder that can be read, not {value!r}."
        raise WrongSetting(sentence)
    return Path(value).resolve() if value else None


def read_place(name: str, default: Path) -> Path:
    """The file that it names, whether it is there or not."""
    return Path(read_text(name, str(default)))


def read_site(name: str, default: str) -> str:
    """The https address of a page elsewhere; raises WrongSetting for anything else.

    Only https: nobody on the way sees which page somebody left for.
    """
    value = read_text(name, default)
    if not is_site(value):
        sentence = (
            f"{name} must be an address that begins with https://, not {value!r}."
        )
        raise WrongSetting(sentence)
    return value


def is_site(value: str) -> bool:
    """Whether it is an https address of a host, with nobody's password in it."""
    try:
        parts = urlsplit(value)
        is_whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    is_plain = (
        value.isascii() and value.isprintable() and not set(value) & set(' \\"<>')
    )
    return parts.scheme == "https" and is_whole and is_plain and "@" not in parts.netloc

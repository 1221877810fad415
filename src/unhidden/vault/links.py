"""The form of a team's links: what is signed, byte for byte, and how it is read.

A link names a team's public key of today and who may sign the next link. Its *header*
is what is signed: eleven lines of a name and a value, keys and hashes in small hex, so
that one link can be written in one way only. Its *roster*, for staff alone, says why
the link was made and who holds keys; the header has the roster's hash. Its *signatures*
are a line for each signer. Whoever checks a link checks the signatures over the bytes
of the header as they came, reads it after that, and never writes it anew. Which link
may follow which is for ``chain.py`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from itertools import pairwise
from uuid import UUID

from unhidden.vault import signing

LONGEST_HEADER = 1 << 16  # bytes: about a thousand signers
_TAG = b"unhidden keys 1\n"
KEY, SIGNATURE = "[0-9a-f]{64}", "[0-9a-f]{128}"
KEY_OR_NONE = f"{KEY}|none"
ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NUMBER, DAY = "[1-9][0-9]{0,8}", "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LINES = {
    "root": KEY,
    "team": ID,
    "number": NUMBER,
    "previous": KEY_OR_NONE,
    "day": DAY,
    "generation": NUMBER,
    "key": KEY,
    "roster": KEY,
    "recovery": KEY_OR_NONE,
    "threshold": NUMBER,
    "signers": f"{KEY}(?:,{KEY})*",
}
_header = re.compile("".join(f"{k} (?P<{k}>{v})\n" for k, v in _LINES.items()).encode())
_signatures = re.compile(f"(?:{KEY} {SIGNATURE}\n)+".encode())
# Points of small order of both curves, as libsodium lists them, and numbers beyond the
# field: anybody can sign for such a key, and what is sealed to it lies open.
_weak = re.compile(
    rb"\b(?:\w\w(?:00){30}[08]0|\w\w(?:ff){30}[7f]f"
    rb"|26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc[08]5"
    rb"|c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03[7f]a"
    rb"|e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b8[08]0"
    rb"|5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11[5d]7)\b"
)


class LinkRefused(Exception):
    """This link may not stand here; ``reason`` says why in one word.

    The browser's script has the same words. Here: ``length`` (too long), ``format``
    (not written in the one way), ``weak`` (a key that keeps nothing), ``signatures``
    (no sorted lines). The others are explained in ``chain.py``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class LinkHeader:
    """What a header says, in the order of its lines; keys and hashes are 32 bytes.

    ``previous`` is None in a team's first link, ``recovery`` where nobody keeps shares.
    ``threshold`` of the ``signers`` must sign the next link.
    """

    root: bytes
    team: UUID
    number: int
    previous: bytes | None
    day: date
    generation: int
    key: bytes
    roster: bytes
    recovery: bytes | None
    threshold: int
    signers: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class SignedLink:
    """A link as it is kept and sent: bytes that nobody has checked yet.

    The public site and the browser have no roster.
    """

    header: bytes
    signatures: bytes
    roster: bytes | None = None


def header_of(link: LinkHeader) -> bytes:
    """The header of a new link, to be signed."""
    pairs = ((field.name, getattr(link, field.name)) for field in fields(link))
    return "".join(f"{name} {write_value(value)}\n" for name, value in pairs).encode()


def read_header(header: bytes) -> LinkHeader:
    """What a header says; raises LinkRefused unless it is in the one form.

    The form wants valid days, signers in order and none of them twice, a threshold that
    they can reach, and another key for each of root, recovery and signers.
    """
    found = match_form(_header, header)
    text = {name: value.decode() for name, value in found.groupdict().items()}
    link = LinkHeader(
        root=bytes.fromhex(text["root"]),
        team=UUID(text["team"]),
        number=int(text["number"]),
        previous=_key(text["previous"]),
        day=parse_day(text["day"]),
        generation=int(text["generation"]),
        key=bytes.fromhex(text["key"]),
        roster=bytes.fromhex(text["roster"]),
        recovery=_key(text["recovery"]),
        threshold=int(text["threshold"]),
        signers=tuple(map(bytes.fromhex, text["signers"].split(","))),
    )
    require_link(
        are_ascending(link.signers) and link.threshold <= len(link.signers), "format"
    )
    require_link(
        len({*link.signers, link.root, link.recovery}) == len(link.signers) + 2,
        "format",
    )
    return link


def hash_of(content: bytes) -> bytes:
    """SHA-256 of a header, by which the next link names it; or of a roster."""
    return sha256(content).digest()


def sign_header(header: bytes, seed: bytes) -> bytes:
    """The signature of one signer under exactly this header."""
    return signing.sign_message(_TAG + header, seed)


def is_signed(header: bytes, signature: bytes, signer: bytes) -> bool:
    """Whether the signer signed exactly this header as a link."""
    return signing.is_signed(_TAG + header, signature, signer)


def signatures_of(signatures: Mapping[bytes, bytes]) -> bytes:
    """The bytes to keep for signatures, by the public key of each signer."""
    pairs = sorted(signatures.items())
    return "".join(f"{key.hex()} {made.hex()}\n" for key, made in pairs).encode()


def read_signatures(signatures: bytes) -> dict[bytes, bytes]:
    """Signatures by signer, none of them checked; raises LinkRefused for one twice."""
    require_link(_signatures.fullmatch(signatures) is not None, "signatures")
    lines = [line.split() for line in signatures.splitlines()]
    require_link(are_ascending(signer for signer, _ in lines), "signatures")
    text = ((signer.decode(), made.decode()) for signer, made in lines)
    return {bytes.fromhex(signer): bytes.fromhex(made) for signer, made in text}


def require_link(holds: bool, reason: str) -> None:
    """Raise LinkRefused for this reason unless it holds."""
    if not holds:
        raise LinkRefused(reason)


def match_form(form: re.Pattern[bytes], content: bytes) -> re.Match[bytes]:
    """The content in its one form and without a weak key; raises LinkRefused."""
    found = form.fullmatch(content)
    if found is None:
        raise LinkRefused("format")
    require_link(_weak.search(content) is None, "weak")
    return found


def is_weak(key: bytes) -> bool:
    """Whether the key is one that keeps nothing, and that anybody signs for."""
    return _weak.search(key.hex().encode()) is not None


def write_value(value: object) -> str:
    """A value as it stands in a line."""
    if value is None:
        return "none"
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return ",".join(sorted(key.hex() for key in value))
    return str(value)  # a number, a day, an id


def _key(text: str) -> bytes | None:
    return None if text == "none" else bytes.fromhex(text)


def parse_day(text: str) -> date:
    """The day of an ISO date; raises LinkRefused."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise LinkRefused("format") from error


def are_ascending(values: Iterable[bytes]) -> bool:
    """Whether they are sorted, and none of them is there twice."""
    return all(one < other for one, other in pairwise(values))

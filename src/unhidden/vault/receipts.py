"""Receipts of what a phone sent, signed with a published key and checked without us.

What is signed is the text itself, lines of a name and a value (docs of the wire:
``hosting/field``). The first receipt says that a submission has landed, the second
which of its parts are in. Ed25519 is deterministic: the same facts give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from unhidden.vault import signing

_HEAD, _PARTS = "unhidden receipt 1", "unhidden parts 1"
_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
_receipt = re.compile(
    f"{_HEAD}\nkey (?P<key>[0-9a-f]{{16}})\nsubmission (?P<submission>{_ID})\n"
    f"device (?P<device>{_ID})\ndigest (?P<digest>[0-9a-f]{{64}})\n"
    f"landed (?P<landed>{_MOMENT})\nposition (?P<position>[1-9][0-9]*)\n"
)


class ReceiptRefused(Exception):
    """The text is no receipt, or not one that this key signed."""


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt says: whose submission, its digest, when it landed and where."""

    submission: UUID
    device: UUID
    digest: str
    landed_at: datetime
    position: int


@dataclass(frozen=True, slots=True)
class SignedText:
    """A text, and the signature of exactly its bytes in hexadecimal."""

    text: str
    signature: str


def name_key(public_key: bytes) -> str:
    """How receipts name the key that signs them."""
    return sha256(public_key).hexdigest()[:16]


def publish_key(public_key: bytes) -> str:
    """The published line of a receipt key."""
    return f"unhidden receipt key {name_key(public_key)} {public_key.hex()}\n"


def write_receipt(facts: ReceiptFacts, *, seed: bytes) -> SignedText:
    """The receipt of a submission."""
    moment = facts.landed_at.astimezone(UTC)
    landed = f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"
    lines = [
        _HEAD,
        f"key {name_key(signing.public_key_of(seed))}",
        f"submission {facts.submission}",
        f"device {facts.device}",
        f"digest {facts.digest}",
        f"landed {landed}",
        f"position {facts.position}",
    ]
    return _sign(lines, seed)


def write_parts_receipt(
    facts: ReceiptFacts, parts: Collection[str], *, seed: bytes
) -> SignedText:
    """Which parts of the submission are in, by their SHA-256."""
    lines = [
        _PARTS,
        f"key {name_key(signing.public_key_of(seed))}",
        f"submission {facts.submission}",
        f"digest {facts.digest}",
        *(f"in {part}" for part in sorted(parts)),
    ]
    return _sign(lines, seed)


def read_receipt(text: str, signature: str, *, public_key: bytes) -> ReceiptFacts:
    """What a receipt says; raises ReceiptRefused unless this key signed it."""
    found = _receipt.fullmatch(text)
    if found is None or not _is_signed(text, signature, public_key):
        raise ReceiptRefused
    if found["key"] != name_key(public_key):
        raise ReceiptRefused
    return ReceiptFacts(
        submission=UUID(found["submission"]),
        device=UUID(found["device"]),
        digest=found["digest"],
        landed_at=datetime.fromisoformat(found["landed"]),
        position=int(found["position"]),
    )


def _sign(lines: list[str], seed: bytes) -> SignedText:
    text = "".join(f"{line}\n" for line in lines)
    return SignedText(text, signing.sign_message(text.encode(), seed).hex())


def _is_signed(text: str, signature: str, public_key: bytes) -> bool:
    try:
        made = bytes.fromhex(signature)
    except ValueError:
        return False
    return signing.is_signed(text.encode(), made, public_key)

"""What linkage reads of a mention: a profile to compare, and keys to find it by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from unhidden.linkage import keys

SPEC = "1"


@dataclass(frozen=True, slots=True)
class Traced:
    """``keys`` are signed 64-bit numbers; ``spec`` names the rules that made both."""

    spec: str
    profile: Mapping[str, Any]
    keys: frozenset[int]


def trace_of(kind: str, text: str, details: Mapping[str, str]) -> Traced:
    """The trace of a mention; without keys where it says too little to be found."""
    name = keys.name_key(text) or ""
    return Traced(SPEC, {"name": name}, frozenset(_hashed(kind, name.split())))


def _hashed(kind: str, said: Iterable[str]) -> Iterable[int]:
    for each in said:
        digest = hashlib.blake2b(f"{kind}|{each}".encode(), digest_size=8).digest()
        yield int.from_bytes(digest, "big", signed=True)

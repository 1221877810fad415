"""How much speaks for two mentions being one thing, part by part, in bits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ASK, SUGGEST = 0.0, 8.0


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was compared, how it agreed, and what that says in bits."""

    what: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class Comparison:
    bits: float
    parts: tuple[Part, ...]
    model: str

    def as_json(self) -> list[dict[str, object]]:
        """The parts as they are kept with a judgement."""
        return [
            {"what": part.what, "level": part.level, "bits": round(part.bits, 2)}
            for part in self.parts
        ]


def compare(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Comparison:
    """Two profiles of one kind compared."""
    same = one["name"] == other["name"]
    part = Part("name", "exact" if same else "differs", 10.0 if same else -4.0)
    return Comparison(part.bits, (part,), "none")


def advice(bits: float) -> str:
    """Whether a candidate is suggested, only asked about, or not spoken of."""
    if bits >= SUGGEST:
        return "suggest"
    return "ask" if bits >= ASK else ""

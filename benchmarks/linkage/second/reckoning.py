"""What answers to questions come to: shares with intervals, and bands of certainty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean

PER_CENT, SURE = 100, 60.0
#: Where bands of what is said begin; a band with fewer cases than FEWEST says nothing.
BANDS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99)
FEWEST = 200
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class CertaintyBand:
    """Of pairs said to be right with about so much: how many there are, and are."""

    begins: float
    cases: int
    said: float
    right: float

    @property
    def gap(self) -> float:
        """How far what is said lies from what is so."""
        return abs(self.said - self.right)


def chance_of(bits: float) -> float:
    """The probability that a weight in bits states."""
    return 1 / (1 + 2 ** -max(min(bits, SURE), -SURE))


def reckon_bands(pairs: Iterable[tuple[float, bool]]) -> list[CertaintyBand]:
    """Weights in bits, and whether the pair is one; only bands that are met."""
    held: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for bits, is_right in pairs:
        said = chance_of(bits)
        held[max(start for start in BANDS if start <= said)].append((said, is_right))
    return [
        CertaintyBand(
            start,
            len(some),
            mean(said for said, _ in some),
            mean(is_right for _, is_right in some),
        )
        for start, some in sorted(held.items())
    ]


def widest_gap(bands: Iterable[CertaintyBand]) -> float:
    """Of the bands with cases enough."""
    return max((band.gap for band in bands if band.cases >= FEWEST), default=0.0)


def wilson(of: int, among: int) -> tuple[float, float]:
    """The interval that holds the true share in 95 of 100 cases, in percent."""
    if not among:
        return 0.0, 100.0
    share, square = of / among, _Z**2
    middle = (share + square / 2 / among) / (1 + square / among)
    spread = _Z * sqrt(share * (1 - share) / among + square / 4 / among**2)
    spread /= 1 + square / among
    return (
        round(PER_CENT * max(middle - spread, 0.0), 1),
        round(PER_CENT * min(middle + spread, 1.0), 1),
    )


def share_by(said: Iterable[tuple[str, bool]]) -> dict[str, list[float]]:
    """By key the share in percent, and its interval."""
    held: dict[str, list[bool]] = defaultdict(list)
    for key, is_so in said:
        held[key].append(is_so)
    return {
        key: [round(PER_CENT * mean(some), 1), *wilson(sum(some), len(some))]
        for key, some in held.items()
    }


def apart(shares: Mapping[str, Sequence[float]]) -> float:
    """Between the highest share and the lowest, in points."""
    found = [share[0] for share in shares.values()]
    return max(found) - min(found)

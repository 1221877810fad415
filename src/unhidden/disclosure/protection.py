"""Which counts of a table may be shown, so that no small one can be worked out.

A count of 1 to 4 is small (statistics.md §9). It is shown as "fewer than 5". Where
counts add up to another, a reader could subtract: then further counts are withheld
until every hidden one could still be any of at least three numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SMALL = range(1, 5)
ROOM = 3
_FAR = 10**9


class Shown(StrEnum):
    """How a count appears: as it is, as fewer than 5, or not at all."""

    EXACT = "exact"
    FEWER = "fewer"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` is the sum of ``parts``, and the reader knows it."""

    total: str
    parts: tuple[str, ...]


@dataclass(slots=True)
class _Table:
    counts: Mapping[str, int]
    sums: tuple[Sum, ...]
    public: frozenset[str]
    shown: dict[str, Shown] = field(default_factory=dict)

    def bounds(self) -> dict[str, tuple[int, int]]:
        """What a reader knows of each count before doing any sum."""
        known = {
            Shown.FEWER: (SMALL.start, SMALL.stop - 1),
            Shown.WITHHELD: (SMALL.stop, _FAR),
        }
        return {
            code: known.get(self.shown[code], (count, count))
            for code, count in self.counts.items()
        }


def protect(
    counts: Mapping[str, int],
    *,
    sums: Iterable[Sum] = (),
    already_public: Iterable[str] = (),
) -> dict[str, Shown]:
    """How each of ``counts`` may be shown; the same for the same table, always.

    ``already_public`` names counts that were published elsewhere: hiding them
    protects nobody. Zero is shown: a week that found nobody says so.
    """
    public = frozenset(already_public)
    table = _Table(counts, tuple(sums), public)
    table.shown = {
        code: Shown.FEWER if n in SMALL and code not in public else Shown.EXACT
        for code, n in counts.items()
    }
    while narrow := _too_narrow(table):
        if not _withhold_one(table, narrow):
            break
    return table.shown


def deduced(
    counts: Mapping[str, int], shown: Mapping[str, Shown], sums: Iterable[Sum]
) -> dict[str, tuple[int, int]]:
    """The lowest and highest value a reader can deduce for each count."""
    table = _Table(counts, tuple(sums), frozenset(), dict(shown))
    return _deduce(table)


def _deduce(table: _Table) -> dict[str, tuple[int, int]]:
    known = table.bounds()
    changed = True
    while changed:
        changed = False
        for each in table.sums:
            for code in (each.total, *each.parts):
                tighter = _tighten(code, each, known)
                if tighter != known[code]:
                    known[code] = tighter
                    changed = True
    return known


def _tighten(
    code: str, each: Sum, known: Mapping[str, tuple[int, int]]
) -> tuple[int, int]:
    low, high = known[code]
    if code == each.total:
        lowest = sum(known[part][0] for part in each.parts)
        highest = sum(known[part][1] for part in each.parts)
    else:
        others = [part for part in each.parts if part != code]
        lowest = known[each.total][0] - sum(known[part][1] for part in others)
        highest = known[each.total][1] - sum(known[part][0] for part in others)
    return max(low, lowest), min(high, highest)


def _too_narrow(table: _Table) -> list[str]:
    known = _deduce(table)
    return [
        code
        for code, how in sorted(table.shown.items())
        if how is not Shown.EXACT and known[code][1] - known[code][0] + 1 < ROOM
    ]


def _withhold_one(table: _Table, narrow: list[str]) -> bool:
    """Withhold the smallest count that stands in a sum with a narrow one."""
    beside = {
        code
        for each in table.sums
        if set(narrow) & {each.total, *each.parts}
        for code in (*each.parts, each.total)
    }
    choices = [
        (code in {each.total for each in table.sums}, table.counts[code], code)
        for code in beside
        if table.shown[code] is Shown.EXACT
        and code not in table.public
        and table.counts[code] >= SMALL.stop
    ]
    if not choices:
        return False
    table.shown[min(choices)[2]] = Shown.WITHHELD
    return True

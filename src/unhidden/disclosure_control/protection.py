"""Which counts of a table may be shown, so that no small one can be worked out.

A count of 1 to 4 is small, and is shown as "fewer than 5". Where counts add up to
another, a reader could subtract: then further counts are withheld until every hidden
one could still be any of at least three numbers.

Where one count is part of another, the rest is a count as well, although nobody shows
it, and the part bounds the whole: "fewer than 5" beside a part of 4 is 4. What is
withheld there goes by ranges of the counts and not by the one that must be hidden, so
that it does not tell either: a whole that stands beside a part of 4 is withheld from 4
to 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SMALL = range(1, 5)
ROOM = 3
_FAR = 10**9


class CountDisplay(StrEnum):
    """How a count appears: as it is, as fewer than 5, or not at all."""

    EXACT = "exact"
    FEWER = "fewer"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class CountSum:
    """``total`` is the sum of ``parts``, and the reader knows it."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountPart:
    """``part`` counts some of what ``total`` counts, and the reader knows it."""

    total: str
    part: str


@dataclass(slots=True)
class _Table:
    counts: Mapping[str, int]
    sums: tuple[CountSum, ...]
    parts: tuple[CountPart, ...]
    public: frozenset[str]
    shown: dict[str, CountDisplay] = field(default_factory=dict)

    def withheld(self, code: str) -> bool:
        return self.shown[code] is CountDisplay.WITHHELD

    def bounds(self) -> dict[str, tuple[int, int]]:
        """What a reader knows of each count before doing any sum."""
        return {code: self._bound(code, count) for code, count in self.counts.items()}

    def _bound(self, code: str, count: int) -> tuple[int, int]:
        """A reader may know that sums withhold what is large, as long as they do."""
        if self.shown[code] is CountDisplay.FEWER:
            return SMALL.start, SMALL.stop - 1
        if self.shown[code] is CountDisplay.EXACT:
            return count, count
        nested = {each for pair in self.parts for each in (pair.total, pair.part)}
        by_sums = (c for c in self.counts if self.withheld(c) and c not in nested)
        is_large = all(self.counts[each] >= SMALL.stop for each in by_sums)
        return (SMALL.stop if is_large and code not in nested else 0), _FAR


def protect_counts(
    counts: Mapping[str, int],
    *,
    sums: Iterable[CountSum] = (),
    parts: Iterable[CountPart] = (),
    already_public: Iterable[str] = (),
) -> dict[str, CountDisplay]:
    """How each of ``counts`` may be shown; the same for the same table, always.

    ``already_public`` names counts that were published elsewhere: hiding them
    protects nobody. Zero is shown: a week that found nobody says so. ``parts`` names
    each pair of a whole and a part, also of what is part of a part.
    """
    public = frozenset(already_public)
    table = _Table(counts, tuple(sums), tuple(parts), public)
    table.shown = {
        code: CountDisplay.FEWER
        if n in SMALL and code not in public
        else CountDisplay.EXACT
        for code, n in counts.items()
    }
    # One after the other: what is withheld tells nothing of its own parts any more.
    while told := next(filter(None, (_told_by(one, table) for one in table.parts)), ""):
        table.shown[told] = CountDisplay.WITHHELD
    while narrow := _too_narrow(table):
        if not _withhold_one(table, narrow):
            break
    return table.shown


def _told_by(each: CountPart, table: _Table) -> str:
    """Which of the two must be withheld still; "" where neither need be."""
    total, part = table.counts[each.total], table.counts[each.part]
    if each.part in table.public:
        hides = each.total
        is_told = part > 0 and (total in SMALL or total - part in SMALL)
    else:
        hides = each.part
        is_shown = table.shown[each.total] is CountDisplay.EXACT
        is_told = is_shown and _tells_part(total, part)
    may_hide = hides not in table.public and not table.withheld(hides)
    return hides if is_told and may_hide else ""


def _tells_part(total: int, part: int) -> bool:
    """Whether a whole that is shown leaves few numbers for its part, or for the rest.

    A small one, which is public then, and one up to 8 always do: there a part or its
    rest is small.
    """
    if total in SMALL:
        return True
    is_short = total < 2 * SMALL.stop - 1 or total - part in SMALL
    return 0 < part < total and is_short


def _deduce(table: _Table) -> dict[str, tuple[int, int]]:
    known = table.bounds()
    before: dict[str, tuple[int, int]] = {}
    while before != known:
        before = dict(known)
        for each in table.sums:
            for code in (each.total, *each.parts):
                known[code] = _tighten(code, each, known)
        for pair in table.parts:
            (low, high), (least, most) = known[pair.part], known[pair.total]
            known[pair.part] = low, min(high, most)
            known[pair.total] = max(least, low), most
    return known


def _tighten(
    code: str, each: CountSum, known: Mapping[str, tuple[int, int]]
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


def _too_narrow(table: _Table) -> set[str]:
    known = _deduce(table)
    return {
        code
        for code, how in table.shown.items()
        if how is not CountDisplay.EXACT and known[code][1] - known[code][0] + 1 < ROOM
    }


def _withhold_one(table: _Table, narrow: set[str]) -> bool:
    """Withhold one count more that stands in a sum, or a part, with a narrow one.

    The smallest of the large ones; where there is none, what is only fewer than 5, a
    total first; and then a zero, which tells that the others are none. False where all
    is withheld that may be: the rest follows from what is public already.
    """
    groups = [{each.total, *each.parts} for each in table.sums]
    groups += [{each.total, each.part} for each in table.parts]
    totals = {each.total for each in table.sums}
    choices = [
        (
            _turn(table, code),
            (code in totals) is (table.shown[code] is CountDisplay.EXACT),
            table.counts[code],
            code,
        )
        for code in set().union(*(group for group in groups if group & narrow))
        if not table.withheld(code) and code not in table.public
    ]
    if choices:
        table.shown[min(choices)[-1]] = CountDisplay.WITHHELD
    return bool(choices)


def _turn(table: _Table, code: str) -> int:
    if table.counts[code] >= SMALL.stop:
        return 0
    return 1 if table.counts[code] else 2

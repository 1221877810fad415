"""What a reader of published figures can work out, by trying everything, exactly.

Nothing of ``unhidden.disclosure_control`` is used but how a count is shown: what each
way of showing it says, what adds up, and what is part of what, is all that a reader
has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from unhidden.disclosure_control.protection import (
    ROOM,
    CountDisplay,
    CountPart,
    CountSum,
)

MOST = 10_000
Range = tuple[int, int]
Ranges = dict[str, Range]


class Reader:
    """A reader of one sheet, who knows what adds up and what is part of what.

    ``lowest`` is what the reader takes a withheld count to be at least, where it is
    neither a whole nor a part. The rest of a whole beside a part is a count too.
    """

    def __init__(
        self,
        figures: Mapping[str, tuple[CountDisplay, int | None]],
        *,
        sums: Iterable[CountSum],
        parts: Iterable[CountPart],
        lowest: int = 0,
    ) -> None:
        rests = {rest(each): each for each in parts}
        nested = {code for each in rests.values() for code in (each.total, each.part)}
        self.known: Ranges = {
            code: _range(how, value, 0 if code in nested else lowest)
            for code, (how, value) in figures.items()
        }
        self.known |= dict.fromkeys(rests, (0, MOST))
        self.sums = [
            *sums,
            *(CountSum(each.total, (each.part, name)) for name, each in rests.items()),
        ]

    def values(self, code: str) -> list[int]:
        """Numbers that the count can be, as many as it takes to keep it hidden."""
        found: list[int] = []
        start = self._narrowed(self.known)
        low, high = start[code] if start else (0, -1)
        for value in range(low, high + 1):
            if self._is_possible({**self.known, code: (value, value)}):
                found.append(value)
            if len(found) == ROOM:
                break
        return found

    def _is_possible(self, known: Ranges) -> bool:
        """Whether there are whole numbers for all counts, by search."""
        narrowed = self._narrowed(known)
        if narrowed is None:
            return False
        free = [code for code, (low, high) in narrowed.items() if low < high]
        if not free:
            return True
        code = min(free, key=lambda one: narrowed[one][1] - narrowed[one][0])
        low, high = narrowed[code]
        return any(
            self._is_possible({**narrowed, code: (value, value)})
            for value in range(low, high + 1)
        )

    def _narrowed(self, known: Ranges) -> Ranges | None:
        """The ranges that the sums leave; None where they leave nothing."""
        now = dict(known)
        before: Ranges = {}
        while before != now:
            before = dict(now)
            for each in self.sums:
                for code, (low, high) in _ranges(each, now):
                    now[code] = max(low, now[code][0]), min(high, now[code][1])
                    if now[code][0] > now[code][1]:
                        return None
        return now


def _range(how: CountDisplay, value: int | None, lowest: int) -> Range:
    if value is not None:
        return value, value
    return (1, 4) if how is CountDisplay.FEWER else (lowest, MOST)


def rest(each: CountPart) -> str:
    """The name of what is in the whole and not in the part."""
    return f"{each.total} but {each.part}"


def _ranges(each: CountSum, known: Ranges) -> Iterator[tuple[str, Range]]:
    yield each.total, _added(known[part] for part in each.parts)
    for code in each.parts:
        low, high = _added(known[part] for part in each.parts if part != code)
        yield code, (known[each.total][0] - high, known[each.total][1] - low)


def _added(ranges: Iterable[Range]) -> Range:
    pairs = list(ranges)
    return sum(low for low, _ in pairs), sum(high for _, high in pairs)


def told(
    figures: Mapping[str, tuple[CountDisplay, int | None]],
    *,
    sums: Iterable[CountSum],
    parts: Iterable[CountPart],
    public: Iterable[str] = (),
) -> list[str]:
    """The hidden counts that are fewer than three numbers, and rests that are small.

    A withheld count is taken as any, and again as none that is small. What follows from
    public figures alone is nobody's secret.
    """
    sums, parts = list(sums), list(parts)
    closed = dict.fromkeys(figures, (CountDisplay.WITHHELD, None))
    outside = Reader(closed | {c: figures[c] for c in public}, sums=sums, parts=parts)
    found = []
    for lowest in (0, 5):
        reader = Reader(figures, sums=sums, parts=parts, lowest=lowest)
        if lowest and not reader.values(next(iter(figures))):
            continue
        hidden = [
            code for code, (how, _) in figures.items() if how is not CountDisplay.EXACT
        ]
        names = [rest(one) for one in parts]
        small = [n for n in names if set(reader.values(n)) <= {1, 2, 3, 4}]
        found += [
            code
            for code in (*hidden, *small)
            if len(reader.values(code)) < len(outside.values(code))
        ]
    return sorted(set(found))

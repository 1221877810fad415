"""How the parts of two names fit, as conditions: one name is known, and held to many.

What each way to meet gives is worked out together, once for another name, and each
condition reads its bit of that. ``fitting.py`` says what fits, and has it for SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from unhidden.linkage.conditions import BitsTest, Condition, Row, Test, shares
from unhidden.linkage.fitting import (
    FORM,
    LETTER,
    Part,
    Parts,
    do_parts_fit,
    fit_parts,
    judge_spelling,
    reach_by_sound,
)

#: The ways to meet, in the order of their bits.
HOWS = ("", "by_form", "by_sound", "by_slip", "nearly", "by_first_letter")
_LETTERS, _FORM, _SOUND, _SLIP, _NEARLY, _FIRST = (1 << n for n in range(len(HOWS)))
_BY_SOUND = _SOUND | _SLIP | _NEARLY | _FIRST
_BY_FORM = _FORM | _BY_SOUND
_ALL = _LETTERS | _BY_FORM
#: Of two names: some part is met by sound, neither is longer, the other has two parts.
_MET, _EVEN, _OF_TWO = (1 << n for n in range(len(HOWS), len(HOWS) + 3))
_TWO = 2


#: A part of another name, the parts here that it meets (a bit for each, in a field for
#: each way to meet), and the ways in which it meets any.
_Meeting = tuple[Part, int, int]


class KnownParts:
    """The parts of a name, to be held against those in a column of others."""

    def __init__(self, parts: Parts, column: str) -> None:
        self.many = len(parts)
        self._column = column
        self._parts = [_read_part(number, part) for number, part in enumerate(parts)]
        self._every = (1 << self.many) - 1
        self._spread = _list_spread(self.many)
        self._apart = frozenset(chain.from_iterable(parts)).isdisjoint
        self._heard: dict[str, _Meeting] = {}
        self._spelt: dict[str, _Meeting] = {}
        self._fits: dict[int, int] = {}

    def read_bits(self, row: Row) -> int:
        """What holds of the name of another record, bit by bit; nothing without one.

        By sound first: where that meets no part, or every one, the rest is known.
        """
        others = row[self._column] or ()
        met, fits, unmet, held = 0, _ALL, [], self._heard
        for other in others:
            if self._apart(other):
                unmet.append(other)
                continue
            found = held.get(other[0])
            if found is None or found[0] != other:
                found = held[other[0]] = self._hear(other)
            met |= found[1]
            fits &= found[2]
        if not met:
            return 0
        more = len(others)
        fits = self._both_ways(met, 0 if unmet else fits, more)
        if not fits & _SOUND:
            fits = self._judge_spelling(others, unmet)
        return fits | _MET | (more == self.many and _EVEN) | (more >= _TWO and _OF_TWO)

    def _judge_spelling(self, others: Parts, unmet: Parts) -> int:
        """As by sound, and by the letters of what is not met so."""
        more = len(others)
        if more <= self.many:
            # Most names that share a part end here: of another part nothing is alike.
            for other in unmet:
                if not self._spell(other)[2]:
                    return 0
        met, fits = 0, _ALL
        for other in others:
            _, also_met, ways = self._spell(other)
            met |= also_met
            fits &= ways
        return self._both_ways(met, fits, more)

    def _hear(self, other: Part) -> _Meeting:
        met, ways = 0, 0
        for part in self._parts:
            if found := _hear_part(part, other):
                ways |= found
                met |= self._spread[found] << part.number
        return other, met, ways

    def _spell(self, other: Part) -> _Meeting:
        found = self._spelt.get(other[0])
        if found is not None and found[0] == other:
            return found
        met, ways = 0, 0
        for part in self._parts:
            if how := _hear_part(part, other) or _spell_part(part, other):
                ways |= how
                met |= self._spread[how] << part.number
        found = self._spelt[other[0]] = (other, met, ways)
        return found

    def _both_ways(self, met: int, fits: int, more: int) -> int:
        """Of the longer name each part need not be met; of two as long, all are."""
        if more < self.many:
            return fits
        own = self._fits.get(met)
        if own is None:
            own = self._fits[met] = self._find_fits(met)
        return own if more > self.many else own & fits

    def _find_fits(self, met: int) -> int:
        """The ways in which every part here is met."""
        every, many = self._every, self.many
        fields = (met >> how * many & every for how in range(len(HOWS)))
        return sum(1 << how for how, field in enumerate(fields) if field == every)


class _KnownPart(NamedTuple):
    """A part as others are held against it."""

    number: int
    word: str
    apart: Callable[[Part], bool]
    is_known: bool
    letter: str  # of a part that is one letter
    begins: str  # what a part that is its first letter may be met as


def _read_part(number: int, part: Part) -> _KnownPart:
    word, met_as = part[0], part[1]
    letter = met_as.removeprefix(LETTER) if met_as.startswith(LETTER) else ""
    return _KnownPart(
        number,
        word,
        frozenset(part).isdisjoint,
        is_known=met_as.startswith(FORM),
        letter=letter,
        begins=LETTER + word[:1],
    )


def _hear_part(part: _KnownPart, other: Part) -> int:
    """In which ways a part is met by what shares something with it."""
    _, word, apart, is_known, _, _ = part
    if apart(other):
        return 0
    if word == other[0]:
        return _ALL
    return _BY_FORM if is_known and other[1][0] == FORM else _BY_SOUND


def _spell_part(part: _KnownPart, other: Part) -> int:
    """In which ways a part is met by the letters of what shares nothing with it."""
    _, mine, _, is_known, letter, begins = part
    word, met_as = other[0], other[1]
    ways = _FIRST if begins == met_as or word[:1] == letter else 0
    if is_known and met_as[0] == FORM:
        return ways
    is_slip, is_near = judge_spelling(mine, word)
    return ways | is_slip * _SLIP | is_near * _NEARLY if is_near else ways


@cache
def _list_spread(many: int) -> Sequence[int]:
    """For ways to meet, the bits that a part has in the fields of so many parts."""
    return [
        sum(1 << how * many for how in range(len(HOWS)) if ways >> how & 1)
        for ways in range(_ALL + 1)
    ]


class PartsOfName:
    """Conditions on the parts of names, which stand in a column of lists.

    ``met`` is a column of all that the parts may be met as: the same in one list, for
    SQL to look at first.
    """

    def __init__(self, column: str, met: str) -> None:
        self._column = column
        self._latest: tuple[Parts | None, KnownParts]
        self._latest = (None, KnownParts([], column))
        self.meet = Condition(self._find_test(_MET), shares(met).sql)

    def fit_met_parts(
        self, how: str = "", *, least: int = _TWO, is_whole: bool = False
    ) -> Condition:
        """Each part of the shorter name is met by one of the longer, one by its sound.

        ``how``: in its letters, or ``by_form`` (as the table of forms has it),
        ``by_sound`` (or as it sounds), ``by_slip`` (or a slip away), ``nearly``,
        ``by_first_letter``. Both names are of ``least`` parts, one or two.
        ``is_whole``: neither has more parts than the other.
        """
        need = _MET | 1 << HOWS.index(how)
        need |= (_EVEN if is_whole else 0) | (_OF_TWO if least == _TWO else 0)
        fitting = fit_parts(self._column, how, least=least, is_whole=is_whole)
        sql = (self.meet & fitting).sql
        return Condition(self._find_test(need, least), sql)

    def _find_test(self, need: int, least: int = 1) -> Callable[[Row], Test | None]:
        column = self._column

        def find_test(a: Row) -> Test | None:
            parts = a[column]
            if parts is None or len(parts) < least:
                return None
            return BitsTest(self._find_known(parts).read_bits, need)

        return find_test

    def _find_known(self, parts: Parts) -> KnownParts:
        """Worked out once for a record, of which each condition asks in turn."""
        held, known = self._latest
        if held is not parts:
            known = KnownParts(parts, self._column)
            self._latest = (parts, known)
        return known


def fit_across(column: str, other: str, *, least: int) -> Condition:
    """All parts of a name in one column share something with one in another column.

    Both names have as many parts, ``least`` or more; whichever has which column.
    """

    def one_way(a: Row, mine: str, theirs: str) -> Test | None:
        if a.get(mine, ()) is None:
            return None
        known: list[tuple[Parts, Callable[[Part], bool]]] = []

        def test(b: Row) -> bool:
            others = b[theirs]
            if others is None or len(others) < least:
                return False
            if not known:
                # Read when somebody is met who has the other column, which is seldom.
                parts = a[mine] or ()
                known.append((parts, frozenset(chain.from_iterable(parts)).isdisjoint))
            ((parts, apart),) = known
            return (
                len(others) == len(parts)
                and not any(map(apart, others))
                and do_parts_fit(
                    [reach_by_sound(part) for part in parts], parts, others
                )
            )

        return test

    def write_sql(mine: str, theirs: str) -> str:
        lengths = f"cardinality({mine}) >= {least}"
        lengths = f"{lengths} and cardinality({mine}) = cardinality({theirs})"
        return f"({lengths} and parts_fit_by_sound({mine}, {theirs}))"

    return Condition(
        lambda a: one_way(a, column, other),
        lambda _: write_sql(f"{column}_l", f"{other}_r"),
    ) | Condition(
        lambda a: one_way(a, other, column),
        lambda _: write_sql(f"{other}_l", f"{column}_r"),
    )

"""How the parts of two names fit, in whatever order: for Python and for SQL.

A name is a list of its parts, and each part a list of two texts or more: the part in
plain letters, then what it may be met as (``person_names.py``). The shorter name fits
when each of its parts is met by a part of the longer; of two of one length each must be
met both ways. DuckDB reads the conditions by the macros below, Spark by the same
functions as Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from unhidden.linkage.conditions import Condition, Dialect, Row, Test

Part = Sequence[str]
Parts = Sequence[Part]
#: Whether a part is met by another: the first is known, and asked of many.
Reach = Callable[[Part], Callable[[Part], bool]]

#: What marks a part that is a letter only, and what a name in the table is a form of.
LETTER, FORM = "^", "~"


def _slips(one: str, other: str, *, score_cutoff: int) -> int:
    # A name of the library's own function would not travel to Spark's workers.
    return DamerauLevenshtein.distance(one, other, score_cutoff=score_cutoff)


_SLIP_FROM, _SLIPS_FROM, _MOST_SLIPS = 5, 8, 2
_BEGINNING = 3


def is_slip(one: str, other: str) -> bool:
    """One slip between words of five letters or more, two between those of eight.

    Short words that are near are two names as often as one.
    """
    length = min(len(one), len(other))
    most = (length >= _SLIP_FROM) + (length >= _SLIPS_FROM)
    # As DuckDB counts: of a pair that was swapped a letter may be wrong besides.
    return most > 0 and _slips(one, other, score_cutoff=most) <= most


def is_nearly(one: str, other: str) -> bool:
    """Two slips between words of five letters, one of four; or one begins the other."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _BEGINNING and longer.startswith(shorter):
        return True
    most = (len(shorter) >= _SLIP_FROM - 1) + (len(shorter) >= _SLIP_FROM)
    return most > 0 and _slips(one, other, score_cutoff=most) <= most


def judge_spelling(one: str, other: str) -> tuple[bool, bool]:
    """Both ``is_slip`` and ``is_nearly``, in one look."""
    gap = len(one) - len(other)
    shorter, longer = (other, one) if gap > 0 else (one, other)
    least = len(shorter)
    begins = least >= _BEGINNING and longer[:least] == shorter
    if least < _SLIP_FROM - 1 or not -_MOST_SLIPS <= gap <= _MOST_SLIPS:
        return False, begins
    slips = DamerauLevenshtein.distance(one, other, score_cutoff=_MOST_SLIPS)
    if slips > _MOST_SLIPS:
        return False, begins
    most = (least >= _SLIP_FROM) + (least >= _SLIPS_FROM)
    return slips <= most > 0, begins or slips <= 1 + (least >= _SLIP_FROM)


def _by_letters(part: Part) -> Callable[[Part], bool]:
    word = part[0]
    return lambda other: other[0] == word


def _by_form(part: Part) -> Callable[[Part], bool]:
    word, apart = part[0], frozenset(part).isdisjoint
    if not part[1].startswith(FORM):
        return lambda other: other[0] == word
    return lambda other: (
        other[0] == word or (other[1].startswith(FORM) and not apart(other))
    )


def reach_by_sound(part: Part) -> Callable[[Part], bool]:
    apart = frozenset(part).isdisjoint
    return lambda other: not apart(other)


def _by_slip(part: Part) -> Callable[[Part], bool]:
    return _by_spelling(part, is_slip)


def _nearly(part: Part) -> Callable[[Part], bool]:
    return _by_spelling(part, is_nearly)


def _by_spelling(
    part: Part, are_near: Callable[[str, str], bool]
) -> Callable[[Part], bool]:
    """Hassan and Hussein, Mark and Mary are near, and known to be two names."""
    apart, word = frozenset(part).isdisjoint, part[0]
    is_known = part[1].startswith(FORM)

    def meet_part(other: Part) -> bool:
        if not apart(other):
            return True
        if is_known and other[1].startswith(FORM):
            return False
        return are_near(word, other[0])

    return meet_part


def _by_first_letter(part: Part) -> Callable[[Part], bool]:
    apart, letter, begins = frozenset(part).isdisjoint, part[1], LETTER + part[0][:1]
    return lambda other: (
        not apart(other) or other[1] == begins or letter == LETTER + other[0][:1]
    )


_REACHES: Mapping[str, Reach] = {
    "parts_fit": _by_letters,
    "parts_fit_by_form": _by_form,
    "parts_fit_by_sound": reach_by_sound,
    "parts_fit_by_slip": _by_slip,
    "parts_fit_nearly": _nearly,
    "parts_fit_by_first_letter": _by_first_letter,
}
_ARE_KNOWN = f"(starts_with(x[2], '{FORM}') and starts_with(y[2], '{FORM}'))"
_SHORTER = "least(length(x[1]), length(y[1]))"
_FEW = "abs(length(x[1]) - length(y[1])) <= 2"
_HEARD = "list_has_any(x, flatten(b))"


def _any_part(meets: str) -> str:
    return f"list_bool_or(list_transform(b, lambda y: {meets}))"


#: Whether x is met by a part of b. What needs no look at each of these comes first, and
#: by ``case``: inside a list DuckDB works out all of an "and", also what is dear.
_MEETINGS = {
    "parts_fit": "list_contains(list_transform(b, lambda y: y[1]), x[1])",
    "parts_fit_by_form": f"case when not {_HEARD} then false else "
    + _any_part(f"x[1] = y[1] or ({_ARE_KNOWN} and list_has_any(x, y))")
    + " end",
    "parts_fit_by_sound": _HEARD,
    "parts_fit_by_slip": f"case when {_HEARD} then true"
    f" when length(x[1]) < {_SLIP_FROM} then false else "
    + _any_part(f"""case
        when {_ARE_KNOWN} or {_SHORTER} < {_SLIP_FROM} or not {_FEW} then false
        else damerau_levenshtein(x[1], y[1]) <=
            if({_SHORTER} >= {_SLIPS_FROM}, 2, 1) end""")
    + " end",
    "parts_fit_nearly": f"case when {_HEARD} then true"
    f" when length(x[1]) < {_BEGINNING} then false else "
    + _any_part(f"""case
        when {_ARE_KNOWN} or {_SHORTER} < {_BEGINNING} then false
        when starts_with(x[1], y[1]) or starts_with(y[1], x[1]) then true
        when {_SHORTER} < {_SLIP_FROM - 1} or not {_FEW} then false
        else damerau_levenshtein(x[1], y[1]) <=
            if({_SHORTER} >= {_SLIP_FROM}, 2, 1) end""")
    + " end",
    "parts_fit_by_first_letter": f"case when {_HEARD} then true else "
    + _any_part(
        f"y[2] = concat('{LETTER}', x[1][1]) or x[2] = concat('{LETTER}', y[1][1])"
    )
    + " end",
}


def list_macros() -> Iterator[str]:
    """What makes the conditions known to a DuckDB."""
    for name, meeting in _MEETINGS.items():
        yield (
            f"create or replace macro {name}_into(a, b) as list_bool_and("
            f"list_transform(a, lambda x: {meeting}))"
        )
        yield (
            f"create or replace macro {name}(a, b) as"
            f" (len(a) > len(b) or {name}_into(a, b))"
            f" and (len(b) > len(a) or {name}_into(b, a))"
        )


def list_functions() -> dict[str, Callable[[Any, Any], bool | None]]:
    """The conditions by the names that SQL has for them, for Spark to call."""
    return {name: _answer(reach) for name, reach in _REACHES.items()}


def _answer(reach: Reach) -> Callable[[Any, Any], bool | None]:
    def judge_fit(one: Parts | None, other: Parts | None) -> bool | None:
        if one is None or other is None:
            return None
        return do_parts_fit([reach(part) for part in one], one, other)

    return judge_fit


def do_parts_fit(
    reaches: Sequence[Callable[[Part], bool]], parts: Parts, others: Parts
) -> bool:
    """Whether the shorter name is met by the longer; of one length, both ways."""
    many, more = len(parts), len(others)
    if many <= more:
        for reach in reaches:
            if not any(map(reach, others)):
                return False
    if more <= many:
        for other in others:
            if not any(reach(other) for reach in reaches):
                return False
    return True


def fit_parts(
    column: str, how: str = "", *, least: int, is_whole: bool = False
) -> Condition:
    """Each part of the shorter name, of ``least`` parts, is met by one of the longer.

    ``how``: in its letters, or ``by_form`` (as the table of forms has it), ``by_sound``
    (or as it sounds), ``by_slip`` (or a slip away), ``nearly``, ``by_first_letter``.
    ``is_whole``:
    neither name has more parts than the other.
    """
    name = f"parts_fit_{how}" if how else "parts_fit"
    reach = _REACHES[name]

    def find_test(a: Row) -> Test | None:
        parts = a[column]
        if parts is None or len(parts) < least:
            return None
        many, reaches = len(parts), [reach(part) for part in parts]

        def test(b: Row) -> bool:
            others = b[column]
            if others is None or len(others) < least:
                return False
            if is_whole and len(others) != many:
                return False
            return do_parts_fit(reaches, parts, others)

        return test

    def write_sql(_: Dialect) -> str:
        left, right = f"{column}_l", f"{column}_r"
        lengths = f"cardinality({left}) >= {least} and cardinality({right}) >= {least}"
        if is_whole:
            lengths = f"{lengths} and cardinality({left}) = cardinality({right})"
        return f"({lengths} and {name}({left}, {right}))"

    return Condition(find_test, write_sql)

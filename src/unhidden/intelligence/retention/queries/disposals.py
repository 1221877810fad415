"""What is left of what was disposed of or anonymised: figures, small ones hidden."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import get_language

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.disclosure_control import protection
from unhidden.disclosure_control.protection import CountDisplay
from unhidden.intelligence.models import DisposedCount
from unhidden.intelligence.retention.queries.reviews import PERMISSION
from unhidden.places import queries as places
from unhidden.signs import queries as signs

_TOTAL = "total"


#: How many, or how it is hidden.
Number = int | CountDisplay


@dataclass(frozen=True, slots=True)
class DisposalFigures:
    """Items by year of the event and group; by area, by sign and by grade.

    An area is empty where the premises were none or in several.
    """

    by_year: list[tuple[int, int, Number]]
    by_area: list[tuple[str, Number]]
    by_sign: list[tuple[str, Number]]
    by_grade: list[tuple[str, Number]]


@query
def get_disposal_figures(*, viewer: Actor) -> DisposalFigures:
    """What is left of every organisation's reports; empty lists of nothing.

    Small counts are hidden as in what is published: where little happens, one item of
    a sign leads back to somebody.
    """
    viewer.must(PERMISSION)
    names = {each.code: each.name for each in places.list_councils()}
    by_year = _protected(_counted("year", "review_group"))
    by_area = _protected(_counted("council"))
    return DisposalFigures(
        by_year=[(int(year), int(group), n) for (year, group), n in by_year],
        by_area=[(names.get(str(code), ""), n) for (code,), n in by_area],
        by_sign=_signs(),
        by_grade=[(str(code), n) for (code,), n in _protected(_counted("grade"))],
    )


_Counts = dict[tuple[object, ...], int]


def _counted(*fields: str) -> _Counts:
    rows = DisposedCount.objects.annotate(year=ExtractYear("month"))
    summed = rows.values_list(*fields).annotate(sum=Sum("items")).order_by(*fields)
    return {tuple(map(_hashed, row[:-1])): row[-1] for row in summed}


def _hashed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _protected(counts: _Counts) -> list[tuple[tuple[Any, ...], Number]]:
    """The counts as they may be shown: every table adds up to the same."""
    codes = {key: str(place) for place, key in enumerate(counts)}
    told = {codes[key]: count for key, count in counts.items()}
    whole = protection.CountSum(_TOTAL, tuple(told))
    shown = protection.protect_counts(
        told | {_TOTAL: sum(told.values())}, sums=[whole] if told else ()
    )
    return [
        (key, count if shown[codes[key]] is CountDisplay.EXACT else shown[codes[key]])
        for key, count in counts.items()
    ]


def _signs() -> list[tuple[str, Number]]:
    """Each sign on its own: an item may have several, and they add up to nothing."""
    counts: Counter[str] = Counter()
    for (codes,), items in _counted("sign_codes").items():
        counts.update(dict.fromkeys(cast("tuple[str, ...]", codes), items))
    cards = signs.signs_by_code(counts.keys(), get_language() or "en")
    shown = protection.protect_counts(counts)
    return sorted(
        (
            (
                cards[code].phrase if code in cards else code,
                items if shown[code] is CountDisplay.EXACT else shown[code],
            )
            for code, items in counts.items()
        ),
        key=lambda line: line[0],
    )

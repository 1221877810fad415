"""The defence of section 45 of the Modern Slavery Act 2015, element by element.

The rows are data (``investigations/data/section_45.json``), read in the statute: for an
adult, section 45(1); for a child, section 45(4); not for the offences of Schedule 4,
section 45(7).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[2] / "data" / "section_45.json"


class UnknownElement(ValueError):
    """An element that the defence does not have for somebody of that age."""


@dataclass(frozen=True, slots=True)
class DefenceRow:
    """An element as the law has it; ``is_checked`` where its words were read there."""

    code: str
    is_of_child: bool
    text: str
    source: str
    from_on: date
    until_on: date | None
    is_checked: bool


@cache
def list_defence_rows() -> tuple[DefenceRow, ...]:
    """Every element of the data, adults' before children's."""
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        DefenceRow(
            code=row["code"],
            is_of_child=row["for"] == "child",
            text=row["text"],
            source=row["source"],
            from_on=date.fromisoformat(row["from_on"]),
            until_on=date.fromisoformat(row["to_on"]) if row["to_on"] else None,
            is_checked=row["checked"],
        )
        for row in found["rows"]
    )


def is_in_force(day: date) -> bool:
    """Whether the law of that day has the defence."""
    return all(
        row.from_on <= day and (row.until_on is None or day <= row.until_on)
        for row in list_defence_rows()
    )


def elements_of(*, was_child: bool) -> tuple[str, ...]:
    """The elements of the defence, by whether the person was under 18 at the act."""
    return tuple(
        row.code for row in list_defence_rows() if row.is_of_child is was_child
    )


def is_made_out(
    shown: Collection[str], *, was_child: bool, is_excluded_offence: bool
) -> bool:
    """Whether every element is shown for an offence to which the defence is open.

    Raises UnknownElement for what is no element at that age.
    """
    wanted = elements_of(was_child=was_child)
    if not set(shown) <= set(wanted):
        raise UnknownElement(sorted(set(shown) - set(wanted)))
    return not is_excluded_offence and set(shown) == set(wanted)

"""What the outer envelope of a phone's account says, and what in it does not add up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from unhidden.signs import queries as signs
from unhidden.visits.asking.reading import (
    FormUnknown,
    OuterRead,
    OuterUnreadable,
    read_outer,
)
from unhidden.visits.rules import consistency
from unhidden.visits.rules.contents import write_content
from unhidden.visits.rules.records import VisitSetting

__all__ = [
    "FormUnknown",
    "OuterRead",
    "OuterUnreadable",
    "judge_outer",
    "read_outer",
    "write_outer",
]


def judge_outer(
    outer: OuterRead, *, kind: str, first_day: date, is_turned: bool, at: datetime
) -> tuple[str, ...]:
    """What contradicts itself in the record that it tells whole, in codes."""
    if outer.record is None:
        return ()
    known = signs.signs_by_code({sign.code for sign in outer.record.signs}, "en")
    setting = VisitSetting(
        kind=kind,
        day=timezone.localdate(outer.record.started_at),
        first_day=first_day,
        at=at,
        is_turned=is_turned,
        strong_signs=frozenset(c for c in known if known[c].weight == "strong"),
    )
    return consistency.find_inconsistencies(outer.record, setting)


def write_outer(outer: OuterRead, problems: Iterable[str]) -> dict[str, Any]:
    """The content of its account: all that was told, and what was found in it."""
    content = {**outer.content, "lacks": list(outer.lacks), "problems": list(problems)}
    if outer.record is not None:
        content |= write_content(outer.record)
    return content

"""The rules of clocks: data of the program, which no role of the database changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.safeguarding.clocks.rules.timing import NONE, ClockLength, ClockTerm
from unhidden.safeguarding.models import ClockCode, ClockUnit, EscalationRole

_FILE = Path(__file__).parents[2] / "data" / "clock_rules.json"
_NAMES = UUID("6b1c4f3e-8f57-4d0c-9d6a-0c8a2c6f7d11")
_WRITTEN_AT = datetime(2000, 1, 1, tzinfo=UTC)
_KNOWN = {
    "sourced": _("As its source says"),
    "general": _("From general knowledge: the source is still to be read"),
    "ours": _("Our own lead time, and no law"),
}


@dataclass(frozen=True, slots=True)
class ClockRuleCard(ClockTerm):
    """A rule with where it comes from, and how well that is known.

    ``known`` is ``sourced``, ``general`` (from general knowledge) or ``ours`` (our own
    lead time). ``is_checked`` when somebody has read it against its source.
    """

    source_en: str = ""
    source_cy: str = ""
    note_en: str = ""
    note_cy: str = ""
    guidance: str = ""
    owner: str = ""
    known: str = ""
    is_checked: bool = False


@cache
def read_file() -> tuple[ClockRuleCard, ...]:
    """Every rule, also those that held once."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_of_file(row) for row in rows)


def _of_file(row: dict[str, Any]) -> ClockRuleCard:
    key = uuid5(_NAMES, f"{row['code']} {row['from_on']}")
    return ClockRuleCard(
        key=str(key),
        code=row["code"],
        length=ClockLength(row["unit"], row["count"]),
        from_on=date.fromisoformat(row["from_on"]),
        to_on=date.fromisoformat(row["to_on"]) if row["to_on"] else None,
        written_at=_WRITTEN_AT,
        source_en=row["source"],
        source_cy=row["source_cy"],
        note_en=row.get("note", ""),
        note_cy=row.get("note_cy", ""),
        guidance=row["guidance"],
        owner=row["owner"],
        known=row["known"],
        is_checked=row.get("is_checked", False),
    )


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as its page shows it, in the language of the page."""

    label: str
    length: str
    from_on: date
    to_on: date | None
    source: str
    note: str
    guidance: str
    owner: str
    known: str
    is_checked: bool


@query
def describe_rules(*, viewer: Actor) -> list[RuleLine]:
    """Every rule, in the order of the codes, and of one code the newest first."""
    viewer.must("safeguarding.see_own_cases")
    codes = list(ClockCode.values)
    rules = sorted(read_file(), key=lambda rule: rule.from_on, reverse=True)
    rules.sort(key=lambda rule: codes.index(rule.code))
    return [_line(rule, (get_language() or "en").startswith("cy")) for rule in rules]


def _line(rule: ClockRuleCard, is_welsh: bool) -> RuleLine:
    return RuleLine(
        label=str(ClockCode(rule.code).label),
        length=_length(rule.length),
        from_on=rule.from_on,
        to_on=rule.to_on,
        source=rule.source_cy if is_welsh else rule.source_en,
        note=rule.note_cy if is_welsh else rule.note_en,
        guidance=rule.guidance,
        owner=str(EscalationRole(rule.owner).label),
        known=str(_KNOWN[rule.known]),
        is_checked=rule.is_checked,
    )


def _length(length: ClockLength) -> str:
    unit = str(ClockUnit(length.unit).label)
    return unit if length.unit == NONE else f"{unit}: {length.count}"

"""The rules of clocks: rows that are never changed, the first of them of a file."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import get_language, gettext, ngettext

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.safeguarding.clocks.rules.timing import NONE, ClockLength, ClockTerm
from unhidden.safeguarding.models import (
    ClockBasis,
    ClockCode,
    ClockRule,
    ClockRuleStepKind,
    ClockUnit,
    EscalationRole,
)

_FILE = Path(__file__).parents[2] / "data" / "clock_rules.json"
_NAMES = UUID("6b1c4f3e-8f57-4d0c-9d6a-0c8a2c6f7d11")
_WRITTEN_AT = datetime(2000, 1, 1, tzinfo=UTC)
KEEP = "safeguarding.keep_clock_rules"


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


def read_rules(code: str = "") -> tuple[ClockTerm, ...]:
    """The rules as they stand, of one code or of all: also those that held once."""
    found = ClockRule.objects.filter(code=code) if code else ClockRule.objects.all()
    return tuple(
        ClockTerm(
            key=str(row.id),
            code=row.code,
            length=ClockLength(row.unit, row.count),
            from_on=row.from_on,
            to_on=row.to_on,
            written_at=row.written_at,
            is_withdrawn=_has(row, ClockRuleStepKind.WITHDRAWN),
            number=row.number,
            reaches_back=row.reaches_back,
        )
        for row in found.prefetch_related("steps").order_by("code", "number", "id")
    )


def _has(row: ClockRule, kind: str) -> bool:
    return any(step.kind == kind for step in row.steps.all())


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as its page shows it, in the language of the page.

    ``by`` wrote it, and is empty of what came with the program; ``number`` is of its
    code, ``may_check`` and ``may_withdraw`` are for who keeps the rules.
    """

    id: UUID
    code: str
    number: int
    label: str
    length: str
    from_on: date
    to_on: date | None
    reaches_back: bool
    source: str
    note: str
    guidance: str
    owner: str
    known: str
    by: str
    written_at: datetime
    is_checked: bool
    is_withdrawn: bool
    may_check: bool
    may_withdraw: bool


@query
def describe_rules(*, viewer: Actor) -> list[RuleLine]:
    """Every rule, in the order of the codes, and of one code the newest first."""
    if not viewer.may(KEEP):
        viewer.must("safeguarding.see_own_cases")
    rows = ClockRule.objects.select_related("written_by").prefetch_related("steps")
    codes = list(ClockCode.values)
    found = sorted(
        rows.order_by("id"), key=lambda row: (codes.index(row.code), -row.number)
    )
    texts = {card.key: card for card in read_file()}
    is_welsh = (get_language() or "en").startswith("cy")
    return [_line(row, texts.get(str(row.id)), viewer, is_welsh) for row in found]


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """How long a rule says, where it stands, and whether somebody checked it."""

    length: str
    source: str
    is_checked: bool


def describe_rules_of(rule_ids: Collection[UUID]) -> dict[UUID, RuleInWords]:
    """The rules that deadlines in view are counted by, in the page's language."""
    texts = {card.key: card for card in read_file()}
    is_welsh = (get_language() or "en").startswith("cy")
    rows = ClockRule.objects.filter(id__in=rule_ids).prefetch_related("steps")
    return {
        row.id: RuleInWords(
            length=_length(ClockLength(row.unit, row.count)),
            source=_describe_source(row, texts.get(str(row.id)), is_welsh)[0],
            is_checked=_has(row, ClockRuleStepKind.CHECKED),
        )
        for row in rows.order_by("id")
    }


@query
def find_rule(*, viewer: Actor, rule_id: UUID) -> RuleLine:
    """One rule, for who keeps them; raises Absent."""
    viewer.must(KEEP)
    lines = describe_rules(viewer=viewer)
    found = next((line for line in lines if line.id == rule_id), None)
    if found is None:
        raise Absent
    return found


@query
def find_newest(*, viewer: Actor, code: str) -> RuleLine:
    """The newest version of the rule of a code, for who keeps them; raises Absent."""
    viewer.must(KEEP)
    lines = describe_rules(viewer=viewer)
    found = next((line for line in lines if line.code == code), None)
    if found is None:
        raise Absent
    return found


def _line(
    row: ClockRule, text: ClockRuleCard | None, viewer: Actor, is_welsh: bool
) -> RuleLine:
    source, note = _describe_source(row, text, is_welsh)
    known = str(ClockBasis(row.basis).label)
    is_checked = _has(row, ClockRuleStepKind.CHECKED)
    is_withdrawn = _has(row, ClockRuleStepKind.WITHDRAWN)
    return RuleLine(
        id=row.id,
        code=row.code,
        number=row.number,
        label=row.get_code_display(),
        length=_length(ClockLength(row.unit, row.count)),
        from_on=row.from_on,
        to_on=row.to_on,
        reaches_back=row.reaches_back,
        source=source,
        note=note,
        guidance=row.guidance,
        owner=str(EscalationRole(row.owner).label),
        known="" if known.startswith(source) else known,
        by=row.written_by.name if row.written_by else "",
        written_at=row.written_at,
        is_checked=is_checked,
        is_withdrawn=is_withdrawn,
        may_check=not (
            is_checked or is_withdrawn or row.written_by_id == viewer.person
        ),
        may_withdraw=row.written_by_id is not None and not is_withdrawn,
    )


def _describe_source(
    row: ClockRule, text: ClockRuleCard | None, is_welsh: bool
) -> tuple[str, str]:
    """Where a rule stands, and what is to be said of it: of the program's in full."""
    if text is not None and is_welsh:
        return text.source_cy, text.note_cy
    if text is not None:
        return text.source_en, text.note_en
    label = row.get_source_display()
    return f"{label} {row.section}".strip(), ""


def _length(length: ClockLength) -> str:
    if length.unit == NONE:
        return str(ClockUnit(length.unit).label)
    if length.count == 0:
        return gettext("The same day")
    return _choose_words(length.unit, length.count) % {"count": abs(length.count)}


def _choose_words(unit: str, count: int) -> str:
    if count < 0:  # of days alone
        return ngettext("%(count)s day before", "%(count)s days before", -count)
    if unit == ClockUnit.WORKING_DAYS:
        return ngettext("%(count)s working day", "%(count)s working days", count)
    if unit == ClockUnit.MONTHS:
        return ngettext("%(count)s month", "%(count)s months", count)
    if unit == ClockUnit.HOURS:
        return ngettext("%(count)s hour", "%(count)s hours", count)
    return ngettext("%(count)s calendar day", "%(count)s calendar days", count)

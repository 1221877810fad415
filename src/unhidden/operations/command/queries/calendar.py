"""The calendar of an operation: the template on its days, and how each line stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.command.queries.owners import name_owners
from unhidden.operations.command.queries.posts import must_command
from unhidden.operations.command.rules.calendar import (
    DatedLine,
    TemplateLine,
    date_lines,
    is_late,
)
from unhidden.operations.models import CalendarEntry, LineState
from unhidden.operations.policies import SEE

_TEMPLATE = Path(__file__).parent.parent / "data" / "calendar.json"
OWN = "own"
PHASES = {
    "partners": _("Theme and partners: 8 to 6 weeks before"),
    "targets": _("Premises: 6 to 4 weeks before"),
    "visits": _("Kinds of visit and powers: 4 to 3 weeks before"),
    "teams": _("Teams and risks: 3 to 2 weeks before"),
    "briefing": _("Briefing: the last 7 days before"),
    "week": _("The week itself"),
    "after": _("After: 1 to 4 weeks"),
    "outcomes": _("Outcomes: 3, 6 and 12 months after"),
    OWN: _("Lines of our own"),
}


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """A line on its day; ``owner`` says the post and who holds it now."""

    key: str
    phase: str
    title: str
    due_on: date
    owner: str
    state: str
    state_label: str
    note: str
    set_by: str
    set_at: datetime | None
    is_late: bool


@query
def list_calendar(
    *, viewer: Actor, operation_id: UUID, at: datetime
) -> list[CalendarLine]:
    """Every line by its day, for who commands the operation; raises Absent."""
    viewer.must(SEE)
    found = must_command(viewer=viewer, operation_id=operation_id)
    rows = CalendarEntry.objects.filter(operation_id=operation_id)
    entries = {row.line: row for row in rows.select_related("set_by").order_by("line")}
    dated = date_lines(read_template(), found.starts_on, found.ends_on)
    owners, today = name_owners(operation_id, at), timezone.localdate(at)
    lines = [
        _line(each, entries.pop(each.key, CalendarEntry()), owners, today)
        for each in dated
    ]
    lines += [_own(row, owners, today) for row in entries.values() if row.due_on]
    return sorted(lines, key=lambda line: (line.due_on, line.key))


@query
def find_line(
    *, viewer: Actor, operation_id: UUID, key: str, at: datetime
) -> CalendarLine | None:
    """One line of the calendar, or None; raises Absent for who does not command."""
    lines = list_calendar(viewer=viewer, operation_id=operation_id, at=at)
    return next((line for line in lines if line.key == key), None)


@cache
def read_template() -> tuple[TemplateLine, ...]:
    """The lines of a planning calendar (command/data/calendar.json)."""
    return tuple(TemplateLine(**line) for line in json.loads(_TEMPLATE.read_text()))


def _line(
    dated: DatedLine, row: CalendarEntry, owners: dict[str, str], today: date
) -> CalendarLine:
    line = dated.line
    title = line.title_cy if get_language() == "cy" else line.title_en
    owner = owners[row.owner or line.owner]
    return _shown(row, dated.key, line.phase, title, dated.due_on, owner, today)


def _own(row: CalendarEntry, owners: dict[str, str], today: date) -> CalendarLine:
    due_on = row.due_on or today
    return _shown(
        row, row.line, OWN, row.title, due_on, owners.get(row.owner, ""), today
    )


def _shown(  # what a line is made of
    row: CalendarEntry,
    key: str,
    phase: str,
    title: str,
    due_on: date,
    owner: str,
    today: date,
) -> CalendarLine:
    return CalendarLine(
        key=key,
        phase=phase,
        title=title,
        due_on=due_on,
        owner=owner,
        state=row.state,
        state_label=str(LineState(row.state).label),
        note=row.note,
        set_by=row.set_by.name if row.set_by else "",
        set_at=row.set_at,
        is_late=is_late(due_on, row.state, today),
    )

"""Caseloads as tables, and what pages of supervision say of a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.safeguarding.supervision import actions, rules
from unhidden.safeguarding.supervision.queries import OrganisationFigure, TeamCaseload
from unhidden.safeguarding.supervision.rules import CaseLine
from unhidden.sharing import actions as sharing
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, Table
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    actions.NoColleague: RefusalSentence(
        gettext_lazy("This colleague cannot take it today: choose another"),
        "everything",
    ),
    actions.PlaceMoved: gettext_lazy(
        "Somebody has changed who is on one of these cases. Look at them again"
    ),
    actions.TalkToday: RefusalSentence(
        gettext_lazy("A talk of the two of you on this day is kept already"), "held_on"
    ),
    actions.TalkInFuture: RefusalSentence(
        gettext_lazy("Enter a day that is today or before"), "held_on"
    ),
    actions.NextTalkNotLater: RefusalSentence(
        gettext_lazy("Enter a day after the one on which you talked"), "next_on"
    ),
    sharing.ColleagueAlreadyOnTeam: gettext_lazy(
        "Somebody has changed who is on one of these cases. Look at them again"
    ),
    sharing.TeamNeedsSomebody: gettext_lazy(
        "One of these cases would be left to nobody: choose who takes it"
    ),
}
_NOTHING = "–"


def loads_table(found: TeamCaseload) -> Table:
    """What each worker has; each name leads to the worker's own page."""
    columns = [
        Column(_("Worker")),
        Column(_("Open cases"), is_number=True),
        Column(_("At rest"), is_number=True),
        Column(_("Overdue"), is_number=True),
        Column(_("Due within two days"), is_number=True),
        Column(_("No contact for too long"), is_number=True),
    ]
    rows = [
        [
            Cell(
                found.names.get(load.person_id, ""),
                url=reverse("safeguarding:worker", args=[load.person_id]),
            ),
            *(load.open, load.resting, load.overdue, load.near, load.quiet),
        ]
        for load in found.loads
    ]
    return Table(_("Caseloads"), columns, rows, is_caption_hidden=True)


def lines_table(
    lines: Iterable[CaseLine], found: TeamCaseload, *, at: datetime, today: date
) -> Table:
    """The cases, by what waits in them; no name of anybody who is supported."""
    columns = [
        Column(_("Case")),
        Column(_("Who works on it")),
        Column(_("Due next")),
        Column(_("Last contact")),
        Column(_("Next review")),
    ]
    rows = [_line(line, found, at=at, today=today) for line in lines]
    return Table(_("Cases"), columns, rows, is_caption_hidden=True)


def figures_table(figures: Sequence[OrganisationFigure]) -> Table:
    """Protected counts by organisation."""
    columns = [
        Column(_("Organisation")),
        Column(_("Open cases")),
        Column(_("With something overdue")),
    ]
    rows = [
        [one.organisation, _count(one.open_cases), _count(one.overdue_cases)]
        for one in figures
    ]
    return Table(_("Cases by organisation"), columns, rows, is_caption_hidden=True)


def _count(figure: int | None) -> str:
    if figure is None:
        return _("fewer than 5")
    return _("%(low)s to %(high)s") % {
        "low": figure,
        "high": figure + rules.STEP - 1,
    }


def _line(
    line: CaseLine, found: TeamCaseload, *, at: datetime, today: date
) -> list[object]:
    names = ", ".join(found.names.get(each, "") for each in line.workers)
    due = line.next_due_at
    shown = dates.day_and_time(due) if due else _NOTHING
    if rules.is_overdue(line, at):
        shown = _("overdue since %(when)s") % {"when": shown}
    return [
        Cell(line.urn, url=reverse("safeguarding:case", args=[line.id])),
        names or _("Nobody"),
        shown,
        _contact(line),
        _review(line, today),
    ]


def _contact(line: CaseLine) -> str:
    if line.last_contact_on is None and line.quiet_days is not None:
        return _("none noted: %(days)s days") % {"days": line.quiet_days}
    last = dates.format_day(line.last_contact_on) if line.last_contact_on else _NOTHING
    if line.quiet_days is None:
        return last
    said = _("%(last)s: %(days)s days without contact")
    return said % {"last": last, "days": line.quiet_days}


def _review(line: CaseLine, today: date) -> str:
    if rules.is_awake(line, today):
        return _("its rest is over")
    day = line.next_review_on or line.wakes_on
    if day is None:
        return _NOTHING
    shown = dates.format_day(day)
    is_due = rules.is_to_review(line, today)
    return _("due since %(when)s") % {"when": shown} if is_due else shown

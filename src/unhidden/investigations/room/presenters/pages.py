"""What the pages of the room show: tables, summaries, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.people.queries.people import InvestigationPersonView
from unhidden.investigations.room.forms.papers import PRESENT
from unhidden.investigations.room.queries.actions import ActionRow, ActionView
from unhidden.investigations.room.queries.interviews import (
    InterviewRow,
    InterviewView,
)
from unhidden.investigations.room.queries.lines import LineRow, LineView
from unhidden.investigations.room.queries.papers import (
    PaperRow,
    PaperView,
    StatementView,
)
from unhidden.lib import languages
from unhidden.ui import dates, parts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class RoomLink:
    """Where a page leads on to."""

    label: StrOrPromise
    url: str


def link_to(label: StrOrPromise, name: str, *arguments: object) -> RoomLink:
    """A link to a page of investigations."""
    return RoomLink(label, reverse(f"investigations:{name}", args=arguments))


def name_person(number: int | None) -> str:
    """A person by number; "" for nobody."""
    return _now("Person %(number)d") % {"number": number} if number else ""


def name_language(code: str) -> str:
    """A language in the language of the page."""
    return languages.name_language(code, get_language() or "en")


def offer_people(people: Sequence[InvestigationPersonView]) -> list[tuple[str, str]]:
    """The people to choose from, by number, with the name where it opens."""
    return [
        (
            str(one.number),
            " · ".join(filter(None, [name_person(one.number), one.name])),
        )
        for one in people
    ]


def tabulate_lines(rows: Sequence[LineRow], head_id: UUID) -> parts.Table:
    """The lines of enquiry of a list."""
    return parts.Table(
        caption=_("Lines of enquiry"),
        columns=[
            parts.Column(_("Line of enquiry")),
            parts.Column(_("Where it may point")),
            parts.Column(_("State")),
            parts.Column(_("Actions"), is_number=True),
        ],
        rows=[
            [
                parts.Cell(
                    f"{row.number}. {row.question}",
                    reverse("investigations:line", args=[head_id, row.number]),
                ),
                row.direction_label,
                row.state_label,
                row.actions,
            ]
            for row in rows
        ],
        is_caption_hidden=True,
    )


def tabulate_actions(rows: Sequence[ActionRow], head_id: UUID) -> parts.Table:
    """The actions of a list; what is late says so."""
    return parts.Table(
        caption=_("Actions"),
        columns=parts.name_columns(
            _("Action"), _("Queue"), _("Priority"), _("To be done by"), _("Colleague")
        ),
        rows=[
            [
                parts.Cell(
                    f"{row.number}. {_shorten(row.text)}",
                    reverse("investigations:action", args=[head_id, row.number]),
                ),
                row.queue_label,
                row.priority_label,
                _due(row),
                row.allocated_to or "–",
            ]
            for row in rows
        ],
        is_caption_hidden=True,
    )


def tabulate_papers(rows: Sequence[PaperRow], head_id: UUID) -> parts.Table:
    """The documents of a list."""
    return parts.Table(
        caption=_("Documents"),
        columns=parts.name_columns(
            _("Document"), _("Register"), _("Received"), _("Stage")
        ),
        rows=[
            [
                parts.Cell(
                    f"{row.paper_reference} {row.title}",
                    reverse(
                        "investigations:paper", args=[head_id, row.kind, row.number]
                    ),
                ),
                row.kind_label,
                dates.format_day(row.received_on),
                row.stage_label,
            ]
            for row in rows
        ],
        is_caption_hidden=True,
    )


def tabulate_interviews(rows: Sequence[InterviewRow], head_id: UUID) -> parts.Table:
    """The interviews of a list."""
    return parts.Table(
        caption=_("Interviews"),
        columns=[
            parts.Column(_("Interview")),
            parts.Column(_("Kind")),
            parts.Column(_("Language")),
            parts.Column(_("Stage")),
        ],
        rows=[
            [
                parts.Cell(
                    f"{row.number}. {name_person(row.person)}",
                    reverse("investigations:interview", args=[head_id, row.number]),
                ),
                row.kind_label,
                name_language(row.language),
                row.stage_label,
            ]
            for row in rows
        ],
        is_caption_hidden=True,
    )


def offer_actions(rows: Sequence[ActionRow]) -> list[tuple[str, str]]:
    """The actions of a list that may be given to somebody."""
    able = ("for_allocation", "referred_up", "allocated", "completed")
    return [
        (str(row.number), f"{row.number}. {_shorten(row.text)}")
        for row in rows
        if row.queue in able
    ]


def summarise_line(view: LineView) -> list[parts.SummaryRow]:
    """Where a line stands."""
    return [
        parts.SummaryRow(_("State"), view.row.state_label),
        parts.SummaryRow(_("Where it may point"), view.row.direction_label),
        parts.SummaryRow(_("Raised by"), view.raised_by),
        parts.SummaryRow(_("Raised"), dates.day_and_time(view.raised_at)),
    ]


def summarise_action(view: ActionView) -> list[parts.SummaryRow]:
    """Where an action stands, whose it is, and what it comes from."""
    row = view.row
    found = [
        parts.SummaryRow(_("Queue"), row.queue_label),
        parts.SummaryRow(_("Priority"), row.priority_label),
        parts.SummaryRow(_("To be done by"), _due(row)),
        parts.SummaryRow(_("Colleague"), row.allocated_to or _now("Nobody yet")),
        parts.SummaryRow(_("Raised by"), view.raised_by),
        parts.SummaryRow(_("Raised"), dates.day_and_time(view.raised_at)),
    ]
    if view.line is not None:
        told = _now("Line %(number)d") % {"number": view.line}
        found.append(parts.SummaryRow(_("From a line of enquiry"), told))
    if view.document:
        found.append(parts.SummaryRow(_("From a document"), view.document))
    if view.produced:
        told = ", ".join(f"{kind}{number}" for kind, number in view.produced)
        found.append(parts.SummaryRow(_("What it produced"), told))
    return found


def summarise_paper(view: PaperView) -> list[parts.SummaryRow]:
    """A document, and of a statement who made it."""
    row = view.row
    found = [
        parts.SummaryRow(_("Register"), row.kind_label),
        parts.SummaryRow(_("Stage"), row.stage_label),
        parts.SummaryRow(_("Where it came from"), row.came_from),
        parts.SummaryRow(_("Received on"), dates.format_day(row.received_on)),
        parts.SummaryRow(_("Registered by"), view.registered_by),
        parts.SummaryRow(_("Registered"), dates.day_and_time(view.registered_at)),
    ]
    if view.action is not None:
        told = _now("Action %(number)d") % {"number": view.action}
        found.append(parts.SummaryRow(_("Produced by"), told))
    if view.statement is not None:
        found += _of_statement(view.statement)
    return [each for each in found if each.value]


def summarise_interview(view: InterviewView) -> list[parts.SummaryRow]:
    """An interview, and who was to be there."""
    row = view.row
    there = ", ".join(str(PRESENT[name]) for name in view.present)
    return [
        parts.SummaryRow(_("Person"), name_person(row.person)),
        parts.SummaryRow(_("Kind"), row.kind_label),
        parts.SummaryRow(_("Language"), name_language(row.language)),
        parts.SummaryRow(_("Who is there with them"), there or _now("Nobody")),
        parts.SummaryRow(_("Stage"), row.stage_label),
        parts.SummaryRow(_("Planned by"), view.planned_by),
        parts.SummaryRow(_("Planned"), dates.day_and_time(row.planned_at)),
    ]


def tell_line(view: LineView) -> list[parts.TimelineEvent]:
    """What became of a line, the latest first."""
    return [
        parts.TimelineEvent(step.state_label, step.taken_at, step.taken_by, step.reason)
        for step in reversed(view.steps)
    ]


def tell_action(view: ActionView) -> list[parts.TimelineEvent]:
    """What became of an action, the latest first."""
    events = []
    for step in reversed(view.steps):
        said = [step.allocated_to, _now("Nothing was found") if step.is_nil else ""]
        text = ". ".join(filter(None, [*said, step.words]))
        events.append(
            parts.TimelineEvent(step.queue_label, step.taken_at, step.taken_by, text)
        )
    return events


def tell_paper(view: PaperView) -> list[parts.TimelineEvent]:
    """By whom a document was read, indexed and filed, the latest first."""
    return [
        parts.TimelineEvent(step.stage_label, step.taken_at, step.taken_by)
        for step in reversed(view.steps)
    ]


def tell_interview(view: InterviewView) -> list[parts.TimelineEvent]:
    """What became of an interview, the latest first."""
    closed = _now("These words do not open for you")
    return [
        parts.TimelineEvent(
            step.stage_label,
            step.taken_at,
            step.taken_by,
            " ".join(
                filter(None, [closed if step.words is None else step.words, step.paper])
            ),
        )
        for step in reversed(view.steps)
    ]


def _of_statement(said: StatementView) -> list[parts.SummaryRow]:
    signed = dates.day_and_time(said.signed_at) if said.signed_at else _now("No")
    original = f"S{said.translation_of}" if said.translation_of else ""
    versions = ", ".join(f"S{number}" for number in said.translations)
    return [
        parts.SummaryRow(_("Made by"), name_person(said.maker)),
        parts.SummaryRow(_("Language"), name_language(said.language)),
        parts.SummaryRow(
            _("Interpreted or translated by"), name_person(said.interpreter)
        ),
        parts.SummaryRow(_("Taken by"), said.taken_by),
        parts.SummaryRow(_("Statement taken"), dates.day_and_time(said.taken_at)),
        parts.SummaryRow(_("Pages"), said.pages),
        parts.SummaryRow(
            _("Declaration of truth"),
            _now("Yes") if said.has_declaration else _now("No"),
        ),
        parts.SummaryRow(_("Signed"), signed),
        parts.SummaryRow(_("Of the statement"), original),
        parts.SummaryRow(_("Translations"), versions),
    ]


def _due(row: ActionRow) -> str:
    if row.due_on is None:
        return _now("No day")
    told = dates.format_day(row.due_on)
    return _now("%(day)s, late") % {"day": told} if row.is_due else str(told)


def _shorten(text: str, most: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"

"""What the pages of the chronology show, and say of a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.chronology.actions import refusals
from unhidden.investigations.chronology.queries.chronology import (
    EXHIBIT,
    ITEM,
    PAPER,
    ChronologyGroup,
    ChronologyRow,
    ChronologyView,
)
from unhidden.investigations.chronology.rules.words import ReachHint
from unhidden.investigations.clocks.forms import say_here
from unhidden.investigations.clocks.presenters import tell_person
from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.ui import dates, parts
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

HINTS: Mapping[ReachHint, StrOrPromise] = {
    ReachHint.PHONE: _("It seems to have a telephone number"),
    ReachHint.POSTCODE: _("It seems to have a postcode"),
    ReachHint.EMAIL: _("It has an e-mail address"),
}
SENTENCES: Sentences = {
    InvestigationClosed: _("The investigation is closed"),
    refusals.ChronologyAhead: RefusalSentence(
        _("Enter days that have come: when it happened and when it was learnt"), "day"
    ),
    refusals.LearntBefore: RefusalSentence(
        _("It was learnt before it happened: look at both days"), "learnt_on"
    ),
    refusals.NoSuchSourceItem: RefusalSentence(
        _("The investigation has no item of that number"), "item"
    ),
    refusals.ItemWithoutWords: RefusalSentence(
        _("Intelligence stands here by reference alone, without its words"), "item"
    ),
    refusals.SameEventGone: RefusalSentence(
        _("That event was taken out meanwhile"), "same_as"
    ),
}


def tell_when(at: datetime, precision: str) -> str:
    """When something happened, as exactly as it is told."""
    if precision == "minute":
        return dates.day_and_time(at)
    if precision == "day":
        return dates.format_day(at)
    if precision == "month":
        return dates.format_month(at)
    return dates.format_month(at).split()[-1]


def tabulate_groups(
    groups: Sequence[ChronologyGroup], view: ChronologyView
) -> parts.Table:
    """The chronology; what tells of the same stands in rows that follow one another."""
    return parts.Table(
        caption=_("What happened"),
        columns=[
            parts.Column(_("Happened")),
            parts.Column(_("What")),
            parts.Column(_("From")),
            parts.Column(_("Learnt")),
            parts.Column(_("Times")),
            parts.Column(_("Wrong?")),
        ],
        rows=[_row(row, group, view) for group in groups for row in group.rows],
    )


def tell_hints(hints: Sequence[ReachHint]) -> list[str]:
    """What asks for a second look."""
    return [str(HINTS[hint]) for hint in hints]


def _row(
    row: ChronologyRow, group: ChronologyGroup, view: ChronologyView
) -> list[object]:
    back: object = "–"
    if row.source == ITEM and view.may_work:
        url = reverse("investigations:withdraw_event", args=[view.head.id, row.id])
        back = parts.Cell(_("Take it out"), url=url)
    together: object = "–"
    if len(group.rows) > 1:
        together = _("Another item agrees")
    if group.is_disputed:
        together = parts.Cell(_("Items disagree"), tone="warning")
    return [
        tell_when(row.happened_at, row.precision),
        _tell_what(row),
        _tell_source(row),
        dates.format_day(row.learnt_at) if row.learnt_at else "–",
        together,
        back,
    ]


def _tell_what(row: ChronologyRow) -> str:
    if row.rule is not None:
        return f"{say_here(row.rule.start)} ({say_here(row.rule.label)})"
    return row.what


_OF_SOURCES: Mapping[str, StrOrPromise] = {
    EXHIBIT: _("Exhibit, taken"),
    PAPER: _("Document, received or signed"),
}


def _tell_source(row: ChronologyRow) -> str:
    if row.source in _OF_SOURCES:
        return f"{_OF_SOURCES[row.source]} · {row.entered_by}"
    if row.source == ITEM:
        item = _now("Item %(number)d") % {"number": row.number}
        return f"{item} · {row.entered_by}"
    return tell_person(row.person) if row.person else _now("This record")

"""What the pages of operations show: tabs, tables, lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unhidden.access.actor import Actor
from unhidden.operations.policies import PLAN
from unhidden.operations.presenters.refusals import lacking
from unhidden.operations.queries import choices
from unhidden.operations.queries.cards import (
    OperationCard,
    OperationView,
    PlanProgress,
    TakenDay,
    TeamCard,
    WeekGlance,
)
from unhidden.planning.composition import find_missing_members
from unhidden.ui import dates
from unhidden.ui.parts import Column, SummaryRow, Table

_TABS: tuple[tuple[str, Promise, bool], ...] = (
    ("operation", gettext_lazy("Overview"), False),
    ("visits", gettext_lazy("Planned visits"), False),
    ("pick", gettext_lazy("Choose premises"), True),
    ("teams", gettext_lazy("Teams"), True),
    ("partners", gettext_lazy("Partners"), True),
    ("events", gettext_lazy("Events"), False),
)
# An enforcement visit is asked about its team here, not about its power.
_SOME_POWER = "named"
# An operation of a week shows its empty days too; a longer one only those with visits.
_SHORT_WEEK = 7


def tabs(
    operation: OperationView, current: str, actor: Actor
) -> list[dict[str, object]]:
    """The pages of an operation that the actor may open; ``current`` is this one."""
    may_plan = actor.may(PLAN) and operation.is_open and operation.is_managed
    return [
        {
            "label": label,
            "url": reverse(f"operations:{name}", args=[operation.id]),
            "current": name == current,
        }
        for name, label, is_for_planners in _TABS
        if may_plan or not is_for_planners
    ]


def grouped(
    cards: Iterable[OperationCard],
) -> list[tuple[str, list[OperationCard]]]:
    """Operations under what they are doing, those that run first."""
    known = list(cards)
    headings = {
        "running": _("Running now"),
        "planned": _("Being planned"),
        "closed": _("Closed"),
    }
    return [
        (heading, [card for card in known if card.status == status])
        for status, heading in headings.items()
        if any(card.status == status for card in known)
    ]


def week(glance: WeekGlance) -> Table:
    """Each day with its visits by kind: how many are made of how many."""
    everything = PlanProgress(
        planned=sum(day.total.planned for day in glance.days),
        done=sum(day.total.done for day in glance.days),
    )
    rows = [
        (dates.format_weekday(day.on), *_counts(day.kinds), _count(day.total))
        for day in glance.days
        if len(glance.days) <= _SHORT_WEEK or day.total.wanted
    ]
    rows.append((_("The whole operation"), *_counts(glance.totals), _count(everything)))
    columns = [Column(_("Day"))]
    columns += [Column(label, is_number=True) for label in glance.kind_labels]
    columns.append(Column(_("All visits"), is_number=True))
    return Table(_("Visits by day: made, of all that are planned"), columns, rows)


def taken(days: Iterable[TakenDay]) -> list[SummaryRow]:
    """The hours of each day at which something is planned, and no more of it."""
    return [SummaryRow(dates.format_weekday(day.on), _taken(day)) for day in days]


def _taken(day: TakenDay) -> str:
    hours = [
        _("%(first)s to %(last)s")
        % {
            "first": dates.format_clock(_hour(first)),
            "last": dates.format_clock(_hour(last)),
        }
        for first, last in day.hours
    ]
    return _("Taken, %(hours)s") % {"hours": ", ".join(hours)}


def _hour(number: int) -> time:
    """The hour on the clock; the end of the day is its beginning."""
    return time(number % 24)


def abilities(team: TeamCard) -> list[SummaryRow]:
    """For each kind of visit, whether the team can make it, or what it lacks."""
    return [
        SummaryRow(
            label,
            lacking(find_missing_members(kind, team.composition, power=_SOME_POWER))
            or _("The team can make it"),
        )
        for kind, label in choices.kinds_of_visit()
    ]


def planned_message(count: int) -> str:
    text = ngettext("%(count)s visit is planned", "%(count)s visits are planned", count)
    return text % {"count": dates.format_number(count)}


def _counts(parts: Sequence[PlanProgress]) -> tuple[str, ...]:
    return tuple(_count(part) for part in parts)


def _count(part: PlanProgress) -> str:
    if not part.wanted:
        return "–"
    return _("%(done)s of %(wanted)s") % {
        "done": dates.format_number(part.done),
        "wanted": dates.format_number(part.wanted),
    }

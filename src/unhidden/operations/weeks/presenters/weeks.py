"""What the pages of an operation show: the list, and the week at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from unhidden.operations.frame.queries.cards import PlanProgress
from unhidden.operations.weeks.queries.cards import OperationCard, WeekGlance
from unhidden.ui import dates
from unhidden.ui.parts import Column, Table

# An operation of a week shows its empty days too; a longer one only those with visits.
_SHORT_WEEK = 7


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


def _counts(parts: Sequence[PlanProgress]) -> tuple[str, ...]:
    return tuple(_count(part) for part in parts)


def _count(part: PlanProgress) -> str:
    if not part.wanted:
        return "–"
    return _("%(done)s of %(wanted)s") % {
        "done": dates.format_number(part.done),
        "wanted": dates.format_number(part.wanted),
    }

"""Actions of a debrief and checks of outcomes: of an operation, and of one person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.debriefs.queries.cards import (
    DebriefActionCard,
    OutcomeCheckCard,
)
from unhidden.operations.debriefs.queries.reach import (
    filter_visible_checks,
    make_answer_condition,
    make_due_condition,
)
from unhidden.operations.frame.queries.operations import name_of
from unhidden.operations.models import DebriefAction, OutcomeCheck
from unhidden.operations.policies import SEE


@query
def list_actions(*, viewer: Actor, operation_id: UUID) -> list[DebriefActionCard]:
    """The actions of an operation that the viewer reads: open ones first, by day."""
    viewer.must(SEE)
    return _actions(viewer, Q(operation_id=operation_id))


@query
def list_own_actions(*, viewer: Actor, day: date) -> list[DebriefActionCard]:
    """What is still to do after debriefs, of which the viewer is reminded, by day."""
    viewer.must(SEE)
    return _actions(viewer, make_due_condition(viewer, day) & Q(done_at__isnull=True))


@query
def get_action(*, viewer: Actor, action_id: UUID) -> DebriefActionCard:
    """An action that the viewer may answer; raises Absent."""
    viewer.must(SEE)
    found = _actions(viewer, make_answer_condition(viewer) & Q(id=action_id))
    if not found:
        raise Absent
    return found[0]


@query
def list_checks(*, viewer: Actor, operation_id: UUID) -> list[OutcomeCheckCard]:
    """The checks of an operation that the viewer meets, by month."""
    viewer.must(SEE)
    return _checks(viewer, Q(operation_id=operation_id))


@query
def list_own_checks(*, viewer: Actor, day: date) -> list[OutcomeCheckCard]:
    """The checks still to make, of which the viewer is reminded, by day."""
    viewer.must(SEE)
    return _checks(viewer, make_due_condition(viewer, day) & Q(met_at__isnull=True))


@query
def get_check(*, viewer: Actor, check_id: UUID) -> OutcomeCheckCard:
    """A check that the viewer may answer; raises Absent."""
    viewer.must(SEE)
    found = _checks(viewer, make_answer_condition(viewer) & Q(id=check_id))
    if not found:
        raise Absent
    return found[0]


@query
def count_due(*, viewer: Actor, at: datetime) -> int:
    """How many actions and checks are due today or were before, of which the viewer is
    reminded."""
    viewer.must(SEE)
    today = localdate(at)
    due = make_due_condition(viewer, today) & Q(due_on__lte=today)
    undone = DebriefAction.objects.filter(due, done_at__isnull=True)
    unmet = OutcomeCheck.objects.filter(due, met_at__isnull=True)
    return undone.count() + unmet.count()


def _actions(viewer: Actor, which: Q) -> list[DebriefActionCard]:
    rows = DebriefAction.objects.filter(which)
    may = _answerable_ids(viewer, rows)
    known = rows.select_related("operation", "owner", "done_by")
    cards = [
        DebriefActionCard(
            id=row.id,
            operation_id=row.operation_id,
            operation=name_of(row.operation),
            what=row.what,
            owner_id=row.owner_id,
            owner=row.owner.name,
            due_on=row.due_on,
            done_words=row.done_words,
            done_by=row.done_by.name if row.done_by else "",
            done_at=row.done_at,
            may_answer=row.id in may and row.done_at is None,
        )
        for row in known.order_by("due_on", "id")
    ]
    return sorted(cards, key=lambda card: card.done_at is not None)


def _checks(viewer: Actor, which: Q) -> list[OutcomeCheckCard]:
    rows = filter_visible_checks(viewer).filter(which)
    may = _answerable_ids(viewer, rows)
    known = rows.select_related("operation", "owner", "met_by")
    return [
        OutcomeCheckCard(
            id=row.id,
            operation_id=row.operation_id,
            operation=name_of(row.operation),
            months=row.months,
            label=row.get_months_display(),
            number=row.number,
            due_on=row.due_on,
            owner_id=row.owner_id,
            owner=row.owner.name,
            found=row.found,
            met_by=row.met_by.name if row.met_by else "",
            met_at=row.met_at,
            may_answer=row.id in may and row.met_at is None,
        )
        for row in known.order_by("due_on", "months", "number", "id")
    ]


def _answerable_ids(
    viewer: Actor, rows: QuerySet[DebriefAction] | QuerySet[OutcomeCheck]
) -> set[UUID]:
    return set(
        rows.filter(make_answer_condition(viewer))
        .order_by("id")
        .values_list("id", flat=True)
    )

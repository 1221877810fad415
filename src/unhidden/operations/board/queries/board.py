"""The board of a day, one visit of it, and the rules of contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Action
from unhidden.access.rls.rows import may_act_on
from unhidden.operations.board import rules
from unhidden.operations.board.queries import visits
from unhidden.operations.board.queries.briefed import find_unbriefed
from unhidden.operations.board.queries.cards import (
    AlarmCard,
    BoardLine,
    BoardOperation,
    BoardView,
    BoardVisit,
    ContactRuleCard,
    SafetyPlaceCard,
    TallyRow,
)
from unhidden.operations.board.queries.reading import look_at_board
from unhidden.operations.command.queries.posts import holds_post
from unhidden.operations.frame.queries.operations import name_of
from unhidden.operations.models import (
    BoardEntry,
    ContactRule,
    Operation,
    OperationStatus,
    PostName,
    RoomDeclaration,
    SafetyPlace,
    SignOfLife,
    ToldPost,
    VisitKind,
)
from unhidden.operations.policies import PLAN, SEE

#: Who enters what came by radio, beside planners, of the visits that they meet.
POSTS = ("controller", "bronze", "silver", "gold", "safeguarding")
#: Who keeps the places of safety, and sees what room each has.
LOOK_AFTER = (PostName.SILVER, PostName.SAFEGUARDING)


@query
def read_board(
    *,
    viewer: Actor,
    operation_id: UUID,
    on: date,
    at: datetime,
    team_id: UUID | None = None,
    is_followed: bool = False,
) -> BoardView:
    """The board of a day, as far as the viewer meets its visits; raises Absent.

    With a ``team_id``, of its visits alone. ``is_followed``: the page that asks keeps
    itself up to date.

    Where the operation has no such day, it is that of its days which is nearest.
    """
    viewer.must(SEE)
    look = look_at_board(viewer, operation_id, on, team_id)
    own = look.lead_id == viewer.organisation_id
    operation = BoardOperation(
        id=look.id,
        name=look.name,
        starts_on=look.starts_on,
        ends_on=look.ends_on,
        is_running=look.status == OperationStatus.RUNNING,
        is_managed=_is_managed(viewer, operation_id, is_own=own),
    )
    unbriefed = find_unbriefed(viewer, operation_id, at, is_followed=is_followed)
    shown = tuple(
        visits.make_visit(
            plan,
            lines,
            look.periods,
            at,
            unbriefed=unbriefed,
            may_enter=operation.is_running
            and visits.may_enter(
                viewer, plan, look.crews, manages=operation.is_managed
            ),
        )
        for plan, lines in look.plans
    )
    return BoardView(operation, look.on, shown, _count(shown), look.places)


@query
def read_visit(
    *, viewer: Actor, planned_id: UUID, at: datetime
) -> tuple[BoardVisit, list[BoardLine], list[AlarmCard]]:
    """How one visit stands, all that was said of it, and its alarms; raises Absent."""
    viewer.must(SEE)
    row = visits.list_in_order(viewer).filter(id=planned_id).first()
    if row is None:
        raise Absent
    operation = make_operation(viewer, _find_operation(row.operation_id))
    lines = visits.list_lines([row.id])[row.id]
    crews = visits.list_own_teams(viewer, row.operation_id)
    plan = visits.make_fact(row)
    plan = plan.with_radios(visits.list_outfits(plan))
    shown = visits.make_visit(
        plan,
        lines,
        visits.list_periods(row.operation_id),
        at,
        unbriefed=find_unbriefed(viewer, row.operation_id, at, is_followed=False),
        may_enter=operation.is_running
        and visits.may_enter(viewer, plan, crews, manages=operation.is_managed),
    )
    return shown, lines, visits.list_alarms(lines)


@query
def list_contact_rules(*, viewer: Actor, operation_id: UUID) -> list[ContactRuleCard]:
    """For each kind of visit how often its crew is heard from; raises Absent."""
    viewer.must(SEE)
    _find_operation(operation_id)
    own = ContactRule.objects.filter(operation_id=operation_id).order_by("id")
    kinds = set(own.values_list("kind", flat=True))
    periods = visits.list_periods(operation_id)
    return [
        ContactRuleCard(
            kind=kind.value,
            kind_label=str(kind.label),
            period=periods[kind],
            told_label=str(ToldPost(periods[kind].told).label),
            heard_by_label=str(SignOfLife(periods[kind].heard_by).label),
            is_own=kind in kinds,
        )
        for kind in VisitKind
    ]


@query
def list_safety_places(*, viewer: Actor, operation_id: UUID) -> list[SafetyPlaceCard]:
    """The places of safety, for who looks after them; raises Absent for others."""
    viewer.must(SEE)
    _find_operation(operation_id)
    if not holds_post(operation_id, LOOK_AFTER):
        raise Absent
    return list(_list_places(operation_id))


@query
def list_known_places(*, viewer: Actor, operation_id: UUID) -> list[SafetyPlaceCard]:
    """The places of safety that row-level security lets the viewer know of."""
    viewer.must(SEE)
    return list(_list_places(operation_id))


@query
def find_place(*, viewer: Actor, place_id: UUID) -> tuple[UUID, SafetyPlaceCard]:
    """A place of safety after its operation, for who looks after it; raises Absent."""
    viewer.must(SEE)
    rows = SafetyPlace.objects.select_related("manager")
    row = rows.filter(id=place_id, removed_at__isnull=True).first()
    if row is None or not holds_post(row.operation_id, LOOK_AFTER):
        raise Absent
    return row.operation_id, _place(row, None)


@query
def find_board(*, viewer: Actor, operation_id: UUID) -> BoardOperation:
    """The operation whose board it is; raises Absent."""
    viewer.must(SEE)
    return make_operation(viewer, _find_operation(operation_id))


@query
def find_visit_of(*, viewer: Actor, entry_id: UUID) -> UUID:
    """The visit that an entry is of; raises Absent."""
    viewer.must(SEE)
    row = BoardEntry.objects.filter(id=entry_id).first()
    if row is None:
        raise Absent
    return row.visit_id


def make_operation(viewer: Actor, row: Operation) -> BoardOperation:
    """What the board says of its operation, and whether the viewer runs it."""
    own = row.lead_id == viewer.organisation_id
    return BoardOperation(
        id=row.id,
        name=name_of(row),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_running=row.status == OperationStatus.RUNNING,
        is_managed=_is_managed(viewer, row.id, is_own=own),
    )


def _is_managed(viewer: Actor, operation_id: UUID, *, is_own: bool) -> bool:
    """Whether the viewer runs it: as a planner of the organisation that leads or by
    name, or by a post that they hold now."""
    operation = Operation(id=operation_id)
    if viewer.may(PLAN) and (is_own or may_act_on(operation, Action.MANAGE)):
        return True
    return holds_post(operation_id, POSTS)


def _find_operation(operation_id: UUID) -> Operation:
    row = Operation.objects.filter(id=operation_id).first()
    if row is None:
        raise Absent
    return row


def _count(shown: Sequence[BoardVisit]) -> tuple[TallyRow, ...]:
    """How many visits of each kind stand how, of those that are shown alone."""
    counted = Counter((each.kind, each.state) for each in shown)
    kinds = {each.kind: each.kind_label for each in shown}
    return tuple(
        TallyRow(kinds[kind], tuple(counted[kind, state] for state in rules.STATES))
        for kind in VisitKind.values
        if kind in kinds
    )


def _list_places(operation_id: UUID) -> tuple[SafetyPlaceCard, ...]:
    """Each place with what was declared last; row-level security says for whom."""
    rows = SafetyPlace.objects.filter(
        operation_id=operation_id, removed_at__isnull=True
    )
    places = list(rows.select_related("manager").order_by("name", "id"))
    declared = RoomDeclaration.objects.filter(place__in=places)
    last = {each.place_id: each for each in declared.order_by("declared_at", "id")}
    return tuple(_place(each, last.get(each.id)) for each in places)


def _place(row: SafetyPlace, said: RoomDeclaration | None) -> SafetyPlaceCard:
    return SafetyPlaceCard(
        id=row.id,
        name=row.name,
        manager_id=row.manager_id,
        manager=row.manager.name,
        room=said.room if said else "",
        room_label=str(said.get_room_display()) if said else "",
        declared_at=said.declared_at if said else None,
    )

"""What a planned visit is, and what is asked of it before it is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import chain
from uuid import UUID

from django.db.models import Q

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.operations import policies, rules
from unhidden.operations.command.queries import find_blocking_risks
from unhidden.operations.frame.actions.refusals import (
    OutsideOperation,
    RealPremisesNotForSynthetic,
    RisksUncontrolled,
)
from unhidden.operations.models import (
    Operation,
    PlannedVisit,
    PlanStatus,
    PremisesCandidate,
    SecondVisit,
    TeamMember,
    VisitKind,
)
from unhidden.operations.targets.actions.warrants import check_entry
from unhidden.operations.targets.rules.bars import AssignmentBar
from unhidden.operations.targets.rules.warrants import tidy_number
from unhidden.operations.targets.rules.windows import VisitWindow
from unhidden.operations.teams.actions.diary import list_slots
from unhidden.operations.visits.actions import refusals
from unhidden.places import queries as places
from unhidden.places.queries import PremisesCard
from unhidden.planning.clashes import Clash, PlannedSlot, clashes_with
from unhidden.planning.composition import (
    ENFORCEMENT,
    SAFEGUARDING,
    MissingMember,
    PlannedMember,
    find_missing_members,
)


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """All that is planned of a visit except where it goes."""

    kind: str
    purpose: str
    power: str
    on: date
    starts_at: time | None
    team_id: UUID | None
    authority: str = ""

    @property
    def kept_authority(self) -> str:
        """The number of the authority that an enforcement visit goes in by."""
        return tidy_number(self.authority) if self.kind == ENFORCEMENT else ""

    @property
    def kept_power(self) -> str:
        """Only an enforcement visit goes in by a power; the others are invited."""
        return self.power.strip() if self.kind == ENFORCEMENT else ""


@dataclass(frozen=True, slots=True)
class NewPlannedVisit:
    premises_id: UUID
    kind: str
    purpose: str
    power: str
    on: date
    starts_at: time | None
    team_id: UUID | None
    authority: str = ""

    @property
    def plan(self) -> VisitPlan:
        return VisitPlan(
            kind=self.kind,
            purpose=self.purpose,
            power=self.power,
            on=self.on,
            starts_at=self.starts_at,
            team_id=self.team_id,
            authority=self.authority,
        )


def make_row(operation: Operation, premises_id: UUID, plan: VisitPlan) -> PlannedVisit:
    """The visit as it is kept; not saved yet."""
    return PlannedVisit(
        operation=operation,
        premises_id=premises_id,
        team_id=plan.team_id,
        kind=plan.kind,
        purpose=plan.purpose.strip(),
        power=plan.kept_power,
        authority=plan.kept_authority,
        on=plan.on,
        starts_at=plan.starts_at,
    )


def check_plan(operation: Operation, plan: VisitPlan) -> None:
    """Ask what is asked of a visit wherever it goes.

    Raises PurposeMissing, PowerMissing, OutsideOperation, TeamDoesNotFit, and
    Absent for a kind or a team that the operation does not have.
    """
    if plan.kind not in VisitKind.values:
        raise Absent
    if not plan.purpose.strip():
        raise refusals.PurposeMissing
    if plan.kind == ENFORCEMENT and not plan.kept_power:
        raise refusals.PowerMissing
    check_within(operation, plan.on)
    check_team(operation, plan.team_id)
    if lacking := lacking_in_team(plan):
        raise refusals.TeamDoesNotFit(lacking)


def check_within(operation: Operation, on: date) -> None:
    """Raise OutsideOperation for a day that is not the operation's."""
    if not rules.is_within(on, operation.starts_on, operation.ends_on):
        raise OutsideOperation


def check_tasking(
    operation: Operation,
    plan: VisitPlan,
    *,
    visit_id: UUID,
    premises_id: UUID,
    is_beside: bool = False,
) -> None:
    """Ask all that is asked before a team is sent, or sent otherwise.

    Raises RisksUncontrolled, OutsideWindow, CrewBarred, EntryNotLawful,
    PremisesAreBusy and TeamIsBusy. What saves a life stands beside another visit at
    that hour, waits for no opening hours and is barred nowhere: so with ``is_beside``.
    """
    check_risks(operation, plan.team_id)
    if not is_beside:
        check_window(operation, plan, premises_id)
        check_bars(plan, plan.team_id, operation.id, premises_id)
    check_authority(operation, plan, visit_id, premises_id)
    place = None if is_beside else premises_id
    check_hour(plan, visit_id=visit_id, premises_id=place)


def check_risks(operation: Operation, team_id: UUID | None) -> None:
    """Raise RisksUncontrolled for naming a team while a high risk has no control."""
    if team_id is None:
        return
    if risks := find_blocking_risks(operation.id):
        raise RisksUncontrolled(risks)


def check_window(operation: Operation, plan: VisitPlan, premises_id: UUID) -> None:
    """Raise OutsideWindow for a team sent when the place may not be visited.

    Days and hours are those that were settled of the place as a candidate.
    """
    row = _find_candidate(operation.id, premises_id) if plan.team_id else None
    if row is None:
        return
    window = VisitWindow(row.opens, row.closes, row.window)
    opens_on = window.opens_on(plan.on, row.days)
    is_open = (
        window.holds_moment(plan.on, plan.starts_at, row.days)
        if plan.starts_at
        else opens_on
    )
    if not is_open:
        raise refusals.OutsideWindow(window, is_day=not opens_on)


def check_bars(
    visit: VisitPlan | PlannedVisit,
    team_id: UUID | None,
    operation_id: UUID,
    premises_id: UUID,
) -> None:
    """Raise CrewBarred for a crew, or a day or kind of its visit, barred at the place.

    In the night, the day is that by whose hours the place may be visited.
    """
    row = _find_candidate(operation_id, premises_id) if team_id else None
    if row is None or team_id is None:
        return
    window = VisitWindow(row.opens, row.closes, row.window)
    days: tuple[date, ...] = (visit.on,)
    if visit.starts_at is not None:
        days = window.list_days(visit.on, visit.starts_at) or days
    for bar in row.bars.order_by("id"):
        rule = AssignmentBar(bar.team_id, bar.on, bar.kind)
        if rule.bars_visit((team_id,), days, visit.kind):
            raise refusals.CrewBarred(bar.reason)


def _find_candidate(operation_id: UUID, premises_id: UUID) -> PremisesCandidate | None:
    rows = PremisesCandidate.objects.filter(
        operation_id=operation_id, premises_id=premises_id, removed_at__isnull=True
    )
    return rows.first()


def check_team(operation: Operation, team_id: UUID | None) -> None:
    """Raise Absent for a team of another operation."""
    if team_id is not None and not operation.teams.filter(id=team_id).exists():
        raise Absent


def lacking_in_team(plan: VisitPlan) -> tuple[MissingMember, ...]:
    """What the plan's team lacks; nothing where no team is named."""
    if plan.team_id is None:
        return ()
    return find_missing_members(
        plan.kind, _members(plan.team_id), power=plan.kept_power
    )


def check_authority(
    operation: Operation, plan: VisitPlan, visit_id: UUID, premises_id: UUID
) -> None:
    """Raise EntryNotLawful for a team that would enforce without good authority."""
    if plan.kind == ENFORCEMENT and plan.team_id is not None:
        check_entry(
            visit_id,
            operation.id,
            premises_id,
            plan.kept_authority,
            on=plan.on,
            starts_at=plan.starts_at,
        )


def check_stays(kind_before: str, kind: str) -> None:
    """Raise SafeguardingStays where a safeguarding visit would become another."""
    if kind_before == SAFEGUARDING and kind != kind_before:
        raise refusals.SafeguardingStays


def find_beside(visit_id: UUID) -> set[UUID]:
    """The visits beside which this one was opened to save a life, or that were."""
    pairs = SecondVisit.objects.filter(Q(first_id=visit_id) | Q(second_id=visit_id))
    found = set(chain(*pairs.values_list("first_id", "second_id")))
    return found - {visit_id}


def known_premises(
    actor: Actor, premises_ids: Collection[UUID]
) -> dict[UUID, PremisesCard]:
    """The premises in the order given; raises Absent for any there is not."""
    cards = places.find_premises_cards(viewer=actor, premises_ids=premises_ids)
    if any(key not in cards for key in premises_ids):
        raise Absent
    return {key: cards[key] for key in premises_ids}


def check_places(operation: Operation, cards: Mapping[UUID, PremisesCard]) -> None:
    """No invented suspicion is attached to a real place; raises for any that is one."""
    if not operation.is_synthetic:
        return
    real = [card.name for card in cards.values() if policies.is_real(card)]
    if real:
        raise RealPremisesNotForSynthetic(real)


def check_day(
    operation: Operation,
    cards: Mapping[UUID, PremisesCard],
    on: date,
    *,
    except_for: UUID | None = None,
) -> None:
    """Raise PremisesAlreadyPlanned for premises visited that day already."""
    rows = PlannedVisit.objects.filter(
        operation=operation, premises_id__in=list(cards), on=on
    ).exclude(status=PlanStatus.CANCELLED)
    if except_for is not None:
        rows = rows.exclude(id__in={except_for, *find_beside(except_for)})
    taken = set(rows.order_by("id").values_list("premises_id", flat=True))
    if taken:
        raise refusals.PremisesAlreadyPlanned(
            card.name for key, card in cards.items() if key in taken
        )


def check_hour(plan: VisitPlan, *, visit_id: UUID, premises_id: UUID | None) -> None:
    """Raise PremisesAreBusy or TeamIsBusy where that hour is taken."""
    found = clashes_of(plan, visit_id=visit_id, premises_id=premises_id)
    if Clash.PREMISES in found:
        raise refusals.PremisesAreBusy
    if found:
        raise refusals.TeamIsBusy(found)


def clashes_of(
    plan: VisitPlan, *, visit_id: UUID, premises_id: UUID | None
) -> tuple[Clash, ...]:
    """What the visit wants at an hour when something else has it."""
    if plan.starts_at is None:
        return ()
    return clashes_at(plan.on, plan.starts_at, plan.team_id, visit_id, premises_id)


def clashes_at(
    on: date,
    starts_at: time,
    team_id: UUID | None,
    key: UUID,
    premises_id: UUID | None = None,
) -> tuple[Clash, ...]:
    """The same for anything that a team does at an hour."""
    members = _members(team_id) if team_id is not None else []
    wanted = PlannedSlot(
        id=key,
        on=on,
        starts_at=starts_at,
        team_id=team_id,
        people=frozenset(member.person_id for member in members),
        premises_id=premises_id,
    )
    return clashes_with(wanted, list_slots([on]))


def _members(team_id: UUID) -> list[PlannedMember]:
    rows = TeamMember.objects.filter(team_id=team_id).order_by("id")
    people = rows.values_list("person_id", "organisation__kind")
    return [PlannedMember(person_id, kind) for person_id, kind in people]

"""Shifts of crews and of people: set, cleared, and copied from another day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies, rules
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.actions.refusals import OutsideOperation
from unhidden.operations.models import Operation, RosterShift, ShiftKind, TeamMember
from unhidden.operations.rosters.actions import refusals
from unhidden.operations.rosters.actions.recording import record_change
from unhidden.operations.rosters.rules.clock import find_missing_hour

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShiftHours:
    """What is typed of a shift: an end at or before its start lies on the next day."""

    kind: str
    starts_at: time | None = None
    ends_at: time | None = None
    is_reserve: bool = False

    @property
    def is_off(self) -> bool:
        return self.kind == ShiftKind.OFF

    @property
    def given_hours(self) -> tuple[time | None, time | None]:
        """The hours that are kept: none of a day off."""
        return (None, None) if self.is_off else (self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class CopiedShifts:
    """How many shifts were copied; ``left_out`` have an hour that clocks leave out."""

    count: int
    left_out: int = 0


@action
def set_crew_shift(
    *,
    operation_id: UUID,
    team_id: UUID,
    on: date,
    hours: ShiftHours,
    actor: Actor,
    at: datetime,
) -> None:
    """Say when a crew works on a day, or that it is off; instead of what was said.

    Raises OperationClosed, OutsideOperation, ShiftHoursMissing, ShiftWithoutLength,
    ShiftHourMissing, ReserveIsOff and ReserveIsTaken; Absent for a team or a kind that
    there is not.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    team = operation.teams.filter(id=team_id).first()
    if team is None:
        raise Absent
    _check(operation, on, hours)
    _check_reserve(operation, team_id, on, hours)
    row = RosterShift.objects.filter(team=team, on=on).first()
    row = row or RosterShift(operation=operation, team=team, on=on)
    _keep(row, hours, actor, at)


@action
def set_person_shift(
    *,
    operation_id: UUID,
    person_id: UUID,
    on: date,
    hours: ShiftHours,
    actor: Actor,
    at: datetime,
) -> None:
    """Say when one person of a crew works on a day, where it differs from the crew.

    Raises what ``set_crew_shift`` raises; Absent for who is on none of its teams.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    members = TeamMember.objects.filter(team__operation=operation, person_id=person_id)
    if not members.exists() or hours.is_reserve:
        raise Absent
    _check(operation, on, hours)
    row = RosterShift.objects.filter(
        operation=operation, person_id=person_id, on=on
    ).first()
    row = row or RosterShift(operation=operation, person_id=person_id, on=on)
    _keep(row, hours, actor, at)


@action
def clear_shift(
    *,
    operation_id: UUID,
    on: date,
    team_id: UUID | None = None,
    person_id: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Take back what was said of a crew's or a person's day. Raises Absent."""
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    whose = Q(team_id=team_id) if team_id else Q(person_id=person_id)
    row = RosterShift.objects.filter(whose, operation=operation, on=on).first()
    if row is None:
        raise Absent
    row.delete()
    record_change(
        "shift_cleared", row, operation_id, on=on.isoformat(), actor=actor, at=at
    )


@action
def copy_day(
    *, operation_id: UUID, from_on: date, to_on: date, actor: Actor, at: datetime
) -> CopiedShifts:
    """Give each crew that has no shift on a day the one it has on another.

    Raises OperationClosed, OutsideOperation, NothingToCopy, and ShiftHourMissing where
    clocks leave out an hour of all that could be copied.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    for day in (from_on, to_on):
        _check_within(operation, day)
    rows = RosterShift.objects.filter(
        operation=operation, team__isnull=False, on=from_on
    )
    return _copy(operation, rows, to_on - from_on, actor, at)


@action
def copy_last_week(*, operation_id: UUID, actor: Actor, at: datetime) -> CopiedShifts:
    """Give each crew, where it has no shift, the one of a week before.

    Of its own, or of the crew of that name in another operation planned here. Raises
    OperationClosed, NothingToCopy and ShiftHourMissing, as ``copy_day`` does.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    names = operation.teams.order_by("id").values("name")
    rows = RosterShift.objects.filter(
        team__name__in=names,
        on__gte=operation.starts_on - A_WEEK,
        on__lte=operation.ends_on - A_WEEK,
    )
    return _copy(operation, rows, A_WEEK, actor, at)


def _copy(
    operation: Operation,
    rows: Iterable[RosterShift],
    later: timedelta,
    actor: Actor,
    at: datetime,
) -> CopiedShifts:
    """Add the shifts so much later, for the crews of the same names."""
    teams = {team.name: team for team in operation.teams.order_by("id")}
    there = RosterShift.objects.filter(operation=operation, team__isnull=False)
    taken = set(there.order_by("id").values_list("team_id", "on"))
    reserved = set(
        there.filter(is_reserve=True).order_by("id").values_list("on", flat=True)
    )
    made: list[RosterShift] = []
    missing: list[date] = []
    for row in _in_order(operation, rows):
        assert row.team is not None  # noqa: S101  # crews' shifts alone
        team, day = teams[row.team.name], row.on + later
        if (team.id, day) in taken:
            continue
        taken.add((team.id, day))
        if without := _find_missing(day, row):
            missing.append(without)
            continue
        is_reserve = row.is_reserve and day not in reserved
        reserved |= {day} if is_reserve else set()
        made.append(
            RosterShift(
                operation=operation,
                team=team,
                on=day,
                kind=row.kind,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                is_reserve=is_reserve,
            )
        )
    if missing and not made:
        raise refusals.ShiftHourMissing(missing[0])
    if not made:
        raise refusals.NothingToCopy
    RosterShift.objects.bulk_create(made)
    record_change(
        "shifts_copied", operation, operation.id, count=len(made), actor=actor, at=at
    )
    return CopiedShifts(len(made), len(missing))


def _in_order(operation: Operation, rows: Iterable[RosterShift]) -> list[RosterShift]:
    """The operation's own first, and then those of others, the latest first."""
    ids = [row.id for row in rows]
    known = RosterShift.objects.filter(id__in=ids).select_related("team", "operation")
    return sorted(
        known,
        key=lambda row: (
            row.operation_id != operation.id,
            -row.operation.starts_on.toordinal(),
            row.on,
            str(row.id),
        ),
    )


def _find_missing(day: date, row: RosterShift) -> date | None:
    """The day on which an hour of the shift would not exist; None where all do."""
    if row.starts_at is None or row.ends_at is None:
        return None
    return find_missing_hour(day, row.starts_at, row.ends_at)


def _check(operation: Operation, on: date, hours: ShiftHours) -> None:
    if hours.kind not in ShiftKind.values:
        raise Absent
    _check_within(operation, on)
    starts_at, ends_at = hours.given_hours
    if hours.is_off:
        if hours.is_reserve:
            raise refusals.ReserveIsOff
        return
    if starts_at is None or ends_at is None:
        raise refusals.ShiftHoursMissing
    if starts_at == ends_at:
        raise refusals.ShiftWithoutLength
    if day := find_missing_hour(on, starts_at, ends_at):
        raise refusals.ShiftHourMissing(day)


def _check_within(operation: Operation, on: date) -> None:
    if not rules.is_within(on, operation.starts_on, operation.ends_on):
        raise OutsideOperation


def _check_reserve(
    operation: Operation, team_id: UUID, on: date, hours: ShiftHours
) -> None:
    if not hours.is_reserve:
        return
    others = RosterShift.objects.filter(operation=operation, on=on, is_reserve=True)
    row = others.exclude(team_id=team_id).select_related("team").first()
    if row is not None and row.team is not None:
        raise refusals.ReserveIsTaken(row.team.name)


def _keep(row: RosterShift, hours: ShiftHours, actor: Actor, at: datetime) -> None:
    row.kind, row.is_reserve = hours.kind, hours.is_reserve
    row.starts_at, row.ends_at = hours.given_hours
    row.save()
    record_change(
        "shift_set",
        row,
        row.operation_id,
        on=row.on.isoformat(),
        kind=row.kind,
        actor=actor,
        at=at,
        verb=audit.Verb.ALTERATION,
    )

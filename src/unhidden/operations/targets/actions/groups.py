"""Groups of premises, which is visited before which, what is pinned and what barred."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.actions.refusals import OutsideOperation
from unhidden.operations.models import (
    CandidateBar,
    CandidateGroup,
    GroupRule,
    Operation,
    PremisesCandidate,
    TeamMember,
    VisitKind,
)
from unhidden.operations.rules import is_within
from unhidden.operations.targets.actions import refusals
from unhidden.operations.targets.actions.held import (
    hold_candidates,
    name_premises,
    record_each,
)
from unhidden.operations.targets.rules.orders import is_circular


@dataclass(frozen=True, slots=True)
class VisitSettlement:
    """What a person settles of a candidate; what is None or empty stays open.

    ``pinned_at`` is a minute of the day. ``after_id`` is the candidate that is visited
    before this one.
    """

    language: str = ""
    after_id: UUID | None = None
    pinned_team_id: UUID | None = None
    pinned_on: date | None = None
    pinned_at: int | None = None
    pinned_people: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class NewBar:
    """An assignment that must not be made: of a crew, on a day, of a kind; and why."""

    reason: str
    team_id: UUID | None = None
    on: date | None = None
    kind: str = ""


@action
def group_candidates(
    *,
    operation_id: UUID,
    candidate_ids: Collection[UUID],
    name: str,
    rule: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Put these into the group of this name, which is made where there is none.

    Raises GroupNameMissing, GroupHasOtherRule, SafeguardingInStrike, and
    CandidateIsGrouped for what is in another group of this rule.
    """
    actor.must(policies.PLAN)
    operation, rows = hold_candidates(operation_id, candidate_ids)
    group = _find_group(operation, name.strip(), rule)
    column = _column_of(rule)
    quiet = [row for row in rows if row.is_safeguarding]
    if rule == GroupRule.STRIKE and quiet:
        raise refusals.SafeguardingInStrike(name_premises(quiet))
    elsewhere = [row for row in rows if getattr(row, column) not in (None, group.id)]
    if elsewhere:
        raise refusals.CandidateIsGrouped(name_premises(elsewhere))
    _put(rows, column, group.id)
    record_each("candidate_grouped", rows, actor=actor, at=at)


@action
def ungroup_candidates(
    *,
    operation_id: UUID,
    candidate_ids: Collection[UUID],
    rule: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Take these out of their groups of this rule."""
    actor.must(policies.PLAN)
    _operation, rows = hold_candidates(operation_id, candidate_ids)
    _put(rows, _column_of(rule), None)
    record_each("candidate_grouped", rows, actor=actor, at=at)


@action
def rename_group(
    *, operation_id: UUID, group_id: UUID, name: str, actor: Actor, at: datetime
) -> None:
    """Give a group another name. Raises GroupNameMissing, GroupNamed and Absent."""
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    row = operation.candidate_groups.filter(id=group_id).first()
    if row is None:
        raise Absent
    if not name.strip():
        raise refusals.GroupNameMissing
    others = operation.candidate_groups.exclude(id=group_id)
    if others.filter(name=name.strip()).exists():
        raise refusals.GroupNamed
    row.name = name.strip()
    row.save(update_fields=["name"])
    audit.record_event(
        name="operations.candidate_group_renamed",
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(operation_id)},
    )


@action
def settle_candidate(
    *,
    operation_id: UUID,
    candidate_id: UUID,
    settled: VisitSettlement,
    actor: Actor,
    at: datetime,
) -> None:
    """Pin the crew, the day, the hour or the people, each apart, and what comes first.

    Raises OutsideOperation, PinOutsideDays, PinOutsideWindow, PinIsBarred,
    OrderIsCircular, and Absent for a team, a person or a candidate of elsewhere.
    """
    actor.must(policies.PLAN)
    operation, (row,) = hold_candidates(operation_id, [candidate_id])
    _check_pins(operation, row, settled)
    _check_order(operation, row, settled.after_id)
    row.language = settled.language
    row.after_id = settled.after_id
    row.pinned_team_id = settled.pinned_team_id
    row.pinned_on = settled.pinned_on
    row.pinned_at = settled.pinned_at
    row.pinned_people = list(settled.pinned_people)
    row.save(
        update_fields=[
            *("language", "after_id", "pinned_team_id", "pinned_on"),
            *("pinned_at", "pinned_people"),
        ]
    )
    record_each("candidate_changed", [row], actor=actor, at=at)


@action
def bar_assignment(
    *,
    operation_id: UUID,
    candidate_id: UUID,
    new: NewBar,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Forbid an assignment, for a reason; gives its id.

    Raises BarIsEmpty, OutsideOperation, PinIsBarred, and Absent for a team or a kind
    that there is not.
    """
    actor.must(policies.PLAN)
    operation, (row,) = hold_candidates(operation_id, [candidate_id])
    if not new.reason.strip() or not (new.team_id or new.on or new.kind):
        raise refusals.BarIsEmpty
    if new.kind and new.kind not in VisitKind.values:
        raise Absent
    _check_team(operation, new.team_id)
    _check_day(operation, new.on)
    bar = CandidateBar(
        candidate=row,
        team_id=new.team_id,
        on=new.on,
        kind=new.kind,
        reason=new.reason.strip(),
    )
    if _is_barred(bar, row.pinned_team_id, row.pinned_on):
        raise refusals.PinIsBarred
    bar.save(force_insert=True)
    record_each("candidate_changed", [row], actor=actor, at=at)
    return bar.id


@action
def lift_bar(
    *, operation_id: UUID, candidate_id: UUID, bar_id: UUID, actor: Actor, at: datetime
) -> None:
    """Allow again what was forbidden."""
    actor.must(policies.PLAN)
    _operation, rows = hold_candidates(operation_id, [candidate_id])
    gone, _ = CandidateBar.objects.filter(candidate=rows[0], id=bar_id).delete()
    if not gone:
        raise Absent
    record_each("candidate_changed", rows, actor=actor, at=at)


def _find_group(operation: Operation, name: str, rule: str) -> CandidateGroup:
    if not name:
        raise refusals.GroupNameMissing
    if rule not in GroupRule.values:
        raise Absent
    found = CandidateGroup.objects.filter(operation=operation, name=name).first()
    if found is None:
        found = CandidateGroup(operation=operation, name=name, rule=rule)
        found.save(force_insert=True)
    if found.rule != rule:
        raise refusals.GroupHasOtherRule
    return found


def _column_of(rule: str) -> str:
    return "strike_id" if rule == GroupRule.STRIKE else "apart_id"


def _put(rows: Sequence[PremisesCandidate], column: str, group_id: UUID | None) -> None:
    for row in rows:
        setattr(row, column, group_id)
        row.save(update_fields=[column])


def _check_pins(
    operation: Operation, row: PremisesCandidate, settled: VisitSettlement
) -> None:
    _check_team(operation, settled.pinned_team_id)
    _check_day(operation, settled.pinned_on)
    if settled.pinned_on and row.days and settled.pinned_on not in row.days:
        raise refusals.PinOutsideDays
    at = settled.pinned_at
    if at is not None and not row.opens <= at <= row.closes:
        raise refusals.PinOutsideWindow
    known = TeamMember.objects.filter(team__operation=operation)
    people = known.filter(person_id__in=settled.pinned_people)
    found = set(people.values_list("person_id", flat=True))
    if set(settled.pinned_people) - found:
        raise Absent
    bars = CandidateBar.objects.filter(candidate=row)
    if any(_is_barred(b, settled.pinned_team_id, settled.pinned_on) for b in bars):
        raise refusals.PinIsBarred


def _is_barred(bar: CandidateBar, team_id: UUID | None, on: date | None) -> bool:
    """Whether every part that the bar names is pinned just so."""
    if bar.kind:
        return False
    is_team = bar.team_id is None or bar.team_id == team_id
    return is_team and (bar.on is None or bar.on == on)


def _check_team(operation: Operation, team_id: UUID | None) -> None:
    if team_id is not None and not operation.teams.filter(id=team_id).exists():
        raise Absent


def _check_day(operation: Operation, day: date | None) -> None:
    if day and not is_within(day, operation.starts_on, operation.ends_on):
        raise OutsideOperation


def _check_order(
    operation: Operation, row: PremisesCandidate, first: UUID | None
) -> None:
    if first is None:
        return
    known = PremisesCandidate.objects.filter(
        operation=operation, removed_at__isnull=True
    )
    after = dict(known.values_list("id", "after_id"))
    if first not in after:
        raise Absent
    if is_circular(row.id, first, after):
        raise refusals.OrderIsCircular

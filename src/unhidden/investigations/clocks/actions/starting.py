"""Starting clocks, each by the rule that the law of the investigation's day has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.clocks.actions.refusals import (
    ClockPersonMissing,
    ClockReferenceMissing,
    NotAVictim,
    StartedAhead,
)
from unhidden.investigations.clocks.queries.stored import find_victims, when_asked_not
from unhidden.investigations.clocks.rules.counting import count_due
from unhidden.investigations.clocks.rules.law import (
    CountingRule,
    NoSuchClockRule,
    find_clock_rule,
)
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
    tell_event,
)
from unhidden.investigations.models import (
    ClockOf,
    ClockStep,
    ClockStepKind,
    Investigation,
    InvestigationClock,
    Material,
    MaterialKind,
)
from unhidden.lib.working_days import LONDON, day_in_london, end_of_day

#: The rule by which victims are told of what starts another clock.
TELLS = "vc_told_enhanced"
_OF_PERSONS = (
    ClockOf.CUSTODY,
    ClockOf.BAIL,
    ClockOf.RELEASED,
    ClockOf.ORDER,
    ClockOf.VICTIM,
)
#: What was entered of somebody's arrest: it becomes an item of material.
_ENTERED = (ClockOf.CUSTODY, ClockOf.BAIL, ClockOf.RELEASED)
# Bail starts on the day after the arrest.
_AHEAD = {ClockOf.BAIL.value: timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class NewClock:
    """What starts a clock: the code of its rule, when, whose, and its reference.

    ``until_on`` is the day on which it ends, of one whose end is given.
    """

    rule: str
    started_at: datetime
    person_id: UUID | None = None
    reference: str = ""
    until_on: date | None = None


@action
def start_clock(
    *, investigation_id: UUID, new: NewClock, actor: Actor, at: datetime
) -> UUID:
    """Start a clock; gives its id, also of one that was started so before.

    Raises NoSuchClockRule, ClockPersonMissing, ClockReferenceMissing, StartedAhead,
    NotAVictim, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    return run_clock(head, new, actor=actor, at=at)


def run_clock(
    head: Investigation, new: NewClock, *, actor: Actor, at: datetime
) -> UUID:
    """The same in an investigation that is held; victims' clocks start with it."""
    rule = find_clock_rule(new.rule, head.law_as_at)
    _check_new(head, new, rule.of, at)
    held = InvestigationClock.objects.filter(
        investigation=head,
        rule=new.rule,
        person_id=new.person_id,
        started_at=new.started_at,
        reference=new.reference.strip(),
    ).first()
    if held is not None:
        return held.id
    row = InvestigationClock(
        investigation=head,
        person_id=new.person_id,
        of=rule.of,
        rule=rule.code,
        reference=new.reference.strip(),
        started_at=new.started_at,
        due_at=_find_end(new, rule),
        started_by_id=actor.person,
        entered_at=at,
    )
    row.save(force_insert=True)
    tell_event("clock_started", row, actor=actor, at=at, rule=rule.code)
    if rule.of in _ENTERED:
        _enter_copy(head, row, actor=actor, at=at)
    if rule.of == ClockOf.VICTIM:
        _stand_still(head, row, actor=actor, at=at)
    if rule.tells_victims:
        tell_victims(head, TELLS, new.started_at, actor=actor, at=at)
    return row.id


def _find_end(new: NewClock, rule: CountingRule) -> datetime:
    """When it is due: as long as its rule says, or earlier where a day is given."""
    ends = []
    if rule.count != "given":
        ends.append(count_due(new.started_at, rule.length, rule.unit, rule.count))
    if new.until_on is not None:
        ends.append(end_of_day(datetime.combine(new.until_on, time(0), LONDON)))
    if not ends:
        raise NoSuchClockRule
    return min(ends)


def tell_victims(
    head: Investigation,
    rule: str,
    happened_at: datetime,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Start the clock by which each possible victim is told of what happened."""
    happened_at = min(happened_at, at)
    for person_id in find_victims(head):
        run_clock(head, NewClock(rule, happened_at, person_id), actor=actor, at=at)


def _check_new(head: Investigation, new: NewClock, of: str, at: datetime) -> None:
    if new.started_at > at + _AHEAD.get(of, timedelta(0)):
        raise StartedAhead
    if of == ClockOf.CUSTODY and not new.reference.strip():
        raise ClockReferenceMissing
    if of in _OF_PERSONS and new.person_id is None:
        raise ClockPersonMissing
    if new.person_id is not None:
        if not head.people.filter(id=new.person_id).exists():
            raise Absent
        if of == ClockOf.VICTIM and new.person_id not in find_victims(head):
            raise NotAVictim


def _enter_copy(
    head: Investigation, row: InvestigationClock, *, actor: Actor, at: datetime
) -> None:
    """Make one item of what clocks tell of the same record of the same person."""
    same = head.clocks.filter(
        of=row.of, person_id=row.person_id, reference=row.reference
    )
    held = Material.objects.filter(
        investigation=head,
        kind=MaterialKind.CUSTODY,
        source_id__in=same.values("id"),
    )
    if held.exists():
        return
    day = day_in_london(row.started_at)
    new = NewMaterial(MaterialKind.CUSTODY, row.id, made_on=day)
    enter_material(head, new, actor=actor, at=at)


def _stand_still(
    head: Investigation, clock: InvestigationClock, *, actor: Actor, at: datetime
) -> None:
    """Pause a victim's clock at once where they asked not to be told."""
    if clock.person_id is None or when_asked_not(head, clock.person_id) is None:
        return
    row = ClockStep(
        investigation=head,
        clock=clock,
        turn=1,
        step=ClockStepKind.PAUSED,
        happened_at=clock.started_at,
        due_at=clock.due_at,
        provision="asked_not_to_be_told",
        entered_by_id=actor.person,
        entered_at=at,
    )
    row.save(force_insert=True)

"""Recording what came of it for a suspect, and taking a wrong outcome back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent, require_found
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.clocks.actions.starting import tell_victims
from unhidden.investigations.frame.actions import hold_open_investigation, tell_event
from unhidden.investigations.models import (
    InvestigatedRole,
    Investigation,
    Outcome,
    OutcomeKind,
    PersonRole,
)
from unhidden.investigations.outcomes.actions.refusals import (
    NotASuspect,
    OffenceMissing,
    OutcomeAhead,
    OutcomeTakenBack,
)
from unhidden.investigations.outcomes.rules.law import list_offences
from unhidden.lib.working_days import LONDON, day_in_london

_OF_AN_OFFENCE = (OutcomeKind.CHARGED, OutcomeKind.CONVICTED)
# The clock by which victims are told of a charge, or that nobody is charged.
_TOLD_OF = (OutcomeKind.CHARGED, OutcomeKind.NO_ACTION, OutcomeKind.DISCONTINUED)
_TELLS = "vc_charge"


@dataclass(frozen=True, slots=True)
class NewOutcome:
    """What came of it for somebody: a kind of ``OutcomeKind``, on which day.

    ``offence`` is the code of the offence that it is of, "" where it is of none.
    """

    person_id: UUID
    kind: str
    happened_on: date
    offence: str = ""


@action
def record_outcome(
    *, investigation_id: UUID, new: NewOutcome, actor: Actor, at: datetime
) -> UUID:
    """Record an outcome; the same again gives the one that stands.

    Possible victims are to be told of a charge, and that nobody is charged: their
    clocks start. Raises OutcomeAhead, NotASuspect, OffenceMissing, InvestigationClosed
    and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    if new.kind == OutcomeKind.ORDER_MADE:
        raise Absent
    return write_outcome(head, new, actor=actor, at=at)


def write_outcome(
    head: Investigation, new: NewOutcome, *, actor: Actor, at: datetime
) -> UUID:
    """The same in an investigation that is held; also of an order."""
    _check_new(head, new, at)
    told = {
        "person_id": new.person_id,
        "kind": new.kind,
        "offence": new.offence,
        "happened_on": new.happened_on,
    }
    if before := _standing(head).filter(**told).first():
        return before.id
    row = Outcome.objects.create(
        investigation=head, **told, entered_by_id=actor.person, entered_at=at
    )
    tell_event("outcome_recorded", row, actor=actor, at=at, kind=new.kind)
    if new.kind in _TOLD_OF:
        day = datetime.combine(new.happened_on, time(0), LONDON)
        tell_victims(head, _TELLS, day, actor=actor, at=at)
    return row.id


@action
def take_back_outcome(
    *, investigation_id: UUID, outcome_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a wrong outcome back by a row that names it; both stay.

    Raises OutcomeTakenBack, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    wrong = require_found(head.outcomes.filter(id=outcome_id, takes_back=None).first())
    if head.outcomes.filter(takes_back=wrong).exists():
        raise OutcomeTakenBack
    Outcome.objects.create(
        investigation=head,
        person_id=wrong.person_id,
        kind=wrong.kind,
        offence=wrong.offence,
        happened_on=wrong.happened_on,
        takes_back=wrong,
        entered_by_id=actor.person,
        entered_at=at,
    )
    tell_event("outcome_taken_back", wrong, actor=actor, at=at)


def _check_new(head: Investigation, new: NewOutcome, at: datetime) -> None:
    if new.happened_on > day_in_london(at):
        raise OutcomeAhead
    if not head.people.filter(id=new.person_id).exists():
        raise Absent
    was_suspect = PersonRole.objects.filter(
        investigation=head, person_id=new.person_id, role=InvestigatedRole.SUSPECT
    )
    if not was_suspect.exists():
        raise NotASuspect
    if new.offence and new.offence not in {each.code for each in list_offences()}:
        raise OffenceMissing
    if new.kind in _OF_AN_OFFENCE and not new.offence:
        raise OffenceMissing


def _standing(head: Investigation) -> QuerySet[Outcome]:
    """The outcomes that nobody took back."""
    back = head.outcomes.exclude(takes_back=None).values("takes_back_id")
    return head.outcomes.filter(takes_back=None).exclude(id__in=back)

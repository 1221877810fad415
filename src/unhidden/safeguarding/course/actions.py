"""Recording a turn of a case: lost and found, at rest, closed, opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import rows
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.actions.following import (
    follow_age,
    follow_turn,
    start_age_clocks,
)
from unhidden.safeguarding.clocks.actions.running import list_running, start_clock
from unhidden.safeguarding.course import rules
from unhidden.safeguarding.frame.actions import (
    CaseClosed,
    hold_case,
    seal_for_case,
    tell_case,
)
from unhidden.safeguarding.models import (
    AGE_FOUND,
    Case,
    CaseTransfer,
    CaseTurn,
    CaseTurnKind,
    CoverSheet,
    TransferState,
)
from unhidden.safeguarding.people.actions import identity as people
from unhidden.safeguarding.referrals.actions.filling import follow_case_age
from unhidden.sharing import actions as sharing
from unhidden.sharing import queries as members
from unhidden.vault import actions as vault


class CaseMoved(ActionRefused):
    """Somebody recorded something of this case since the page was shown."""


class NoSuchTurn(ActionRefused):
    """As the case stands, this does not follow."""


class DayInFuture(ActionRefused):
    """What happened to a case cannot have happened tomorrow."""


class DayBeforeCase(ActionRefused):
    """The case was not open yet on this day."""


class RestNotAhead(ActionRefused):
    """A case rests until a day that is to come."""


class RestTooLong(ActionRefused):
    """Nobody would look at the case for more than a year."""


class TooFewWays(ActionRefused):
    """Contact is called lost only after two ways were tried."""


class DeadlinesOpen(ActionRefused):
    """Deadlines of the case are open: each is met, or taken back, before it closes."""


_FAULTS: dict[str, type[ActionRefused]] = {
    "future": DayInFuture,
    "before": DayBeforeCase,
    "past": RestNotAhead,
    "too_long": RestTooLong,
}


@dataclass(frozen=True, slots=True)
class NewCourseTurn:
    """What happened, and when; ``code`` for a closing's outcome, why it opens, or by
    what an age was found."""

    kind: str
    happened_on: date
    code: str = ""
    tried: tuple[str, ...] = ()
    wakes_on: date | None = None
    words: str = ""


@action
def record_turn(
    *, case_id: UUID, new: NewCourseTurn, number: int, actor: Actor, at: datetime
) -> UUID:
    """Record what happened to a case as a whole; gives the turn's id.

    ``number`` is how many turns the writer has seen, so that a second press does
    nothing. Raises CaseMoved, CaseClosed, NoSuchTurn, TooFewWays, what is wrong with
    its days, and DeadlinesOpen for a closing.
    """
    actor.must("safeguarding.work_case")
    case = hold_case(case_id, actor)
    after = _check(case, new, number, at)
    if new.kind == "closed":
        _end_all(case, actor, at)
    turn = _write(case, new, number, actor=actor, at=at)
    case.course = after
    case.closed_at = at if new.kind == "closed" else _still(case, new)
    case.wakes_on = new.wakes_on if after == "dormant" else None
    follow_turn(case, new.kind, day=new.happened_on, actor=actor, at=at)
    if new.kind == "turned_18":
        case.age_group = "adult"
    if new.kind in AGE_FOUND:
        _follow_found_age(case, new, actor, at)
    case.save(update_fields=["course", "closed_at", "wakes_on", "age_group"])
    if new.kind == "closed":
        # What waits for investigators ends, too, in the module that keeps it.
        sharing.end_unconsented(record=case, actor=actor, at=at)
    if new.kind == "reopened":
        today = at.astimezone(LONDON).date()
        start_clock(case, "follow_up", day=today, actor=actor, at=at)
    tell_case(
        "turn_recorded",
        turn,
        actor=actor,
        at=at,
        detail={"case": str(case.id), "kind": new.kind, "code": new.code},
    )
    return turn.id


def _follow_found_age(
    case: Case, new: NewCourseTurn, actor: Actor, at: datetime
) -> None:
    """Let clocks and the NRM follow; a birthday is counted where it can be opened."""
    age_group = AGE_FOUND[CaseTurnKind(new.kind)]
    follow_age(case, age_group, day=new.happened_on, actor=actor, at=at)
    follow_case_age(case, actor=actor, at=at)
    try:
        known = people.open_identity(case_id=case.id, actor=actor, at=at)
    except (vault.NotForYou, vault.KeysLocked):
        return
    if known is not None:
        start_age_clocks(case, known.born, actor=actor, at=at)


def _still(case: Case, new: NewCourseTurn) -> datetime | None:
    return None if new.kind == "reopened" else case.closed_at


def _check(case: Case, new: NewCourseTurn, number: int, at: datetime) -> str:
    """The state after the turn; raises what ``record_turn`` says."""
    happened = list(case.turns.order_by("number").values_list("kind", flat=True))
    if len(happened) != number:
        raise CaseMoved
    if case.closed_at is not None and new.kind != "reopened":
        raise CaseClosed
    if new.kind not in rules.turns_from(case.course, happened, case.age_group):
        raise NoSuchTurn
    today = at.astimezone(LONDON).date()
    _check_days(case, new, today)
    if new.kind == "lost_contact" and not rules.may_call_lost(new.tried):
        raise TooFewWays
    after = rules.find_next_state(case.course, new.kind)
    assert after is not None  # noqa: S101  # turns_from says so
    return after


def _check_days(case: Case, new: NewCourseTurn, today: date) -> None:
    opened_on = case.opened_at.astimezone(LONDON).date()
    fault = rules.find_day_fault(
        happened_on=new.happened_on, opened_on=opened_on, today=today
    )
    if not fault and new.kind == "rested":
        fault = rules.find_rest_fault(new.wakes_on or date.min, today)
    if fault:
        raise _FAULTS[fault]


def _end_all(case: Case, actor: Actor, at: datetime) -> None:
    """End what goes with an open case: shares with their keys, cover, and its move."""
    if not rows.may_act_on(case, "manage"):
        raise Absent
    if list_running(case).exists():
        raise DeadlinesOpen
    sharing.end_shares_of(record=case, actor=actor, at=at)
    CoverSheet.objects.filter(case=case, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by_id=actor.person
    )
    going = [TransferState.OFFERED, TransferState.ACCEPTED]
    CaseTransfer.objects.filter(case=case, state__in=going).update(
        state=TransferState.WITHDRAWN, ended_at=at, ended_by_id=actor.person
    )


def _write(
    case: Case, new: NewCourseTurn, number: int, *, actor: Actor, at: datetime
) -> CaseTurn:
    turn = CaseTurn(
        case=case,
        kind=new.kind,
        happened_on=new.happened_on,
        code=new.code,
        tried=sorted(set(new.tried)) if new.kind == "lost_contact" else [],
        wakes_on=new.wakes_on if new.kind == "rested" else None,
        worker_id=find_lead(case, actor) if new.kind == "closed" else None,
        number=number + 1,
        recorded_by_id=actor.person,
        recorded_at=at,
    )
    if new.words:
        seal_for_case(turn, "words_sealed", new.words, case=case, actor=actor, at=at)
    try:
        with transaction.atomic():
            turn.save(force_insert=True)
    except IntegrityError as error:
        raise CaseMoved from error
    return turn


def find_lead(case: Case, actor: Actor) -> UUID | None:
    """Who leads the case now: named when somebody comes back years later."""
    team = members.find_team(viewer=actor, record=case)
    going = [each for each in team if each.ended_at is None]
    leads = [each.person_id for each in going if each.role == "lead"]
    return next(iter([*leads, *(each.person_id for each in going)]), None)

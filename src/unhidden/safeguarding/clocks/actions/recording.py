"""Recording what happened to somebody in the NRM, and taking the last of it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.actions.moving import (
    StateEvent,
    find_next_moment,
    move_state,
)
from unhidden.safeguarding.clocks.actions.restoring import restore_clocks
from unhidden.safeguarding.clocks.queries.course import list_history
from unhidden.safeguarding.clocks.rules import states
from unhidden.safeguarding.frame.actions import hold_open_case, tell_case
from unhidden.safeguarding.models import Case, NrmChange, SurvivorAgeGroup

_REFERRALS = frozenset({"submitted", "dtn_submitted"})


@action
def record_state(
    *,
    case_id: UUID,
    from_state: str,
    to_state: str,
    event: StateEvent,
    actor: Actor,
    at: datetime,
) -> None:
    """Record where the NRM has come to, with the states that come of themselves.

    ``from_state`` is what the page showed: who recorded meanwhile has won. Raises
    WrongState, RecordedElsewhere, StateNotYet and EventBeforeLast.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    if case.nrm_state != from_state:
        raise states.StateChangedMeanwhile
    if to_state in states.RECORDED_ELSEWHERE:
        raise states.RecordedElsewhere
    history = [step for _, step in list_history(case)]
    today = at.astimezone(LONDON).date()
    states.check_day(event.happened_on, history=history, today=today)
    path = states.find_path(
        case.nrm_state,
        to_state,
        is_child=states.is_treated_as_child(case.age_group),
        history=history,
    )
    for state in path[:-1]:
        passed = StateEvent(event.happened_on)
        move_state(case, state, event=passed, actor=actor, at=at)
    if to_state == "turned_18_transition":
        _set_age(case, SurvivorAgeGroup.ADULT)
    move_state(case, to_state, event=event, actor=actor, at=at)


@action
def take_back(
    *, case_id: UUID, change_id: UUID | None, actor: Actor, at: datetime
) -> None:
    """Take back what was recorded last, with all it did to clocks; the rows stay.

    Raises NothingToTakeBack, also where another change has come since;
    RecordedElsewhere and UndoTooLate.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    history = list_history(case)
    last, step = history[-1] if history else (None, None)
    if last is None or last.id != change_id:
        raise states.NothingToTakeBack
    states.check_undo(step, recorded_at=last.changed_at, at=at)
    before = history[-2][1].happened_on if len(history) > 1 else last.happened_on
    undone = NrmChange.objects.create(
        case=case,
        from_state=last.to_state,
        to_state=last.from_state,
        changed_by_id=actor.person,
        changed_at=find_next_moment(case, at),
        happened_on=before,
        takes_back=last,
    )
    if last.to_state == "turned_18_transition":
        _set_age(case, SurvivorAgeGroup.CHILD)
    case.nrm_state = last.from_state
    if last.to_state in _REFERRALS:
        case.nrm_reference = _earlier_reference(history[:-1])
    case.save(update_fields=["nrm_state", "nrm_reference"])
    restore_clocks(last, by=undone, actor=actor, at=at)
    tell_case(
        "nrm_state_taken_back",
        undone,
        actor=actor,
        at=at,
        detail={"case": str(case.id), "to": case.nrm_state},
    )


def _set_age(case: Case, age_group: str) -> None:
    case.age_group = age_group
    case.save(update_fields=["age_group"])


def _earlier_reference(history: list[tuple[NrmChange, states.StateStep]]) -> str:
    """The Home Office's reference of the referral before, if there was one."""
    return next(
        (row.reference for row, _ in reversed(history) if row.to_state in _REFERRALS),
        "",
    )

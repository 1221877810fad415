"""What happens to a person besides the NRM, and moves its state and clocks."""

from __future__ import annotations

from datetime import date, datetime, time

from unhidden.access.actor import Actor
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.actions.moving import (
    StateEvent,
    move_state,
    start_duty_clock,
)
from unhidden.safeguarding.clocks.actions.running import (
    end_clocks,
    list_running,
    start_clock,
)
from unhidden.safeguarding.clocks.queries.course import list_history
from unhidden.safeguarding.clocks.rules import birthdays, effects, states
from unhidden.safeguarding.frame.actions import tell_case
from unhidden.safeguarding.models import Case, SurvivorAgeGroup

_STATES = {"turned_18": "turned_18_transition", "died": "died"}


def follow_turn(
    case: Case, kind: str, *, day: date, actor: Actor, at: datetime
) -> None:
    """Let the NRM follow what happened to the person of a case that is held.

    Somebody who dies leaves it, and whoever turns 18 before the conclusive decision is
    asked anew. Where the NRM does not move, the clocks end that have no more meaning.
    To be called while the case still says how old its person was.
    """
    if kind not in _STATES:
        return
    history = [step for _, step in list_history(case)]
    is_child = states.is_treated_as_child(case.age_group)
    to_state = _STATES[kind]
    if states.may_follow(case.nrm_state, to_state, is_child=is_child, history=history):
        last = history[-1].happened_on if history else day
        event = StateEvent(max(day, last))
        move_state(case, to_state, event=event, actor=actor, at=at)
    elif kind == "died":
        end_clocks(case, effects.EVERY_CLOCK, actor=actor, at=at)
    else:
        end_clocks(case, effects.list_overtaken("adult"), actor=actor, at=at)


def follow_age(
    case: Case, age_group: str, *, day: date, actor: Actor, at: datetime
) -> None:
    """Let the NRM and the clocks follow that somebody is found to be a child, or none.

    A child is referred without being asked: the council is told that same day, the
    guardian service as soon as possible, and no Duty to Notify runs. ``day`` is when it
    was found. An adult is asked to agree instead, and the Duty to Notify may run.
    """
    was_child = states.is_treated_as_child(case.age_group)
    is_child = states.is_treated_as_child(age_group)
    case.age_group = age_group
    case.save(update_fields=["age_group"])
    if was_child == is_child:
        return
    end_clocks(case, effects.list_overtaken(age_group), actor=actor, at=at)
    to_state = states.state_after_age(case.nrm_state, is_child=is_child)
    if to_state != case.nrm_state:
        history = [step for _, step in list_history(case)]
        last = history[-1].happened_on if history else day
        event = StateEvent(max(day, last))
        move_state(case, to_state, event=event, actor=actor, at=at)
    for code in effects.list_first_clocks(age_group) if is_child else ():
        start_clock(case, code, day=day, actor=actor, at=at)
    start_duty_clock(case, day=day, actor=actor, at=at)
    tell_case("age_found", case, actor=actor, at=at, detail={"age": age_group})


def start_draft_clocks(case: Case, *, day: date, actor: Actor, at: datetime) -> None:
    """Start what runs until the Home Office deletes a draft that was begun there."""
    for code in effects.DRAFT:
        start_clock(case, code, day=day, actor=actor, at=at)


def end_draft_clocks(case: Case, *, actor: Actor, at: datetime) -> None:
    """End what runs of a draft that nobody will send."""
    end_clocks(case, effects.DRAFT, actor=actor, at=at)


def follow_birth_date(case: Case, born: str, *, actor: Actor, at: datetime) -> bool:
    """Let an adult whose birth date says that they are a child be one, from today.

    Whether it did.
    """
    today = at.astimezone(LONDON).date()
    is_adult = not states.is_treated_as_child(case.age_group)
    became_child = is_adult and birthdays.find_month_of_18(born, today) is not None
    if became_child:
        follow_age(case, SurvivorAgeGroup.CHILD, day=today, actor=actor, at=at)
    start_age_clocks(case, born, actor=actor, at=at)
    return became_child


def start_age_clocks(case: Case, born: str, *, actor: Actor, at: datetime) -> None:
    """Start the clocks of a child's eighteenth birthday, where it was told to the day.

    They are counted from the first day of its month: the day of birth stays sealed.
    Those of another birth date end. What has passed already starts no more, but for
    the last.
    """
    today = at.astimezone(LONDON).date()
    month = birthdays.find_month_of_18(born, today)
    if month is None or not states.is_treated_as_child(case.age_group):
        return
    since = datetime.combine(month, time(0), LONDON)
    running = list_running(case).filter(code__in=effects.AGE_18)
    if any(each.started_at == since for each in running.order_by("id")):
        return
    end_clocks(case, effects.AGE_18, actor=actor, at=at)
    for code in birthdays.list_ahead(month, today):
        start_clock(case, code, day=month, since=since, actor=actor, at=at)

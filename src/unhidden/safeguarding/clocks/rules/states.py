"""Which state of the National Referral Mechanism may follow which, and why.

A pair stands here with its source, or as what we decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import LONDON

ADULT = "adult"
UNDO_DAYS = 14

_COURSE = "First Responder Toolkit, s. 5: the course of a referral"
_CONSENT = "First Responder Toolkit, s. 1 and 5; Modern Slavery Act 2015, s. 51"
_DECISION = "Statutory guidance 3.8, ch. 14; Nationality and Borders Act 2022, s. 63"
_DUTY = "Modern Slavery Act 2015, s. 52"
_SUPPORT = "Modern Slavery Victim Care Contract"
_OURS = "ours"

#: From which state to which, and where that comes from.
STEPS: Mapping[tuple[str, str], str] = {
    ("identified", "immediate_safety_done"): _COURSE,
    ("identified", "consent_pending"): _OURS,
    ("identified", "not_required_child"): _CONSENT,
    ("immediate_safety_done", "consent_pending"): _COURSE,
    ("immediate_safety_done", "not_required_child"): _CONSENT,
    ("consent_pending", "consent_given"): _COURSE,
    ("consent_pending", "consent_refused"): _COURSE,
    ("consent_pending", "not_required_child"): _COURSE,
    ("consent_pending", "capacity_best_interests"): _COURSE,
    ("consent_given", "draft"): _COURSE,
    ("consent_given", "submitted"): _OURS,
    ("consent_given", "consent_refused"): _CONSENT,
    ("consent_given", "not_required_child"): _CONSENT,
    ("consent_refused", "consent_given"): _CONSENT,
    ("consent_refused", "dtn_required"): _DUTY,
    ("consent_refused", "dtn_submitted"): _OURS,
    ("consent_refused", "not_required_child"): _CONSENT,
    ("not_required_child", "draft"): _COURSE,
    ("not_required_child", "submitted"): _OURS,
    ("not_required_child", "consent_pending"): _CONSENT,
    ("capacity_best_interests", "draft"): _COURSE,
    ("capacity_best_interests", "submitted"): _OURS,
    ("capacity_best_interests", "dtn_required"): _DUTY,
    ("capacity_best_interests", "consent_pending"): _CONSENT,
    ("capacity_best_interests", "not_required_child"): _CONSENT,
    ("draft", "submitted"): _COURSE,
    ("draft", "consent_given"): _OURS,
    ("draft", "consent_refused"): _CONSENT,
    ("draft", "not_required_child"): _CONSENT,
    ("draft", "consent_pending"): _CONSENT,
    ("submitted", "rg_pending"): _COURSE,
    ("submitted", "withdrawn"): _CONSENT,
    ("rg_pending", "rg_positive"): _COURSE,
    ("rg_pending", "rg_negative"): _COURSE,
    ("rg_pending", "rg_suspended"): _COURSE,
    ("rg_pending", "withdrawn"): _CONSENT,
    ("rg_suspended", "rg_pending"): _OURS,
    ("rg_suspended", "withdrawn"): _CONSENT,
    ("rg_positive", "recovery"): _COURSE,
    ("rg_positive", "withdrawn"): _CONSENT,
    ("rg_positive", "disqualified_public_order"): _DECISION,
    ("rg_positive", "disqualified_bad_faith"): _DECISION,
    ("rg_negative", "reconsideration_requested"): _DECISION,
    ("rg_negative", "exit"): _SUPPORT,
    ("recovery", "cg_pending"): _COURSE,
    ("recovery", "withdrawn"): _CONSENT,
    ("recovery", "disqualified_public_order"): _DECISION,
    ("recovery", "disqualified_bad_faith"): _DECISION,
    ("cg_pending", "cg_positive"): _COURSE,
    ("cg_pending", "cg_negative"): _COURSE,
    ("cg_pending", "withdrawn"): _CONSENT,
    ("cg_pending", "disqualified_public_order"): _DECISION,
    ("cg_pending", "disqualified_bad_faith"): _DECISION,
    ("cg_positive", "move_on"): _COURSE,
    ("cg_positive", "exit"): _COURSE,
    ("cg_positive", "disqualified_public_order"): _DECISION,
    ("cg_positive", "disqualified_bad_faith"): _DECISION,
    ("cg_negative", "reconsideration_requested"): _DECISION,
    ("cg_negative", "exit"): _COURSE,
    ("reconsideration_requested", "reconsideration_upheld"): _COURSE,
    ("reconsideration_requested", "reconsideration_overturned"): _COURSE,
    ("reconsideration_requested", "withdrawn"): _CONSENT,
    ("reconsideration_upheld", "exit"): _DECISION,
    ("reconsideration_overturned", "rg_positive"): _DECISION,
    ("reconsideration_overturned", "cg_positive"): _DECISION,
    ("disqualified_public_order", "exit"): _OURS,
    ("disqualified_bad_faith", "exit"): _OURS,
    ("move_on", "exit"): _SUPPORT,
    ("exit", "reach_in"): _SUPPORT,
    ("exit", "closed"): _COURSE,
    ("reach_in", "exit"): _OURS,
    ("reach_in", "closed"): _OURS,
    ("withdrawn", "consent_given"): _CONSENT,
    ("withdrawn", "not_required_child"): _CONSENT,
    ("withdrawn", "exit"): _OURS,
    ("withdrawn", "closed"): _CONSENT,
    ("dtn_required", "dtn_submitted"): _COURSE,
    ("dtn_required", "consent_given"): _CONSENT,
    ("dtn_required", "not_required_child"): _CONSENT,
    ("dtn_submitted", "consent_given"): _COURSE,
    ("dtn_submitted", "not_required_child"): _CONSENT,
    ("dtn_submitted", "closed"): _OURS,
    ("consent_refused", "closed"): _OURS,
    ("lost_contact", "closed"): _OURS,
    ("died", "closed"): _OURS,
    ("left_uk", "closed"): _OURS,
    ("turned_18_transition", "withdrawn"): _CONSENT,
}

#: Whatever the NRM stands at, these may come; ``died`` and ``closed`` have no way on.
ASIDE = frozenset({"lost_contact", "left_uk", "died"})
#: From these the person comes back to where they stood, and to nowhere else besides.
RETURNING = frozenset({"lost_contact", "left_uk", "turned_18_transition", "closed"})
_FINAL = frozenset({"died", "closed"})
#: Where a child who turns 18 must be asked, since no decision ends their referral yet.
_BEFORE_CONCLUSION = frozenset(
    [
        "not_required_child",
        "draft",
        "submitted",
        "rg_pending",
        "rg_suspended",
        "rg_positive",
        "recovery",
        "cg_pending",
        "rg_negative",
        "reconsideration_requested",
    ]
)
#: What is an adult's to decide; whoever may be a child is referred without being asked.
_ADULTS_ONLY = frozenset(
    [
        "consent_pending",
        "consent_given",
        "consent_refused",
        "capacity_best_interests",
        "dtn_required",
        "dtn_submitted",
        "withdrawn",
    ]
)
_CHILDREN_ONLY = frozenset({"not_required_child", "turned_18_transition"})
#: The decision that a reconsideration is about, and what stands in its place.
_OVERTURNED = {"rg_negative": "rg_positive", "cg_negative": "cg_positive"}
#: What comes of itself between what somebody learns of: nobody writes of it.
_PASSED_THROUGH = {
    "submitted": "rg_pending",
    "rg_positive": "recovery",
    "recovery": "cg_pending",
}
#: What follows from an answer to a consent, or from a referral, and is recorded there.
RECORDED_ELSEWHERE = frozenset(
    [
        "consent_pending",
        "consent_given",
        "consent_refused",
        "not_required_child",
        "submitted",
        "dtn_submitted",
    ]
)
STATES = frozenset(
    {"identified", *ASIDE, *(state for pair in STEPS for state in pair)}
    | _CHILDREN_ONLY
    | RETURNING
)


class WrongState(ActionRefused):
    """The NRM does not go from here to there."""


class StateChangedMeanwhile(ActionRefused):
    """Somebody else recorded something since the page was shown."""


class StateNotYet(ActionRefused):
    """What happened cannot have happened after today."""


class EventBeforeLast(ActionRefused):
    """What happened cannot have happened before what was recorded last."""


class NothingToTakeBack(ActionRefused):
    """Nothing was recorded that could be taken back."""


class UndoTooLate(ActionRefused):
    """What was recorded can be taken back for two weeks."""


class RecordedElsewhere(ActionRefused):
    """The state follows from a consent or a referral, and is changed with that."""


@dataclass(frozen=True, slots=True)
class StateStep:
    """One change that counts: those that were taken back are left out."""

    from_state: str
    to_state: str
    happened_on: date


def is_treated_as_child(age_group: str) -> bool:
    """A person who may be under 18 is presumed a child (MSA 2015 s.51)."""
    return age_group != ADULT


def first_state(age_group: str) -> str:
    """Adults decide; for a child, or whoever may be one, referral is mandatory."""
    child = is_treated_as_child(age_group)
    return "not_required_child" if child else "consent_pending"


def list_next_states(
    state: str, *, is_child: bool, history: Sequence[StateStep]
) -> frozenset[str]:
    """The states that may follow, of a child or an adult, after what happened so far.

    ``history`` is what led to ``state``, the earliest first.
    """
    found = {to for from_, to in STEPS if from_ == state}
    is_child = is_child and state != "turned_18_transition"
    if state not in _FINAL:
        found |= ASIDE - {state}
    if is_child and state in _BEFORE_CONCLUSION:
        found.add("turned_18_transition")
    held = find_held_state(history, is_child=is_child) if state in RETURNING else None
    found |= {held} if held else set()
    if state == "reconsideration_overturned":
        found = _after_overturning(found, history)
    return frozenset(to for to in found if _is_for(to, is_child) and to != state)


def may_follow(
    state: str,
    to_state: str,
    *,
    is_child: bool = False,
    history: Sequence[StateStep] = (),
) -> bool:
    return to_state in list_next_states(state, is_child=is_child, history=history)


def find_path(
    state: str, to_state: str, *, is_child: bool, history: Sequence[StateStep]
) -> tuple[str, ...]:
    """The states to record, one after the other, to come to ``to_state``.

    Between a referral and a decision the NRM waits, which nobody is told of: those
    states come of themselves. Raises WrongState.
    """
    path: list[str] = []
    steps = list(history)
    here = state
    while not may_follow(here, to_state, is_child=is_child, history=steps):
        onward = _PASSED_THROUGH.get(here)
        if onward is None:
            raise WrongState
        steps.append(StateStep(here, onward, date.min))
        path.append(onward)
        here = onward
    return (*path, to_state)


def list_offered(
    state: str, *, is_child: bool, history: Sequence[StateStep]
) -> tuple[str, ...]:
    """What may be recorded from here, also past states that come of themselves."""
    found: list[str] = []
    here: str | None = state
    steps = list(history)
    while here is not None:
        new = list_next_states(here, is_child=is_child, history=steps)
        found.extend(to for to in sorted(new) if to not in found)
        onward = _PASSED_THROUGH.get(here)
        if onward is not None:
            steps.append(StateStep(here, onward, date.min))
        here = onward
    return tuple(to for to in found if to not in RECORDED_ELSEWHERE and to != state)


def find_held_state(
    history: Sequence[StateStep], *, is_child: bool = False
) -> str | None:
    """Where the person stood before a side state; None if nobody comes back from it.

    Who was a child then and is none now has not been asked yet; who was an adult then
    and is found to be a child is not asked any more.
    """
    aside = RETURNING | ASIDE
    if any(step.to_state == "died" for step in history):
        return None
    seen = [state for step in history for state in (step.from_state, step.to_state)]
    held = next((state for state in reversed(seen) if state not in aside), None)
    if held == "not_required_child" and not is_child:
        return "consent_pending"
    if held in _ADULTS_ONLY and is_child:
        return "not_required_child"
    return held


def fold_history(
    changes: Iterable[tuple[str, StateStep, str | None]],
) -> list[tuple[str, StateStep]]:
    """What counts of all that was recorded, with its key, the earliest first.

    Each is a key, its step, and the key of what it takes back, or None.
    """
    standing: dict[str, StateStep] = {}
    for key, step, takes_back in changes:
        if takes_back is None:
            standing[key] = step
        else:
            standing.pop(takes_back, None)
    return list(standing.items())


def check_day(day: date, *, history: Sequence[StateStep], today: date) -> None:
    """An event's own day: raises StateNotYet and EventBeforeLast."""
    if day > today:
        raise StateNotYet
    if history and day < history[-1].happened_on:
        raise EventBeforeLast


def check_undo(step: StateStep | None, *, recorded_at: datetime, at: datetime) -> None:
    """Raise NothingToTakeBack, RecordedElsewhere and UndoTooLate."""
    if step is None or step.from_state == "identified":
        raise NothingToTakeBack
    if step.to_state in RECORDED_ELSEWHERE - {"submitted", "dtn_submitted"}:
        raise RecordedElsewhere
    last_day = recorded_at.astimezone(LONDON).date() + timedelta(days=UNDO_DAYS)
    if at.astimezone(LONDON).date() > last_day:
        raise UndoTooLate


def state_after_consent(state: str, answer: str) -> str:
    """Where an adult's answer about the NRM leads; ``not_yet`` leads nowhere."""
    wanted = {"yes": "consent_given", "no": "consent_refused"}.get(answer, state)
    return wanted if may_follow(state, wanted) else state


def state_after_age(state: str, *, is_child: bool) -> str:
    """Where it leads that somebody is found to be a child, or found to be none.

    Once the NRM has the referral, the age changes who decides and not the state; of a
    child who was notified of as an adult, or withdrew as one, it has none.
    """
    if is_child:
        asked = _ADULTS_ONLY | {"draft"}
        return "not_required_child" if state in asked else state
    return "consent_pending" if state in {"not_required_child", "draft"} else state


def _is_for(state: str, is_child: bool) -> bool:
    return state not in (_ADULTS_ONLY if is_child else _CHILDREN_ONLY)


def _after_overturning(found: set[str], history: Sequence[StateStep]) -> set[str]:
    """Only what stands in the place of the decision that was asked about."""
    asked = next(
        (
            step.from_state
            for step in reversed(history)
            if step.to_state == "reconsideration_requested"
        ),
        "",
    )
    wrong = set(_OVERTURNED.values()) - {_OVERTURNED.get(asked, "")}
    return found - wrong

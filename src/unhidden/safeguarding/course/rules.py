"""How a case goes on over years: which turn may follow which, and on what days.

A turn is one thing that happened to the case as a whole. The states of the referral are
another matter, and stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ACTIVE, LOST, DORMANT, CLOSED = "active", "lost", "dormant", "closed"

#: From which states a turn may happen, and where it leads; None leaves the state.
TURNS: dict[str, tuple[frozenset[str], str | None]] = {
    "lost_contact": (frozenset({ACTIVE, DORMANT}), LOST),
    "found_again": (frozenset({LOST}), ACTIVE),
    "rested": (frozenset({ACTIVE, LOST}), DORMANT),
    "woken": (frozenset({DORMANT}), ACTIVE),
    "turned_18": (frozenset({ACTIVE, LOST, DORMANT}), None),
    "found_child": (frozenset({ACTIVE, LOST, DORMANT}), None),
    "found_unsure": (frozenset({ACTIVE, LOST, DORMANT}), None),
    "found_adult": (frozenset({ACTIVE, LOST, DORMANT}), None),
    "left_uk": (frozenset({ACTIVE, LOST, DORMANT}), None),
    "died": (frozenset({ACTIVE, LOST, DORMANT}), None),
    "closed": (frozenset({ACTIVE, LOST, DORMANT}), CLOSED),
    "reopened": (frozenset({CLOSED}), ACTIVE),
}
#: What happens once in a life.
ONCE = frozenset({"turned_18", "died"})
_CHILD_AGAIN = frozenset({"found_child", "found_unsure"})
#: Somebody looks at a resting case at least once a year.
LONGEST_REST = timedelta(days=366)
#: Contact is called lost after at least so many ways were tried.
FEWEST_WAYS = 2


@dataclass(frozen=True, slots=True)
class TurnFault:
    """Why a turn may not be recorded: its code."""

    code: str


def find_next_state(state: str, kind: str) -> str | None:
    """Where a turn leads from this state; None where it may not happen."""
    begins, leads = TURNS[kind]
    if state not in begins:
        return None
    return state if leads is None else leads


def find_day_fault(*, happened_on: date, opened_on: date, today: date) -> str:
    """Why a turn cannot have happened on this day: "future", "before", or ""."""
    if happened_on > today:
        return "future"
    return "before" if happened_on < opened_on else ""


def find_rest_fault(wakes_on: date, today: date) -> str:
    """Why a case cannot rest until this day: "past", "too_long", or ""."""
    if wakes_on <= today:
        return "past"
    return "too_long" if wakes_on > today + LONGEST_REST else ""


def may_call_lost(ways: Collection[str]) -> bool:
    """Whether enough was tried before contact is called lost."""
    return len(set(ways)) >= FEWEST_WAYS


def is_awake(state: str, wakes_on: date | None, today: date) -> bool:
    """Whether a resting case has come to the day on which somebody looks at it."""
    return state == DORMANT and wakes_on is not None and wakes_on <= today


def turns_from(state: str, happened: Sequence[str], age_group: str) -> list[str]:
    """What may be recorded now, in the order of a page; ``happened`` in its order.

    Whoever was found to be a child after all may turn 18 once more.
    """
    is_dead = "died" in happened
    once = set(happened[_last_as_child(happened) :]) | ({"died"} & set(happened))
    return [
        kind
        for kind in TURNS
        if find_next_state(state, kind) is not None
        and not (kind in ONCE and kind in once)
        and not (is_dead and kind not in {"closed", "reopened"})
        and fits_age(kind, age_group)
    ]


def fits_age(kind: str, age_group: str) -> bool:
    """Whether this can be recorded of somebody of that age."""
    if kind == "turned_18":
        return age_group != "adult"
    return kind != f"found_{age_group}"


def _last_as_child(happened: Sequence[str]) -> int:
    found = [n for n, kind in enumerate(happened) if kind in _CHILD_AGAIN]
    return found[-1] if found else 0


def asks_anew(asked_on: date | None, turned_on: date | None) -> bool:
    """Whether a consent was given for a child who has since become an adult."""
    return turned_on is not None and (asked_on is None or asked_on < turned_on)

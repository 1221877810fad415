"""The queues of a room, and who moves an action from one to another.

The same order stands in sql/room.sql, which refuses every other one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

FIRST = "for_allocation"
#: Where an action still waits for somebody.
OPEN = frozenset(
    {"for_allocation", "allocated", "completed", "resulted", "referred_up"}
)
#: Still to be done; what is completed waits for others alone.
TO_BE_DONE = OPEN - {"completed", "resulted"}
_LEADS_TO: Mapping[str, tuple[str, ...]] = {
    "for_allocation": ("allocated", "refused", "referred_up"),
    "allocated": ("completed", "referred_up", "allocated", "for_allocation"),
    "referred_up": ("allocated", "for_allocation", "refused"),
    "completed": ("resulted", "allocated"),
    "resulted": ("filed", "for_allocation"),
    "filed": ("for_allocation",),
    "refused": ("for_allocation",),
}
#: Posts that give actions out, refuse and file them.
MANAGING = frozenset(
    {"sio", "deputy_sio", "officer_in_charge", "office_manager", "action_manager"}
)
#: What whoever an action is allocated to does themselves.
_OWN = frozenset({"completed", "resulted", "referred_up"})
_SAYS_SOMETHING = frozenset({"resulted", "refused", "referred_up"})
_PRIORITY = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class WhoAsks:
    """Who asks for a step: whether the action is theirs, and the last step was."""

    posts: frozenset[str]
    is_theirs: bool = False
    is_last_theirs: bool = False


@dataclass(frozen=True, slots=True)
class QueuedAction:
    """What an action is sorted by."""

    number: int
    priority: str
    due_on: date | None


def may_go(queue: str, wanted: str) -> bool:
    """Whether an action goes from one queue to the other."""
    return wanted in _LEADS_TO.get(queue, ())


def may_take(queue: str, wanted: str, who: WhoAsks) -> bool:
    """Whether they take that step; another than who resulted an action files it."""
    if not may_go(queue, wanted):
        return False
    if wanted == "filed" and who.is_last_theirs:
        return False
    if who.posts & MANAGING:
        return True
    return wanted in _OWN and who.is_theirs


def list_steps(queue: str, who: WhoAsks) -> list[str]:
    """The queues that they may move an action to, in the order of its way."""
    return [wanted for wanted in _LEADS_TO[queue] if may_take(queue, wanted, who)]


def needs_words(wanted: str) -> bool:
    """Whether the step says something: a result, be it nothing, or a reason."""
    return wanted in _SAYS_SOMETHING


def is_due(queue: str, due_on: date | None, today: date) -> bool:
    """Whether it should have been done by now."""
    return queue in TO_BE_DONE and due_on is not None and due_on < today


def sort_key(action: QueuedAction, by: str) -> tuple[object, ...]:
    """By what a list of actions is sorted: ``due``, ``priority`` or the number."""
    day = action.due_on or date.max
    priority = _PRIORITY[action.priority]
    if by == "due":
        return (day, priority, action.number)
    if by == "priority":
        return (priority, day, action.number)
    return (action.number,)


def count_queues(queues: Collection[str]) -> dict[str, int]:
    """How many actions stand in each queue, the empty ones too."""
    counts = dict.fromkeys(_LEADS_TO, 0)
    for queue in queues:
        counts[queue] += 1
    return counts

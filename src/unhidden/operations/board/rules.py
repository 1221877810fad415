"""How a visit stands, and which crews are late to be heard from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

#: The states of a visit in the order in which they usually come.
STATES = (
    *("to_brief", "tasked", "on_the_way", "there"),
    *("inside", "left", "closed"),
)
CONTACT, ALARM, RECEIVED, UNDONE = "contact", "alarm", "received", "undone"
FOLLOWED_UP = "followed_up"
#: In these a crew is away, and must be heard from.
AWAY = frozenset({"on_the_way", "there", "inside"})
#: What a further entry may take back; an alarm is answered, and stays.
UNDOABLE = frozenset({*STATES, CONTACT})


@dataclass(frozen=True, slots=True)
class EntryFact:
    """One entry of a visit, in the order of its number."""

    id: UUID
    number: int
    what: str
    at: datetime
    by: UUID
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class ContactPeriod:
    """How often a crew is heard from: minutes, who is told, and what counts.

    After ``further`` minutes in which nobody followed it up Silver is told, too.
    """

    period: int
    warning: int
    told: str
    heard_by: str = "any"
    further: int = 10

    @property
    def takes_states(self) -> bool:
        """Whether a change of state is a sign of life, and not a call alone."""
        return self.heard_by == "any"


#: Where an operation says nothing else. No source sets them: a crew that is inside by
#: force is called more often, and a planner sets the week's own.
USUAL_PERIODS: dict[str, ContactPeriod] = {
    "soft": ContactPeriod(60, 45, "controller"),
    "hotel": ContactPeriod(60, 45, "controller"),
    "safeguarding": ContactPeriod(45, 30, "safeguarding"),
    "enforcement": ContactPeriod(20, 15, "bronze", "call"),
}


class CrewContact(StrEnum):
    """Whether a crew was heard from in time; nobody waits for one that is not away."""

    NOT_AWAY = "not_away"
    HEARD = "heard"
    SOON = "soon"
    OVERDUE = "overdue"


def list_standing(entries: Iterable[EntryFact]) -> list[EntryFact]:
    """The entries that nobody took back, without what took others back."""
    known = sorted(entries, key=lambda each: each.number)
    undone = {each.about for each in known if each.what == UNDONE}
    return [each for each in known if each.id not in undone and each.what != UNDONE]


def find_state(standing: Sequence[EntryFact]) -> EntryFact | None:
    """The entry that says how the visit stands; None while none does."""
    states = [each for each in standing if each.what in STATES]
    return states[-1] if states else None


def name_state(said: EntryFact | None, *, is_briefed: bool, is_done: bool) -> str:
    """How the visit stands: as was said, and else whether its crew was briefed.

    A visit whose record is kept is closed, whatever was said last.
    """
    if is_done:
        return "closed"
    if said is not None:
        return said.what
    return "tasked" if is_briefed else "to_brief"


def find_next_state(state: str) -> str:
    """The state that usually follows; "" after the last."""
    place = STATES.index(state) + 1
    return STATES[place] if place < len(STATES) else ""


def find_last_heard(
    standing: Sequence[EntryFact], period: ContactPeriod
) -> datetime | None:
    """When the crew gave the last sign of life that counts.

    Where a call alone counts, the time still begins with the state in which they left.
    """
    calls = [each.at for each in standing if each.what == CONTACT]
    states = [each.at for each in standing if each.what in STATES]
    if not period.takes_states:
        states = [each.at for each in standing if each.what in AWAY][:1]
    return max([*calls, *states], default=None)


def judge_contact(
    state: str, heard_at: datetime | None, period: ContactPeriod, at: datetime
) -> CrewContact:
    """Whether a crew is late to be heard from, or will be soon."""
    if state not in AWAY or heard_at is None:
        return CrewContact.NOT_AWAY
    silent = at - heard_at
    if silent >= timedelta(minutes=period.period):
        return CrewContact.OVERDUE
    if silent >= timedelta(minutes=period.warning):
        return CrewContact.SOON
    return CrewContact.HEARD


def find_follow_up(
    standing: Sequence[EntryFact], heard_at: datetime | None, period: ContactPeriod
) -> EntryFact | None:
    """Who follows up that the crew is overdue now; None while nobody does."""
    if heard_at is None:
        return None
    late_at = heard_at + timedelta(minutes=period.period)
    found = [
        each for each in standing if each.what == FOLLOWED_UP and each.at >= late_at
    ]
    return found[-1] if found else None


def is_told_to_silver(
    heard_at: datetime,
    followed_at: datetime | None,
    period: ContactPeriod,
    at: datetime,
) -> bool:
    """Whether an overdue crew was not heard from for the further time, either."""
    late_at = heard_at + timedelta(minutes=period.period)
    begins = max(late_at, followed_at or late_at)
    return at >= begins + timedelta(minutes=period.further)


def list_open_alarms(standing: Iterable[EntryFact]) -> list[EntryFact]:
    """The alarms that nobody has received, the oldest first."""
    known = list(standing)
    answered = {each.about for each in known if each.what == RECEIVED}
    return [each for each in known if each.what == ALARM and each.id not in answered]


def find_undoable(standing: Sequence[EntryFact]) -> EntryFact | None:
    """The entry that may be taken back: the last alone, so that none rests on it."""
    found = [each for each in standing if each.what in UNDOABLE]
    return found[-1] if found else None

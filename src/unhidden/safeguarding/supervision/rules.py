"""What a supervisor is shown of caseloads: what is late, in which order, how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

#: A deadline that falls due within this is nearly overdue.
NEAR = timedelta(days=2)
#: Figures are shown in steps, and under the first one not at all.
STEP = 5


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case as its organisation's supervisor meets it; no name is in it."""

    id: UUID
    urn: str
    course: str
    workers: tuple[UUID, ...]
    lead_worker: UUID | None
    next_due_at: datetime | None
    last_contact_on: date | None
    quiet_days: int | None
    next_review_on: date | None
    wakes_on: date | None

    @property
    def has_worker(self) -> bool:
        return bool(self.workers)


@dataclass(frozen=True, slots=True)
class WorkerLoad:
    """What one worker has: how many cases, and how much of it waits."""

    person_id: UUID
    open: int
    resting: int
    overdue: int
    near: int
    quiet: int


def is_overdue(line: CaseLine, at: datetime) -> bool:
    return line.next_due_at is not None and line.next_due_at < at


def is_near(line: CaseLine, at: datetime) -> bool:
    """Whether its next deadline is close, and not yet over."""
    due = line.next_due_at
    return due is not None and at <= due < at + NEAR


def is_quiet(line: CaseLine) -> bool:
    """Whether there was no contact for longer than its stage allows."""
    return line.quiet_days is not None


def is_to_review(line: CaseLine, today: date) -> bool:
    return line.next_review_on is not None and line.next_review_on <= today


def is_awake(line: CaseLine, today: date) -> bool:
    """Whether a resting case has come to its day."""
    return (
        line.course == "dormant"
        and line.wakes_on is not None
        and line.wakes_on <= today
    )


def choose_lines(
    lines: Iterable[CaseLine], *, at: datetime, today: date, what: str, worker: str = ""
) -> list[CaseLine]:
    """Those that a filter leaves: by what waits in them, and by who works on them."""
    tests: dict[str, Callable[[CaseLine], bool]] = {
        "overdue": lambda one: is_overdue(one, at),
        "near": lambda one: is_near(one, at),
        "quiet": is_quiet,
        "review": lambda one: is_to_review(one, today),
        "woken": lambda one: is_awake(one, today),
        "nobody": lambda one: not one.has_worker,
        "resting": lambda one: one.course == "dormant",
    }
    wanted = tests.get(what, _is_any)
    return [
        one
        for one in lines
        if wanted(one) and (not worker or worker in {str(each) for each in one.workers})
    ]


def _is_any(_: CaseLine) -> bool:
    return True


def order_lines(lines: Iterable[CaseLine], by: str) -> list[CaseLine]:
    """By what is due next, by the longest silence, by the next review, or by name."""

    def due_order(one: CaseLine) -> tuple[bool, float, str]:
        when = one.next_due_at
        return when is None, when.timestamp() if when else 0, one.urn

    orders = {
        "contact": lambda one: (one.last_contact_on or date.min, one.urn),
        "review": lambda one: (one.next_review_on or date.max, one.urn),
        "reference": lambda one: one.urn,
    }
    return sorted(lines, key=orders.get(by, due_order))


def count_loads(lines: Sequence[CaseLine], *, at: datetime) -> list[WorkerLoad]:
    """What each worker has, the fullest first; nobody is left out who has a case."""
    people = dict.fromkeys(each for one in lines for each in one.workers)
    loads = [
        _load(person, [one for one in lines if person in one.workers], at)
        for person in people
    ]
    return sorted(loads, key=lambda one: (-one.open, str(one.person_id)))


def _load(person_id: UUID, theirs: Sequence[CaseLine], at: datetime) -> WorkerLoad:
    going = [one for one in theirs if one.course != "dormant"]
    return WorkerLoad(
        person_id=person_id,
        open=len(going),
        resting=len(theirs) - len(going),
        overdue=sum(is_overdue(one, at) for one in theirs),
        near=sum(is_near(one, at) for one in theirs),
        quiet=sum(is_quiet(one) for one in going),
    )


def find_next_talk(held_on: date, next_on: date, today: date) -> str:
    """Why a talk cannot be kept so: "future", "backwards", or ""."""
    if held_on > today:
        return "future"
    return "backwards" if next_on <= held_on else ""

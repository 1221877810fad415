"""What the entries of a night say of each wristband, what is due, and what may leave.

Entries are only added. The newest answer to a question stands; every older one stays,
with who wrote it. Nobody is known by a name here: by the number on a wristband.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from unhidden.lib.working_days import LONDON

FORM = "register-1"
MOST_NUMBER = 9_999
LONGEST_TEXT = 4_000
#: How long after they came somebody's health is seen to.
TRIAGE = timedelta(minutes=90)
FOLLOW_UPS = (24, 72)

#: What each question may be answered with; ``None`` for words of one's own.
CHOICES: dict[str, tuple[str, ...] | None] = {
    "happened": ("arrived", "change", "left", "follow_up_24", "follow_up_72"),
    "brought_by": (
        *("police", "border_force", "council", "health", "charity", "themselves"),
        "other",
    ),
    "age": ("adult", "child", "unsure"),
    "needs": None,
    "interpreter": ("not_needed", "there", "by_phone", "not_found", "refused"),
    "language": None,
    "health": ("seen", "needs_care", "ambulance", "refused", "not_yet"),
    "health_note": None,
    "talk": ("offered_had", "offered_later", "offered_refused", "not_offered"),
    "talk_by": None,
    "talk_alone": ("alone", "with_interpreter", "with_others"),
    "told": ("aloud", "written", "both", "not_yet"),
    "told_language": None,
    "choice": ("nrm", "duty_to_notify", "neither", "not_now", "not_asked"),
    "onward": None,
    "transport": None,
    "safe_contact": None,
    "reached": ("met", "called", "message", "by_colleague", "not_reached"),
    "despite": ("they_began", "agreed", "danger"),
    "note": None,
}
#: The answers that must be evidence: a follow-up is met by how somebody was reached.
_REACHED = frozenset({"met", "called", "message", "by_colleague"})
#: By these we reach out; whoever named no safe way is reached so for a reason alone.
_OUTGOING = frozenset({"called", "message"})
_SEEN_TO = frozenset({"seen", "needs_care", "ambulance", "refused"})


class EntryUnreadable(Exception):
    """What was sealed is no entry."""


@dataclass(frozen=True, slots=True)
class SafetyEntry:
    """One entry as it was written: of whom, what happened when, and the answers."""

    number: int | None
    happened: str
    happened_at: datetime | None
    said: Mapping[str, str]
    written_at: datetime
    written_by: str
    is_by_phone: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """When somebody who left is to be asked how they are, and what met it."""

    hours: int
    due_at: datetime
    met_by: SafetyEntry | None

    def is_overdue(self, at: datetime) -> bool:
        return self.met_by is None and self.due_at < at


@dataclass(frozen=True, slots=True)
class PersonTonight:
    """What is known of one wristband: the newest answers, and all that was written."""

    number: int
    entries: tuple[SafetyEntry, ...]
    newest: Mapping[str, SafetyEntry]
    arrived_at: datetime | None
    left_at: datetime | None
    follow_ups: tuple[FollowUp, ...]
    warnings: tuple[str, ...] = field(default=())

    def answer_to(self, code: str) -> str:
        """The newest answer; "" where there is none."""
        entry = self.newest.get(code)
        return entry.said[code] if entry else ""

    @property
    def is_treated_as_child(self) -> bool:
        return self.answer_to("age") in {"child", "unsure"}


def parse_entry(text: str) -> tuple[int | None, str, datetime | None, dict[str, str]]:
    """The number, what happened and when, and the answers; raises EntryUnreadable.

    Whoever holds a phone's keys can seal anything: a code that nobody knows is kept as
    words of the note, so that nothing is lost and nothing is believed.
    """
    try:
        told = json.loads(text)
        entry = told["entry"]
        number = _read_number(entry.get("number"))
        happened = str(entry.get("happened") or "change")
        moment = _read_moment(entry)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise EntryUnreadable from error
    if happened not in (CHOICES["happened"] or ()):
        happened = "change"
    return number, happened, moment, _read_answers(entry)


def _read_answers(entry: Mapping[str, Any]) -> dict[str, str]:
    said: dict[str, str] = {}
    strange = []
    for code, choices in CHOICES.items():
        value = entry.get(code)
        if code == "happened" or not isinstance(value, str) or not value.strip():
            continue
        if choices is None or value in choices:
            said[code] = value.strip()[:LONGEST_TEXT]
        else:
            strange.append(f"{code}: {value}"[:200])
    if strange:
        said["note"] = "\n".join([*filter(None, [said.get("note")]), *strange])
    return said


def _read_number(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 1 <= value <= MOST_NUMBER else None


def _read_moment(entry: Mapping[str, Any]) -> datetime | None:
    on, at = entry.get("on"), entry.get("at")
    if not on or not at:
        return None
    try:
        return datetime.fromisoformat(f"{on}T{at}").replace(tzinfo=LONDON)
    except (ValueError, OverflowError):
        return None


def write_entry(
    *, number: int, happened: str, moment: datetime | None, said: Mapping[str, str]
) -> str:
    """An entry as it is sealed: the same text as a phone's."""
    local = moment.astimezone(LONDON) if moment else None
    when = {"on": f"{local:%Y-%m-%d}", "at": f"{local:%H:%M}"} if local else {}
    entry = {**said, **when, "number": number, "happened": happened}
    return json.dumps({"what": "register", "entry": entry}, ensure_ascii=False)


def fold_entries(entries: Iterable[SafetyEntry]) -> list[PersonTonight]:
    """Each wristband with what is known of it, by its number."""
    found: dict[int, list[SafetyEntry]] = {}
    for entry in sorted(entries, key=lambda each: (_moment_of(each), each.written_at)):
        if entry.number is not None:
            found.setdefault(entry.number, []).append(entry)
    return [_fold(number, found[number]) for number in sorted(found)]


def _fold(number: int, entries: Sequence[SafetyEntry]) -> PersonTonight:
    newest = {code: entry for entry in entries for code in entry.said}
    came = [each for each in entries if each.happened == "arrived"]
    left = [each for each in entries if each.happened == "left"]
    left_at = _moment_of(left[-1]) if left else None
    if left_at and came and _moment_of(came[-1]) > left_at:
        left_at = None  # they came back
    return PersonTonight(
        number=number,
        entries=tuple(entries),
        newest=newest,
        arrived_at=_moment_of(came[0]) if came else None,
        left_at=left_at,
        follow_ups=tuple(_follow_up(hours, left_at, entries) for hours in FOLLOW_UPS)
        if left_at
        else (),
        warnings=(
            *_find_warnings(entries, came),
            *(["no_safe_way"] if left_at and "safe_contact" not in newest else []),
        ),
    )


def _follow_up(
    hours: int, left_at: datetime | None, entries: Sequence[SafetyEntry]
) -> FollowUp:
    """Due so long after they left; met by an entry that says how they were reached."""
    if left_at is None:
        raise ValueError(hours)
    met = [
        each
        for each in entries
        if each.happened == f"follow_up_{hours}"
        and each.said.get("reached") in _REACHED
        and _moment_of(each) >= left_at
    ]
    return FollowUp(hours, left_at + timedelta(hours=hours), met[0] if met else None)


def _find_warnings(
    entries: Sequence[SafetyEntry], came: Sequence[SafetyEntry]
) -> list[str]:
    """A number that came twice, two who wrote of it, and what phones bring in doubt."""
    found = ["came_twice"] if len(came) > 1 else []
    if len({each.written_by for each in entries}) > 1:
        found.append("two_writers")
    if any(each.doubts for each in entries):
        found.append("doubtful")
    return found


def _moment_of(entry: SafetyEntry) -> datetime:
    """When it happened; what nobody dated, or dated later than it came, as it came."""
    if entry.happened_at is None or entry.happened_at > entry.written_at:
        return entry.written_at
    return entry.happened_at


def is_reached_unsafely(
    people: Iterable[PersonTonight], number: int, said: Mapping[str, str]
) -> bool:
    """Whether somebody was reached who named no safe way, and nothing says why."""
    if said.get("reached") not in _OUTGOING or said.get("despite"):
        return False
    if said.get("safe_contact"):
        return False
    person = next((each for each in people if each.number == number), None)
    return person is None or not person.answer_to("safe_contact")


def list_due(person: PersonTonight) -> list[tuple[str, datetime]]:
    """What is still to be done for somebody, the first due first."""
    due = [
        (f"follow_up_{each.hours}", each.due_at)
        for each in person.follow_ups
        if each.met_by is None
    ]
    if person.arrived_at and not person.left_at:
        if person.answer_to("health") not in _SEEN_TO:
            due.append(("triage", person.arrived_at + TRIAGE))
        if person.is_treated_as_child:
            due.append(("child", person.arrived_at))
        if person.answer_to("talk") in {"", "not_offered"}:
            due.append(("talk", person.arrived_at + TRIAGE))
    return sorted(due, key=lambda each: each[1])


def count_people(people: Iterable[PersonTonight], until: date) -> int:
    """How many had come by the end of a day in London."""
    return sum(
        1
        for each in people
        if each.arrived_at and each.arrived_at.astimezone(LONDON).date() <= until
    )

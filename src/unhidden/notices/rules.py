"""Who is told now that something waits for them.

Whoever watches somebody's e-mail sees when a letter comes, and nothing else. So what
came through the public door, and what is about survivors and sources, is told at fixed
hours alone, whether one thing waits or ten, and whatever it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from unhidden.lib.working_days import LONDON


class NoticeTopic(StrEnum):
    """What may wait for somebody."""

    DANGER = "danger"
    REPORTS = "reports"
    EMERGENCIES = "emergencies"
    DEADLINES = "deadlines"
    APPROVALS = "approvals"
    OFFERS = "offers"
    CONTACTS = "contacts"
    REQUESTS = "requests"
    CREWS = "crews"
    ACCOUNTS = "accounts"
    PHONES = "phones"


class NoticePace(StrEnum):
    """How soon somebody is told: the hours are the same for the whole installation."""

    AT_ONCE = "at_once"
    HOURS = "hours"
    DAILY = "daily"
    OFF = "off"


_BY_HOURS = (NoticePace.HOURS, NoticePace.DAILY, NoticePace.OFF)
_BY_DAYS = (NoticePace.DAILY, NoticePace.AT_ONCE, NoticePace.OFF)
#: What may be chosen for each topic. The first stands until somebody chooses.
PACES: Mapping[NoticeTopic, tuple[NoticePace, ...]] = {
    # At once for whoever is on call. Where nobody is, all who are told of reports are.
    NoticeTopic.DANGER: (NoticePace.OFF, NoticePace.AT_ONCE),
    NoticeTopic.REPORTS: _BY_HOURS,
    # It lasts four hours, and a restricted record waits for its second person.
    NoticeTopic.EMERGENCIES: (NoticePace.AT_ONCE, NoticePace.DAILY, NoticePace.OFF),
    NoticeTopic.DEADLINES: _BY_HOURS,
    NoticeTopic.APPROVALS: _BY_DAYS,
    NoticeTopic.OFFERS: _BY_HOURS,
    NoticeTopic.CONTACTS: _BY_HOURS,
    NoticeTopic.REQUESTS: _BY_DAYS,
    # Somebody may be in danger: nobody waits for an hour.
    NoticeTopic.CREWS: (NoticePace.AT_ONCE, NoticePace.OFF),
    NoticeTopic.ACCOUNTS: _BY_HOURS,
    # What it holds may be read by now: crews may have to be warned.
    NoticeTopic.PHONES: (NoticePace.AT_ONCE, NoticePace.DAILY, NoticePace.OFF),
}
#: Of these each matter is told once, through earlier letters, and never again.
_ONE_BY_ONE = frozenset({NoticeTopic.CREWS})
#: After signing in nobody is told of a danger again for so long: they see it there.
QUIET = timedelta(minutes=15)
#: Between two tries to send the same letter, and for how long it is tried.
LONGEST_PAUSE, TRIED_FOR = timedelta(hours=2), timedelta(days=1)
#: A letter that was being sent for longer than this was lost with its process.
SENDING_ENDS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class WaitingMatter:
    """Something waits for a person, or for whoever may do ``permission`` somewhere.

    Without an organisation that is everybody with the permission; ``besides`` are
    never told. ``since`` is None where nobody may know it.
    """

    topic: NoticeTopic
    permission: str
    organisation_id: UUID | None = None
    person_id: UUID | None = None
    besides: frozenset[UUID] = frozenset()
    domain: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonWork:
    """What somebody does for an organisation: permissions, each with a domain or ""."""

    organisation_id: UUID
    may: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class NoticeRecipient:
    """Somebody who may be told. ``told_at`` is None since they last signed in."""

    person_id: UUID
    work: tuple[PersonWork, ...]
    seen_at: datetime | None = None
    told_at: datetime | None = None
    warned_at: datetime | None = None
    paces: Mapping[NoticeTopic, NoticePace] = field(default_factory=dict)
    is_closed: bool = False

    def pace(self, topic: NoticeTopic) -> NoticePace:
        """What they chose, or what stands until they do; off for whoever is barred."""
        if self.is_closed:
            return NoticePace.OFF
        chosen = self.paces.get(topic)
        return chosen if chosen in PACES[topic] else PACES[topic][0]


@dataclass(frozen=True, slots=True)
class DueNotice:
    """Somebody is to be told now; ``is_warning``: of a danger to life."""

    person_id: UUID
    is_warning: bool


@dataclass(frozen=True, slots=True)
class NoticeHour:
    """One of the fixed hours; the first of each day is for who is told daily."""

    at: datetime
    is_first: bool


def find_round(at: datetime, hours: Sequence[str]) -> NoticeHour:
    """The last of the fixed hours that has come, by the clocks of London."""
    today = at.astimezone(LONDON).date()
    ordered = sorted(hours)
    found = [
        NoticeHour(_moment(day, clock), clock == ordered[0])
        for day in (today - timedelta(days=1), today)
        for clock in ordered
    ]
    return max((each for each in found if each.at <= at), key=lambda each: each.at)


def choose_notices(
    people: Iterable[NoticeRecipient],
    waiting: Collection[WaitingMatter],
    *,
    at: datetime,
    this_round: NoticeHour | None,
) -> Iterator[DueNotice]:
    """Whom to tell now. ``this_round`` is given where the hour has just come."""
    everybody = list(people)
    on_call = {
        each.organisation_id: _on_call(everybody, each)
        for each in waiting
        if each.topic == NoticeTopic.DANGER
    }
    for person in everybody:
        theirs = [each for each in waiting if concerns(each, person)]
        if any(
            each.topic == NoticeTopic.DANGER
            and person.person_id in on_call[each.organisation_id]
            for each in theirs
        ) and _may_be_warned(person, at):
            yield DueNotice(person.person_id, is_warning=True)
        elif _is_due(person, theirs, this_round):
            yield DueNotice(person.person_id, is_warning=False)


def concerns(waiting: WaitingMatter, person: NoticeRecipient) -> bool:
    """Whether it waits for this person, whatever they chose."""
    if person.person_id in waiting.besides:
        return False
    if waiting.person_id not in (None, person.person_id):
        return False
    wanted = (waiting.permission, waiting.domain)
    return any(
        wanted in work.may and waiting.organisation_id in (None, work.organisation_id)
        for work in person.work
    )


def pause_after(attempts: int) -> timedelta:
    """How long to wait after the last of so many failed tries."""
    return min(timedelta(minutes=2 ** min(attempts, 10)), LONGEST_PAUSE)


def _on_call(
    people: Iterable[NoticeRecipient], danger: WaitingMatter
) -> frozenset[UUID]:
    """Whoever is on call for it; where nobody is, all who are told of reports."""
    there = [each for each in people if concerns(danger, each)]
    called = [each for each in there if each.pace(NoticeTopic.DANGER) != NoticePace.OFF]
    told = [each for each in there if each.pace(NoticeTopic.REPORTS) != NoticePace.OFF]
    return frozenset(each.person_id for each in called or told)


def _may_be_warned(person: NoticeRecipient, at: datetime) -> bool:
    is_quiet = person.seen_at is not None and at < person.seen_at + QUIET
    return person.warned_at is None and not is_quiet


def _is_due(
    person: NoticeRecipient,
    theirs: Iterable[WaitingMatter],
    this_round: NoticeHour | None,
) -> bool:
    return any(_is_told(person, each, this_round) for each in theirs)


def _is_told(
    person: NoticeRecipient, waiting: WaitingMatter, this_round: NoticeHour | None
) -> bool:
    pace = person.pace(waiting.topic)
    if waiting.topic in _ONE_BY_ONE:
        return pace == NoticePace.AT_ONCE and _is_news(person, waiting)
    if person.told_at is not None:
        return False
    if this_round and pace == NoticePace.HOURS:
        return True
    if this_round and this_round.is_first and pace != NoticePace.OFF:
        return True
    return pace == NoticePace.AT_ONCE and _is_news(person, waiting)


def _is_news(person: NoticeRecipient, waiting: WaitingMatter) -> bool:
    """Whether it began after they last signed in, and after their last letter."""
    if waiting.since is None:
        return False
    known = (each for each in (person.seen_at, person.told_at) if each is not None)
    return all(waiting.since > each for each in known)


def _moment(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), LONDON)

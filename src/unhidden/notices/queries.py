"""What waits for whom, what somebody chose, and how many letters wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Count, Max, Min, Q

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import DOMAINS_OF_PURPOSE, rights_of
from unhidden.agencies import queries as agencies
from unhidden.agencies.policies import permissions_of
from unhidden.notices.models import LetterState, MailBar, NoticeChoice, NoticeLetter
from unhidden.notices.rules import (
    PACES,
    NoticePace,
    NoticeRecipient,
    NoticeTopic,
    PersonWork,
    WaitingMatter,
)

__all__ = ["MailQueue", "read_queue"]

_SEND = "notices.send"
#: Who may be told of a topic at all: the page shows them no other.
PERMISSIONS_OF_TOPIC = {
    NoticeTopic.DANGER: {"reporting.read_reports"},
    NoticeTopic.REPORTS: {"reporting.read_reports"},
    NoticeTopic.EMERGENCIES: {"emergency.review"},
    NoticeTopic.DEADLINES: {
        "safeguarding.work_case",
        "safeguarding.supervise",
        "investigations.work",
    },
    NoticeTopic.APPROVALS: {"agencies.manage_people", "agencies.keep_keys"},
    NoticeTopic.OFFERS: {"sharing.answer_shares", "sharing.keep_agreements"},
    NoticeTopic.CONTACTS: {
        "intelligence.triage",
        "intelligence.control_sensitive",
        "intelligence.handle_sources",
    },
    NoticeTopic.REQUESTS: {"investigations.open"},
    NoticeTopic.CREWS: {"decision_log.keep"},
    NoticeTopic.ACCOUNTS: {"visits.decide_account", "visits.release_sentence"},
    NoticeTopic.PHONES: {"field.manage_devices", "field.see_landing"},
}


@dataclass(frozen=True, slots=True)
class MailQueue:
    """How many letters wait, since when; and how many were given up or lost."""

    waiting: int
    oldest_at: datetime | None
    given_up: int
    unsure: int


@dataclass(frozen=True, slots=True)
class OwnNotices:
    """How the viewer is told: the pace of each topic of theirs.

    ``refused_at`` is when the last letter's address was refused, if it was.
    """

    paces: dict[NoticeTopic, NoticePace]
    is_barred: bool
    refused_at: datetime | None


def read_queue(*, viewer: Actor) -> MailQueue:
    """How the queue stands, for the worker."""
    viewer.must(_SEND)
    waits = Q(state__in=[LetterState.WAITING, LetterState.SENDING])
    found = NoticeLetter.objects.aggregate(
        waiting=Count("pk", filter=waits),
        oldest_at=Min("queued_at", filter=waits),
        given_up=Count("pk", filter=Q(state=LetterState.GIVEN_UP)),
        unsure=Count("pk", filter=Q(state=LetterState.UNSURE)),
    )
    return MailQueue(**found)


@query
def find_own_notices(*, viewer: Actor) -> OwnNotices:
    """What the viewer chose, of the topics that their role may meet."""
    chosen = dict(
        NoticeChoice.objects.filter(person_id=viewer.person).values_list(
            "topic", "pace"
        )
    )
    refused = NoticeLetter.objects.filter(
        person_id=viewer.person, state=LetterState.REFUSED, is_retried=False
    ).aggregate(at=Max("changed_at"))
    return OwnNotices(
        {topic: _pace(topic, chosen.get(topic)) for topic in topics_of(viewer)},
        is_barred(viewer=viewer, person_id=viewer.person),
        refused["at"],
    )


@query
def is_barred(*, viewer: Actor, person_id: UUID) -> bool:
    """Whether an administrator bars this person, who is the viewer or theirs."""
    return MailBar.objects.filter(person_id=person_id, is_barred=True).exists()


def topics_of(viewer: Actor) -> list[NoticeTopic]:
    """Of what somebody may be told at all."""
    return [
        topic
        for topic, needed in PERMISSIONS_OF_TOPIC.items()
        if not needed.isdisjoint(viewer.permissions)
    ]


def list_waiting() -> list[WaitingMatter]:
    """What waits for anybody, as each module's procedures say."""
    return [each for name in _procedures() for each in _asked(name)]


def list_recipients(*, day: date) -> Iterator[NoticeRecipient]:
    """Everybody who may be told something, with when they were told and signed in."""
    work = _works(day)
    seen = agencies.list_last_sign_ins()
    told = _told(seen)
    paces: dict[UUID, dict[NoticeTopic, NoticePace]] = defaultdict(dict)
    for person, topic, pace in NoticeChoice.objects.values_list(
        "person_id", "topic", "pace"
    ):
        paces[person][NoticeTopic(topic)] = NoticePace(pace)
    barred = set(
        MailBar.objects.filter(is_barred=True).values_list("person_id", flat=True)
    )
    for person in sorted(work):
        told_at, warned_at, is_refused = told.get(person, (None, None, False))
        yield NoticeRecipient(
            person,
            tuple(work[person]),
            seen.get(person),
            told_at,
            warned_at,
            paces[person],
            person in barred or is_refused,
        )


_Told = tuple[datetime | None, datetime | None, bool]


def _told(seen: dict[UUID, datetime]) -> dict[UUID, _Told]:
    """When each was told, and warned, since they last signed in; whether refused.

    What was given up, or may not have been sent, told nobody.
    """
    told = {LetterState.WAITING, LetterState.SENDING, LetterState.SENT}
    found: dict[UUID, _Told] = {}
    for row in NoticeLetter.objects.order_by("queued_at", "id"):
        before = found.get(row.person_id, (None, None, False))
        is_refused = before[2] or row.state == LetterState.REFUSED
        last = seen.get(row.person_id)
        counts = row.state in told and (last is None or row.queued_at > last)
        found[row.person_id] = (
            row.queued_at if counts else before[0],
            row.queued_at if counts and row.is_warning else before[1],
            is_refused,
        )
    return found


def _works(day: date) -> dict[UUID, list[PersonWork]]:
    found: dict[UUID, list[PersonWork]] = defaultdict(list)
    for each in agencies.list_working(day=day):
        found[each.person_id].append(PersonWork(each.organisation_id, _may(each.role)))
    return found


def _may(role: str) -> frozenset[tuple[str, str]]:
    """The permissions of a role, each with "" or a domain of which it is good."""
    rights, held = rights_of(role), permissions_of(role)
    met = {each for purpose in rights.purposes for each in DOMAINS_OF_PURPOSE[purpose]}
    by_domain = {"emergency.review": rights.reviews, "sharing.answer_shares": met}
    return frozenset(
        {(permission, "") for permission in held}
        | {
            (permission, str(domain))
            for permission, domains in by_domain.items()
            if permission in held
            for domain in domains
        }
    )


def _pace(topic: NoticeTopic, chosen: str | None) -> NoticePace:
    offered = PACES[topic]
    return NoticePace(chosen) if chosen in offered else offered[0]


def _procedures() -> list[str]:
    configs = apps.get_app_configs()
    return [name for each in configs for name in getattr(each, "notice_procedures", ())]


def _asked(procedure: str) -> Iterator[WaitingMatter]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select topic, permission, organisation_id, person_id, besides, domain,"  # noqa: S608  # our own names
            f" since from wall.{procedure}()"
        )
        rows = cursor.fetchall()
    for topic, permission, organisation, person, besides, domain, since in rows:
        yield WaitingMatter(
            NoticeTopic(topic),
            permission,
            organisation,
            person,
            frozenset(besides),
            domain,
            since,
        )

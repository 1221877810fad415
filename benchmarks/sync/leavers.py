"""Officers to whom something happens while they are without signal: they are taken off
their crew, they leave, or their phone is reported lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.agencies.leaving.actions import end_engagement
from unhidden.agencies.models import Person
from unhidden.demo.region import make_email_address
from unhidden.field.devices.actions import report_lost
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.lib.working_days import LONDON
from unhidden.operations.teams.actions.teams import remove_member

#: A colleague as another one of the same crew is: person, engagement, place.
_ADD = (
    "insert into agencies_person select (jsonb_populate_record(p, jsonb_build_object("
    "'id', %(new)s::text, 'email', %(new)s::text || '@demo.example'))).*"
    " from agencies_person p where p.id = %(like)s",
    "insert into agencies_engagement select (jsonb_populate_record(e,"
    " jsonb_build_object('id', gen_random_uuid(), 'person_id', %(new)s::text))).*"
    " from agencies_engagement e where e.person_id = %(like)s and e.role = 'officer'"
    " and e.approved_at is not null and e.ended_at is null limit 1",
    "insert into operations_teammember select (jsonb_populate_record(m,"
    " jsonb_build_object('id', gen_random_uuid(), 'person_id', %(new)s::text,"
    " 'is_leader', false))).*"
    " from operations_teammember m"
    " where m.person_id = %(like)s and m.team_id = %(team)s",
)
_ENGAGEMENT = "select id from agencies_engagement where person_id = %s"
_PHONES = "select id from field_device where person_id = %s"


@dataclass(frozen=True, slots=True)
class CrewMember:
    """Somebody who goes out, for whom, and with which crew."""

    person: UUID
    organisation: UUID
    team: UUID


class Leavers:
    """Adds officers, and has happen to each what is to happen."""

    def __init__(self, database: Parameters) -> None:
        self._database = database
        self._began_at = timezone.now()
        self._added: list[tuple[CrewMember, str]] = []

    def add(self, like: CrewMember, fate: str) -> CrewMember:
        """A new colleague of somebody's crew, to whom one of the ``FATES`` comes."""
        new = replace(like, person=uuid4())
        given = {"new": str(new.person), "like": like.person, "team": like.team}
        with connecting.connect(self._database) as admin:
            for statement in _ADD:
                admin.execute(statement, given)
        self._added.append((new, fate))
        return new

    def let_happen(self) -> None:
        """Whatever is to happen to whoever was added, and did not yet."""
        for member, fate in self._added:
            FATES[fate](self, member)
        self._added.clear()

    def _take_off(self, member: CrewMember) -> None:
        planner = find_actor("planner").doing("operation_delivery")
        with context.acting_as(planner):
            remove_member(
                team_id=member.team,
                person_id=member.person,
                actor=planner,
                at=timezone.now(),
            )

    def _leave(self, member: CrewMember) -> None:
        administrator = find_actor("administrator").doing("system_admin")
        (engagement,) = self._list_ids(_ENGAGEMENT, member)
        with context.acting_as(administrator):
            end_engagement(
                engagement_id=engagement,
                homes={},
                actor=administrator,
                at=timezone.now(),
            )

    def _lose_phone(self, member: CrewMember) -> None:
        """Theirs, before anything of it landed: it lay somewhere in the hills."""
        officer = _actor_of(member.person).doing("operation_delivery")
        with context.acting_as(officer):
            for phone in self._list_ids(_PHONES, member):
                report_lost(
                    device_id=phone,
                    reason="Left on the hill.",
                    actor=officer,
                    at=self._began_at,
                )

    def _list_ids(self, query: str, member: CrewMember) -> list[UUID]:
        with connecting.connect(self._database) as admin:
            found = admin.execute(query, [member.person]).fetchall()
        return [row for (row,) in found]


#: What happens to somebody, by the reason for which their accounts then wait.
FATES: dict[str, Callable[[Leavers, CrewMember], None]] = {
    "not_on_team": Leavers._take_off,
    "person_left": Leavers._leave,
    "device_lost": Leavers._lose_phone,
}


def find_actor(key: str) -> Actor:
    """Somebody of the demonstration, by the name that it has for them."""
    email = make_email_address(key)
    return _actor_of(Person.objects.using("signin").get(email=email).id)


def _actor_of(person: UUID) -> Actor:
    day = datetime.now(LONDON).date()
    return agencies.actor_of(person_id=person, day=day)

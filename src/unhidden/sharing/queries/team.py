"""Who is on a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.records import GuardedRecord
from unhidden.access.rls import rows
from unhidden.agencies import queries as agencies


@dataclass(frozen=True, slots=True)
class RecordTeamMember:
    person_id: UUID
    name: str
    role: str
    role_label: str
    from_at: datetime
    ended_at: datetime | None


@query
def find_people_on(*, viewer: Actor, record: GuardedRecord) -> set[UUID]:
    """Who is on a record's team now."""
    places = rows.on_team(record)
    return {
        place.person_id
        for place in places
        if place.person_id and place.ended_at is None
    }


@query
def find_team(*, viewer: Actor, record: GuardedRecord) -> tuple[RecordTeamMember, ...]:
    """Everybody who is or was on a record's team, in the order of joining."""
    places = rows.on_team(record)
    people = {place.person_id for place in places if place.person_id}
    names = agencies.names_of_people(person_ids=people)
    return tuple(
        RecordTeamMember(
            person_id=place.person_id,
            name=names.get(place.person_id, ""),
            role=place.team_role,
            role_label=place.team_role_label,
            from_at=place.from_at,
            ended_at=place.ended_at,
        )
        for place in places
        if place.person_id
    )

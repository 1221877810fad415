"""One record: who is on it, what is shared with whom and why, who saw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import AccessBasis, Domain
from unhidden.access.records import GuardedRecord
from unhidden.access.rls import rows
from unhidden.agencies import queries as agencies
from unhidden.lib.rights import GuardedHeads
from unhidden.sharing.queries.shares import ShareCard, shares_of
from unhidden.sharing.queries.team import RecordTeamMember, find_team


@dataclass(frozen=True, slots=True)
class OnTeam:
    """Somebody on the team, with the organisation they work for today."""

    member: RecordTeamMember
    organisation: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """Somebody who opened the record in an emergency, and until when.

    ``who`` is their name, with the organisation they work for today.
    """

    who: str
    from_at: datetime
    until_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptOut:
    id: UUID
    who: str
    reason: str
    from_at: datetime


@dataclass(frozen=True, slots=True)
class RecordUse:
    """Something done with the record, or refused: its name, by whom, for whom."""

    name: str
    verb: str
    is_refused: bool
    by: str
    organisation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AccessView:
    """``is_restricted``: its own organisation's rights do not reach it.

    ``readers`` are the people let in by each share.
    """

    id: UUID
    domain: str
    domain_label: str
    reference: str
    owner: str
    is_restricted: bool
    team: tuple[OnTeam, ...]
    partners: tuple[str, ...]
    shares: tuple[ShareCard, ...]
    readers: Mapping[UUID, tuple[str, ...]]
    emergencies: tuple[Emergency, ...]
    kept_out: tuple[KeptOut, ...]
    seen: tuple[RecordUse, ...]
    may_manage: bool


@query
def access_to(
    *, viewer: Actor, domain: str, record_id: UUID, at: datetime
) -> AccessView:
    """Everything about who may see a record, for whoever reads it; raises Absent."""
    viewer.must("sharing.see_access")
    record = rows.find_record_head(domain, record_id)
    ways = rows.ways_in(record)
    organisations = {each.id: each.name for each in agencies.list_organisation_names()}
    may_manage = viewer.may("sharing.share_records") and rows.may_act_on(
        record, "manage"
    )
    employers = _employers(at)
    return AccessView(
        id=record.id,
        domain=domain,
        domain_label=str(Domain(domain).label),
        reference=reference(record),
        owner=organisations.get(rows.find_owner(record), ""),
        is_restricted=record.is_restricted,
        team=tuple(
            OnTeam(member, employers.get(member.person_id, ""))
            for member in find_team(viewer=viewer, record=record)
        ),
        partners=tuple(
            sorted(
                organisations.get(way.organisation_id, "")
                for way in ways
                if way.organisation_id and way.ended_at is None
            )
        ),
        shares=shares_of(viewer=viewer, domain=domain, record_id=record_id),
        readers=_readers(ways),
        emergencies=_emergencies(ways, employers),
        kept_out=_kept_out(record_id, organisations) if may_manage else (),
        seen=_seen(domain, record_id, organisations),
        may_manage=may_manage,
    )


def reference(record: GuardedRecord) -> str:
    """What people call the record by; empty for a kind that has no such thing."""
    declared = record.access_policy.rows
    named = declared.reference if isinstance(declared, GuardedHeads) else ""
    return str(getattr(record, named)) if named else ""


def _employers(at: datetime) -> dict[UUID, str]:
    return {
        one.person_id: one.organisation
        for one in agencies.list_colleagues(day=at.date())
    }


def _readers(ways: list[rows.AccessHolder]) -> Mapping[UUID, tuple[str, ...]]:
    found = [
        way for way in ways if way.basis == AccessBasis.SHARE and way.ended_at is None
    ]
    names = agencies.names_of_people(
        person_ids={way.person_id for way in found if way.person_id}
    )
    readers: dict[UUID, tuple[str, ...]] = {}
    for way in found:
        if way.source_id and way.person_id:
            before = readers.get(way.source_id, ())
            readers[way.source_id] = (*before, names.get(way.person_id, ""))
    return readers


def _emergencies(
    ways: list[rows.AccessHolder], employers: Mapping[UUID, str]
) -> tuple[Emergency, ...]:
    opened = [
        (way, way.person_id)
        for way in ways
        if way.basis == AccessBasis.BREAK_GLASS and way.person_id
    ]
    names = agencies.names_of_people(person_ids={who for _, who in opened})
    return tuple(
        Emergency(
            who=", ".join(filter(None, (names.get(who), employers.get(who)))),
            from_at=way.from_at,
            until_at=way.until_at,
            ended_at=way.ended_at,
        )
        for way, who in opened
    )


def _kept_out(record_id: UUID, organisations: dict[UUID, str]) -> tuple[KeptOut, ...]:
    held = rows.kept_out(record_id)
    names = agencies.names_of_people(
        person_ids={each.person_id for each in held if each.person_id}
    )
    known = {**organisations, **names}
    return tuple(
        KeptOut(
            id=each.id,
            who=known.get(each.person_id or each.organisation_id or each.id, ""),
            reason=each.reason,
            from_at=each.from_at,
        )
        for each in held
    )


def _seen(
    domain: str, record_id: UUID, organisations: dict[UUID, str]
) -> tuple[RecordUse, ...]:
    """What was done with the record, the latest first: all that is asked of audit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, verb, is_refused, person_id, organisation_id, at"
            " from wall.events_of(%s, %s)",
            [domain, record_id],
        )
        found = cursor.fetchall()
    names = agencies.names_of_people(person_ids={row[3] for row in found if row[3]})
    return tuple(
        RecordUse(
            name, verb, refused, names.get(who, ""), organisations.get(whose, ""), at
        )
        for name, verb, refused, who, whose, at in found
    )

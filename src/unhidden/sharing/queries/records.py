"""One record: who is on it, what is shared with whom and why, who saw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access import rows
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Basis, Domain
from unhidden.access.records import GuardedRecord
from unhidden.agencies import queries as agencies
from unhidden.audit import queries as audit
from unhidden.lib.rights import Guarded
from unhidden.sharing.queries.shares import ShareCard, shares_of
from unhidden.sharing.queries.team import Member, team


@dataclass(frozen=True, slots=True)
class Emergency:
    """Somebody who opened the record in an emergency, and until when."""

    name: str
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
class Seen:
    """Something done with the record: an event's name, by whom, for whom."""

    name: str
    by: str
    organisation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AccessView:
    """``is_restricted``: its own organisation's rights do not reach it."""

    id: UUID
    domain: str
    domain_label: str
    reference: str
    owner: str
    is_restricted: bool
    team: tuple[Member, ...]
    partners: tuple[str, ...]
    shares: tuple[ShareCard, ...]
    emergencies: tuple[Emergency, ...]
    kept_out: tuple[KeptOut, ...]
    seen: tuple[Seen, ...]
    may_manage: bool


@query
def access_to(*, viewer: Actor, domain: str, record_id: UUID) -> AccessView:
    """Everything about who may see a record, for whoever reads it; raises Absent."""
    viewer.must("sharing.see_access")
    record = rows.head(domain, record_id)
    ways = rows.ways_in(record)
    organisations = {each.id: each.name for each in agencies.organisations()}
    may_manage = viewer.may("sharing.share_records") and rows.may(record, "manage")
    return AccessView(
        id=record.id,
        domain=domain,
        domain_label=str(Domain(domain).label),
        reference=reference(record),
        owner=organisations.get(rows.owner(record), ""),
        is_restricted=record.is_restricted,
        team=team(viewer=viewer, record=record),
        partners=tuple(
            sorted(
                organisations.get(way.organisation_id, "")
                for way in ways
                if way.organisation_id and way.ended_at is None
            )
        ),
        shares=shares_of(viewer=viewer, domain=domain, record_id=record_id),
        emergencies=_emergencies(ways),
        kept_out=_kept_out(record_id, organisations) if may_manage else (),
        seen=_seen(record_id, organisations),
        may_manage=may_manage,
    )


def reference(record: GuardedRecord) -> str:
    """What people call the record by; empty for a kind that has no such thing."""
    declared = record.access_policy.rows
    named = declared.reference if isinstance(declared, Guarded) else ""
    return str(getattr(record, named)) if named else ""


def _emergencies(ways: list[rows.Way]) -> tuple[Emergency, ...]:
    found = [way for way in ways if way.basis == Basis.BREAK_GLASS and way.person_id]
    names = agencies.names_of_people(
        person_ids={way.person_id for way in found if way.person_id}
    )
    return tuple(
        Emergency(
            name=names.get(way.person_id, "") if way.person_id else "",
            from_at=way.from_at,
            until_at=way.until_at,
            ended_at=way.ended_at,
        )
        for way in found
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


def _seen(record_id: UUID, organisations: dict[UUID, str]) -> tuple[Seen, ...]:
    """What was done with the record, the latest first: all that is asked of audit."""
    entries = audit.history(subject_ids=[record_id])
    names = agencies.names_of_people(
        person_ids={each.person_id for each in entries if each.person_id}
    )
    return tuple(
        Seen(
            name=each.name,
            by=names.get(each.person_id, "") if each.person_id else "",
            organisation=organisations.get(each.organisation_id, "")
            if each.organisation_id
            else "",
            at=each.at,
        )
        for each in reversed(entries)
    )

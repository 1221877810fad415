"""Teams of records: opening one, letting colleagues in, ending their place.

The checks are the database's: only its procedures change who is let in. The module
of the record asks its own rules first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from unhidden.access import grants
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import GuardedRecord
from unhidden.access.rls import rows
from unhidden.audit import actions as audit


def begin_team_record(record: GuardedRecord) -> None:
    """From here on this transaction may write the rows of a new record.

    Raises Absent for somebody who may not open one.
    """
    grants.begin_record(record.domain(), record.id)


def let_organisation_in(
    *, record: GuardedRecord, organisation_id: UUID, at: datetime
) -> None:
    """Let everybody of an organisation in to an operation it takes part in."""
    grants.let_organisation_in(record.id, organisation_id, at=at)


@action
def hand_over(
    *,
    record: GuardedRecord,
    members: Iterable[tuple[UUID, str]],
    actor: Actor,
    at: datetime,
) -> None:
    """Give a record that ``begin_team_record`` began to its first team.

    ``members`` are pairs of a person and their role on the team. The opener may be
    none of them, and then meets the record no more.
    """
    team = list(members)
    for person_id, role in team:
        _tell("sharing.member_added", record, person_id, role, actor=actor, at=at)
    grants.open_team(record.domain(), record.id, team, at=at)


@action
def add_member(
    *, record: GuardedRecord, person_id: UUID, role: str, actor: Actor, at: datetime
) -> None:
    """Let a colleague onto a record's team; raises AlreadyOnTeam and Absent."""
    grants.let_in(record.domain(), record.id, person_id, role, at=at)
    _tell("sharing.member_added", record, person_id, role, actor=actor, at=at)


@action
def end_member(
    *, record: GuardedRecord, person_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a colleague off a team; the row stays.

    Raises TeamNeedsSomebody for the last one, and Absent for somebody not on it.
    """
    held = next(
        (
            place
            for place in rows.on_team(record)
            if place.person_id == person_id and place.ended_at is None
        ),
        None,
    )
    if held is None:
        raise Absent
    _tell("sharing.member_ended", record, person_id, held.team_role, actor=actor, at=at)
    grants.end_grant(held.id, at=at)


def _tell(
    name: str,
    record: GuardedRecord,
    person_id: UUID,
    role: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    detail = {"person": str(person_id), "role": role}
    audit.record_event(name=name, actor=actor, subject=record, at=at, detail=detail)

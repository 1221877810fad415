"""The doors to the grant tables: each is one definer procedure with its own checks.

What a procedure refuses is Absent: somebody who may not do a thing to a record
cannot tell whether it is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from psycopg import errors

from unhidden.access.absent import Absent
from unhidden.access.records import new_id
from unhidden.lib.refusals import ActionRefused

Argument = UUID | datetime | str | int | list[UUID] | None


class TeamNeedsSomebody(ActionRefused):
    """The last member of a team cannot leave it."""


class ColleagueAlreadyOnTeam(ActionRefused):
    """The colleague is on this record's team."""


def begin_record(domain: str, record_id: UUID) -> None:
    """From here on this transaction may write the rows of a new record."""
    ask_procedure("begin", domain, record_id)


def open_team(
    domain: str, record_id: UUID, members: Iterable[tuple[UUID, str]], *, at: datetime
) -> None:
    """Hand a new record over to its first team: (person, role on the team)."""
    team = [
        {"id": str(new_id()), "person": str(person), "role": role}
        for person, role in members
    ]
    ask_procedure("open_team", domain, record_id, json.dumps(team), at)


def let_in(
    domain: str, record_id: UUID, person_id: UUID, role: str, *, at: datetime
) -> UUID:
    """Let a colleague onto the team; gives the grant's id.

    Raises ColleagueAlreadyOnTeam.
    """
    grant_id = new_id()
    ask_procedure("let_in", grant_id, domain, record_id, person_id, role, "", at)
    return grant_id


def let_organisation_in(
    record_id: UUID, organisation_id: UUID, *, at: datetime
) -> None:
    """Let a partner's people in to an operation."""
    ask_procedure(
        "let_organisation_in", new_id(), "operation", record_id, organisation_id, at
    )


def end_grant(grant_id: UUID, *, at: datetime) -> None:
    """End a place on a team; raises TeamNeedsSomebody."""
    ask_procedure("end_grant", grant_id, at)


def add_exclusion(
    domain: str,
    record_id: UUID,
    *,
    person_id: UUID | None = None,
    organisation_id: UUID | None = None,
    reason: str,
    at: datetime,
) -> UUID:
    """Keep a person or an organisation out of a record; gives the exclusion's id."""
    exclusion_id = new_id()
    who = person_id, organisation_id
    ask_procedure("exclude", exclusion_id, domain, record_id, *who, reason, at)
    return exclusion_id


def end_exclusion(exclusion_id: UUID, *, at: datetime) -> None:
    """Let them in again to what else lets them in."""
    ask_procedure("end_exclusion", exclusion_id, at)


def ask_procedure(procedure: str, *arguments: Argument) -> Any:
    """What a procedure of the wall answers; raises Absent for its refusal."""
    marks = ", ".join(["%s"] * len(arguments))
    with _refusals(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"select wall.{procedure}({marks})", arguments)
        (answer,) = cursor.fetchone()
    return answer


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        cause = error.__cause__
        if isinstance(cause, errors.InsufficientPrivilege):
            raise Absent from error
        if isinstance(cause, errors.UniqueViolation):
            raise ColleagueAlreadyOnTeam from error
        if isinstance(cause, errors.CheckViolation):
            raise TeamNeedsSomebody from error
        raise

"""What is known of an installation at one moment, before anything is judged.

``wall.health`` answers for the database, the state folder and the certificate for the
machine. What could not be found out is None.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

#: To be asked on a connection of the role that is to be told.
ASK = "select current_user::text, wall.health()::text"


@dataclass(frozen=True, slots=True)
class Observation:
    """What the worker last found when it looked at something that only it can see."""

    is_well: bool
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class RoleConnections:
    """How many connections a role has, and may have."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """What the database says of itself; all moments are by its own clock."""

    role: str
    powerful_roles: tuple[str, ...]
    schema: int
    at: datetime
    unsealed_since: datetime | None
    unsealed_days_since: datetime | None
    unapplied_since: datetime | None
    leads_without_keys: int
    worker_seen_at: datetime | None
    jobs: Mapping[str, datetime]
    failed_jobs: Mapping[str, int]
    connections: Mapping[str, RoleConnections]
    settings: Mapping[str, str]
    observations: Mapping[str, Observation]


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What this machine says: the disk, the last backup, the certificate."""

    free_megabytes: int | None = None
    floor_megabytes: int = 0
    backup_at: datetime | None = None
    is_certificate_named: bool = False
    certificate_ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HealthReading:
    """All that is judged: what was found out ``at`` a moment, and what should be.

    Without ``database`` it could not be asked; ``failure`` says why in one word. Of a
    demonstration nobody expects a backup, and it may sleep at night. Without a server
    for e-mail none is sent.
    """

    at: datetime
    role: str
    schema: int
    machine: MachineFacts
    database: DatabaseFacts | None = None
    failure: str = ""
    is_demonstration: bool = False
    is_mail_named: bool = False


def parse_database_facts(role: str, found: Mapping[str, Any]) -> DatabaseFacts:
    """The answer of ``wall.health`` to ``role``."""
    return DatabaseFacts(
        role=role,
        powerful_roles=tuple(found["powerful"] or ()),
        schema=_schema(found["note"]),
        at=_moment(found["at"]),
        unsealed_since=_maybe(found["unsealed_since"]),
        unsealed_days_since=_maybe(found["unsealed_days_since"]),
        unapplied_since=_maybe(found["unapplied_since"]),
        leads_without_keys=found["leads_without_keys"] or 0,
        worker_seen_at=_maybe(found["worker_seen_at"]),
        jobs={name: _moment(at) for name, at in (found["jobs"] or {}).items()},
        failed_jobs=dict(found["failed_jobs"] or {}),
        connections={
            name: RoleConnections(*pair)
            for name, pair in (found["connections"] or {}).items()
        },
        settings=dict(found["settings"] or {}),
        observations={
            name: Observation(is_well=is_well, seen_at=_moment(at))
            for name, (is_well, at) in (found["observations"] or {}).items()
        },
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _maybe(seconds: float | None) -> datetime | None:
    return None if seconds is None else _moment(seconds)


def _schema(note: str | None) -> int:
    """The number in the database's note; 0 where there is none."""
    try:
        found = json.loads(note or "{}")
    except ValueError:
        return 0
    number = found.get("schema", 0) if isinstance(found, dict) else 0
    return number if isinstance(number, int) else 0

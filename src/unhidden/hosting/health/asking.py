"""Ask the database and the machine how the installation is, without Django's tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from unhidden.health.facts import (
    ASK,
    DatabaseFacts,
    HealthReading,
    parse_database_facts,
)
from unhidden.health.machine import read_machine
from unhidden.lib import database_roles, database_sessions, versions
from unhidden.lib.database_failures import name_database_failure

PROCESS = "health"


@dataclass(frozen=True, slots=True)
class HealthSource:
    """Where to ask: the database, and what lies on this machine."""

    parameters: Mapping[str, str]
    state: Path
    certificate: str
    floor: int
    is_demonstration: bool
    is_mail_named: bool


def read_health(source: HealthSource) -> HealthReading:
    """All that can be found out now; a database that is away is part of it."""
    database, failure = None, ""
    try:
        database = ask_database(source.parameters)
    except psycopg.Error as error:
        failure = name_database_failure(error)
    return HealthReading(
        at=datetime.now(UTC),
        role=database_roles.ROLES[PROCESS],
        schema=versions.find_schema_number(),
        machine=read_machine(
            state=source.state, certificate=source.certificate, floor=source.floor
        ),
        database=database,
        failure=failure,
        is_demonstration=source.is_demonstration,
        is_mail_named=source.is_mail_named,
    )


def ask_database(parameters: Mapping[str, str]) -> DatabaseFacts:
    """What the database says of itself; raises psycopg.Error."""
    stated = database_sessions.make_connection_options(PROCESS)
    own = parameters.get("options", "")
    wanted = {
        "connect_timeout": "5",
        **parameters,
        "options": f"{stated} {own}".strip(),
    }
    with psycopg.connect(make_conninfo(**wanted), autocommit=True) as connection:
        row = connection.execute(ASK).fetchone()
    role, found = row or ("", "{}")
    return parse_database_facts(role, json.loads(found))

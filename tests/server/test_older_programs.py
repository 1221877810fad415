"""An older program does not put its rights and functions over newer ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from psycopg import OperationalError

from tests.server.installations import (
    DATABASE,
    Killed,
    kill,
    note_of,
    prepare,
    refused,
    write,
)
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.connecting import connect, try_connecting
from unhidden.hosting.processes import step
from unhidden.hosting.refusal import Refusal
from unhidden.lib import versions

TAKING_OVER = DatabaseNeeds(other_secrets=True)


def test_an_older_program_is_refused(first: Installation, stand_in: list[str]) -> None:
    write(
        first,
        replace(
            note_of(first), schema=versions.find_schema_number() + 1, migrated="new"
        ),
    )

    refused(first, "belong to a newer version of the program")
    with pytest.raises(Refusal, match="belong to a newer version"):
        prepare(first, TAKING_OVER)

    assert stand_in == ["upgrade_tables"]


def test_so_it_is_when_it_cannot_read_all_of_the_note(first: Installation) -> None:
    number = versions.find_schema_number() + 1
    newer = f'{{"is_ready": true, "schema": {number}, "what": [1]}}'
    with connect(first.server) as admin:
        admin.execute(f"comment on database {DATABASE} is '{newer}'")

    refused(first, "belong to a newer version of the program")


def test_it_is_refused_from_the_first_change_on(
    first: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(first, replace(note_of(first), schema=1, migrated="older"))
    monkeypatch.setattr(step, "run_step", kill)
    with pytest.raises(Killed):
        prepare(first)

    assert note_of(first).schema == versions.find_schema_number()


def test_a_step_that_refused_leaves_the_older_program_its_turn(
    first: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(first, replace(note_of(first), schema=1, migrated="older"))

    def refuse(*_: object, **__: object) -> None:
        raise Refusal

    monkeypatch.setattr(step, "run_step", refuse)
    with pytest.raises(Refusal):
        prepare(first)

    assert note_of(first).schema == 1


def test_a_program_that_does_not_know_of_this_cannot_migrate(
    first: Installation,
) -> None:
    """0.1.0 gives the owner its password, and signs in as it to migrate."""
    word = first.secrets["owner_password"]
    with connect(first.server) as admin:
        roles.set_password(admin, databases.OWNER, word)

    with pytest.raises(OperationalError, match="not permitted to log in"):
        try_connecting(first.parameters("owner"))

"""A database keeps the secrets of its own installation, and so do the roles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.server.installations import (
    SECOND,
    Killed,
    clone,
    forget_everything,
    kill,
    note_of,
    prepare,
    refused,
    still_serves,
)
from tests.support import postgres
from unhidden.hosting import secret_files
from unhidden.hosting.installation import identity, opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.postgres.connecting import Parameters, connect
from unhidden.hosting.refusal import Refusal
from unhidden.lib import versions

TAKING_OVER = DatabaseNeeds(other_secrets=True)


def test_another_clone_with_secrets_of_its_own_changes_nothing(
    first: Installation, place: Path, stand_in: list[str]
) -> None:
    refused(clone(first.server, place / "other"), "belongs to other secrets")

    assert still_serves(first)
    assert stand_in == ["upgrade_tables"]


def test_whoever_lost_the_state_folder_is_told(first: Installation) -> None:
    (first.state.secrets / "all.json").unlink()

    refused(clone(first.server, first.state.folder), "put back the file of secrets")

    assert still_serves(first)


@pytest.mark.parametrize("name", ["context_key", "staff_password", "vault_key"])
def test_one_secret_that_is_another_is_named(first: Installation, name: str) -> None:
    secrets = {**first.secrets, name: "another"}

    refused(replace(first, secrets=secrets), rf"\({name} of them\)")


def test_another_installation_on_the_same_server_takes_no_role(
    first: Installation, place: Path
) -> None:
    other = clone(first.server, place / "other", SECOND)

    refused(other, "belong to another installation")

    assert still_serves(first)


def test_an_installation_of_before_the_marks_is_not_taken_over_either(
    earlier: Installation, place: Path
) -> None:
    refused(clone(earlier.server, place / "b"), "belong to another installation")
    refused(clone(earlier.server, place / "c", SECOND), "to another installation")

    assert still_serves(earlier)


def test_a_second_database_of_one_installation_works(first: Installation) -> None:
    second = replace(first, database=SECOND)

    prepare(second)
    prepare(first)

    assert still_serves(first)
    assert still_serves(second)


def test_an_earlier_installation_comes_up_and_is_marked(earlier: Installation) -> None:
    prepare(earlier)

    found = note_of(earlier)
    assert found.installation == earlier.id
    assert found.secrets == identity.fingerprint_secrets(earlier.secrets)
    assert found.schema == versions.find_schema_number()
    with connect(earlier.server) as admin:
        assert set(roles.read_role_marks(admin).values()) == {earlier.id}


def test_two_machines_with_one_file_of_secrets_are_one_installation(
    first: Installation, place: Path
) -> None:
    other = StateFolder(place / "other")
    other.make()
    kept = {key: word for key, word in first.secrets.items() if key != "installation"}
    secret_files.write_secret_file(other.secrets / "all.json", kept)

    prepare(replace(first, state=other, secrets=secret_files.ensure_secrets(other)))

    assert still_serves(first)


def test_whoever_means_it_takes_the_database_over(
    first: Installation, place: Path, stand_in: list[str]
) -> None:
    other = clone(first.server, place / "other")

    prepare(other, TAKING_OVER)
    prepare(other)

    assert still_serves(other)
    assert stand_in == ["upgrade_tables", "upgrade_tables", "first_links"], (
        "the context key in the tables is the old"
    )
    refused(first, "belongs to other secrets")


@pytest.mark.parametrize("after", ["_ensure_logins", "_run_migrations"])
def test_a_take_over_that_was_killed_is_completed(
    first: Installation, place: Path, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = clone(first.server, place / "other")
    with monkeypatch.context() as patch:
        patch.setattr(opening, after, kill)
        with pytest.raises(Killed):
            prepare(other, TAKING_OVER)
    refused(first, "belongs to other secrets")

    prepare(other)

    assert still_serves(other)


def test_the_tests_take_no_server_of_an_installation(
    first: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", connecting.make_address(first.server))

    with pytest.raises(Refusal, match="serves an installation"), postgres.running():
        pass


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize("at", ["mark_roles", "create_missing_roles"])
def test_a_first_start_that_was_killed_among_the_roles_begins_again(
    admin: Parameters, place: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_everything(admin)
    new = clone(admin, place / "new")
    with monkeypatch.context() as patch:
        patch.setattr(roles, at, kill)
        with pytest.raises(Killed):
            prepare(new)

    prepare(new)

    assert still_serves(new)
    forget_everything(admin)


def test_marks_and_note_are_written_together_or_not_at_all(
    earlier: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(databases, "write_note", kill)
        with pytest.raises(Killed):
            prepare(earlier)
    with connect(earlier.server) as admin:
        assert set(roles.read_role_marks(admin).values()) == {""}

    prepare(earlier)

    assert note_of(earlier).installation == earlier.id


def test_the_worker_alone_is_told_the_id(state: StateFolder) -> None:
    whole = secret_files.ensure_secrets(state)

    told = {
        process: secret_files.read_secret_file(
            secret_files.find_secret_file(state, process)
        ).get("installation")
        for process in secret_files.NEEDS
    }

    assert told == {
        "owner": None,
        "staff": None,
        "player": None,
        "public": None,
        "worker": whole["installation"],
        "health": None,
        "live": None,
        "field": None,
    }

"""A demonstration's database is never a real one's, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.server.backups import Kept
from tests.server.installations import (
    DATABASE,
    SECOND,
    clone,
    everything,
    forget_everything,
    note_of,
    prepare,
    write,
)
from unhidden.hosting import cli, secret_files
from unhidden.hosting.backup import restoring
from unhidden.hosting.installation import assets, opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting, databases
from unhidden.hosting.postgres.connecting import Parameters, connect
from unhidden.hosting.processes import stopping
from unhidden.hosting.refusal import Refusal

DEMONSTRATION = DatabaseNeeds(is_synthetic=True)
REAL = DatabaseNeeds(is_synthetic=False)


@pytest.fixture
def real(admin: Parameters, place: Path, stand_in: list[str]) -> Iterator[Installation]:
    """A real installation, set up where nobody was before."""
    forget_everything(admin)
    made = replace(clone(admin, place / "real"), is_synthetic=False)
    prepare(made, REAL)
    yield made
    forget_everything(admin)


def told(installation: Installation, process: str) -> str:
    return installation.environment(process)["UNHIDDEN_DEMONSTRATION"]


def test_the_note_says_what_was_set_up(first: Installation) -> None:
    assert note_of(first).is_synthetic


def test_the_note_says_that_it_is_real(real: Installation) -> None:
    assert not note_of(real).is_synthetic


def test_an_older_note_is_of_a_demonstration(earlier: Installation) -> None:
    prepare(earlier, DEMONSTRATION)

    assert note_of(earlier).is_synthetic


@pytest.mark.parametrize("process", ["staff", "public", "worker", "owner"])
def test_processes_are_told_what_the_note_says(
    process: str, monkeypatch: pytest.MonkeyPatch, place: Path, admin: Parameters
) -> None:
    monkeypatch.setenv("UNHIDDEN_DEMONSTRATION", "False")
    made = clone(admin, place / "told")
    assert told(made, process) == "True"

    monkeypatch.setenv("UNHIDDEN_DEMONSTRATION", "True")
    assert told(replace(made, is_synthetic=False), process) == "False"


def test_a_real_database_is_never_a_demonstration(real: Installation) -> None:
    before = everything(real.server)

    with pytest.raises(Refusal, match="never served as one: unhidden serve"):
        prepare(real, DEMONSTRATION)
    assert everything(real.server) == before


def test_a_demonstration_is_never_a_real_database(first: Installation) -> None:
    before = everything(first.server)

    with pytest.raises(Refusal, match="everything in it is invented"):
        prepare(first, REAL)
    assert everything(first.server) == before


def test_half_a_demonstration_is_not_made_a_real_database(first: Installation) -> None:
    write(first, replace(note_of(first), is_ready=False))

    with pytest.raises(Refusal, match="everything in it is invented"):
        prepare(first, REAL)


@pytest.mark.parametrize("wanted", [DEMONSTRATION, REAL])
def test_tables_without_a_note_are_neither(
    wanted: DatabaseNeeds, first: Installation
) -> None:
    with connect(first.server) as admin:
        admin.execute(f"comment on database {DATABASE} is null")

    with pytest.raises(Refusal, match="no note says whether"):
        prepare(first, wanted)


def test_what_is_neither_asked_for_stays_what_it_is(real: Installation) -> None:
    write(real, replace(note_of(real), migrated="older"))
    prepare(real, DatabaseNeeds())

    assert not note_of(real).is_synthetic


@pytest.mark.parametrize("command", ["run", "demo"])
def test_the_commands_of_demonstrations_refuse_a_real_one(
    command: str,
    real: Installation,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = connecting.make_address({**real.server, "dbname": DATABASE})
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("UNHIDDEN_STATE", str(real.state.folder))
    monkeypatch.setattr(assets, "make_assets", lambda _: None)
    monkeypatch.setattr(stopping, "listen_for_stop", lambda: None)

    code = cli.main([command, *(["--staff-port", "0"] if command == "run" else [])])

    assert code == 1
    assert "is not a demonstration's" in capsys.readouterr().err


def test_whoever_opens_a_real_database_is_told_so(
    real: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = connecting.make_address({**real.server, "dbname": DATABASE})
    monkeypatch.setenv("DATABASE_URL", address)

    with opening.reach_database(real.state) as found:
        assert not found.is_synthetic
        assert told(found, "worker") == "False"


def test_a_database_that_is_not_there_yet_is_made(
    admin: Parameters,
    place: Path,
    stand_in: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forget_everything(admin)
    address = connecting.make_address({**admin, "dbname": SECOND})
    monkeypatch.setenv("DATABASE_URL", address)

    with opening.open_database(StateFolder(place / "s"), lambda _: None) as found:
        assert found.database == SECOND
        assert note_of(found).is_ready
    forget_everything(admin)


def test_a_server_that_takes_nobody_is_told_as_it_was_named(
    admin: Parameters, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = {**admin, "user": "nobody_here", "dbname": SECOND}
    monkeypatch.setenv("DATABASE_URL", connecting.make_address(nobody))

    with (
        pytest.raises(Refusal, match=r"does not take our connection: .*nobody_here"),
        opening.open_database(StateFolder(place / "s"), lambda _: None),
    ):
        raise AssertionError


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_a_restored_database_is_what_it_was(kept: Kept, *, is_synthetic: bool) -> None:
    was = kept.installation
    write(was, replace(note_of(was), is_synthetic=is_synthetic))
    backup = kept.make()

    restoring.restore_backup(kept.copy, backup, backup.check())

    with connect(was.server) as admin:
        note = databases.read_note(admin, kept.copy.database)
    assert note
    assert note.is_synthetic is is_synthetic


def test_no_password_of_the_mail_server_is_a_secret_of_the_database(
    real: Installation,
) -> None:
    assert secret_files.keep_mail_password(real.state, "a word")
    assert not secret_files.keep_mail_password(real.state, "a word")

    secrets = secret_files.ensure_secrets(real.state)
    prepare(replace(real, secrets=secrets), REAL)

    assert "mail_password" not in note_of(real).secrets
    held = {
        process
        for process in secret_files.NEEDS
        if "mail_password"
        in secret_files.read_secret_file(
            secret_files.find_secret_file(real.state, process)
        )
    }
    assert held == {"health", "worker"}

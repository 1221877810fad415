"""``unhidden backup`` and ``unhidden restore``, as an operator meets them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.server import backups
from tests.support import apart, postgres
from unhidden.hosting import locks, secret_files, sources
from unhidden.hosting.backup import keys
from unhidden.hosting.paths import REPOSITORY, StateFolder
from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import connect, try_connecting
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.processes.account import to_step_down_to

PROGRAM = str(REPOSITORY / ".venv" / "bin" / "unhidden")

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("backup")]


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody with a state folder and a folder for backups; no server runs."""

    state: StateFolder
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        # These sources, wherever the program was installed from.
        kept["PYTHONPATH"] = f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}"
        return subprocess.run(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env={**kept, "UNHIDDEN_STATE": str(self.state.folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    def forced_rows(self, database: str, role: str = "") -> int:
        """Of the table that hides its rows, in the embedded server; as that role."""
        secrets = secret_files.ensure_secrets(self.state)
        account = to_step_down_to()
        cluster = EmbeddedCluster(
            self.state.postgres, secrets["admin_password"], account
        )
        child = cluster.start()
        server = {**cluster.admin, "dbname": database}
        if role:
            server["options"] = f"-c role={role}"
        try:
            with try_connecting(server) as connection:
                return backups.forced_rows(connection)
        finally:
            cluster.stop(child)


@pytest.fixture(scope="module")
def operator() -> Iterator[Operator]:
    """Their installation is set up, with a table whose rows a policy hides."""
    with apart.place() as place:
        state = StateFolder(place / "state")
        state.make()
        cluster = postgres.copy_of_template(state.folder)
        secrets = {**secret_files.ensure_secrets(state), "installation": postgres.ID}
        secrets["admin_password"] = cluster.password
        secret_files.write_secret_file(state.secrets / "all.json", secrets)
        child = cluster.start()
        server = apart.prepared(cluster)
        with (
            connect({**cluster.admin, "dbname": apart.DATABASE}) as inside,
            roles.acting_as(inside, databases.OWNER),
        ):
            inside.execute(backups.FORCED)
        with connect(server.admin) as admin:
            note = DatabaseNote(is_ready=True, migrated=sources.of_schema())
            databases.write_note(admin, apart.DATABASE, note)
        cluster.stop(child)
        yield Operator(state, place)


@pytest.fixture(scope="module")
def backed_up(operator: Operator) -> Operator:
    """They have made a key and a backup."""
    assert operator.run("backup", "--new-key", "private").returncode == 0
    done = operator.run("backup", "first", "--key", "private")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert f"of the database {apart.DATABASE} on " in done.stdout
    return operator


def test_a_backup_is_checked_without_a_database(backed_up: Operator) -> None:
    done = backed_up.run("restore", "--check", "first", "--key", "private")

    assert done.returncode == 0
    assert done.stdout.startswith("first: ")
    assert done.stderr == ""


def test_it_is_restored_beside_what_is_there(backed_up: Operator) -> None:
    done = backed_up.run("restore", "first", "--key", "private", "--into", "beside")

    assert done.returncode == 0, done.stderr
    assert "beside holds " in done.stdout
    assert "each as it was on 20" in done.stdout
    assert done.stdout.endswith(": unhidden restore --drop beside\n")
    assert backed_up.forced_rows("beside") == backups.ROWS
    assert backed_up.forced_rows("beside", databases.OWNER) == 0


def test_it_is_not_restored_over_what_is_there(backed_up: Operator) -> None:
    done = backed_up.run("restore", "first", "--key", "private")

    assert done.returncode == 1
    assert done.stdout == ""
    assert "unhidden holds tables" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_lost_machine_comes_back_from_backup_key_and_secrets(
    backed_up: Operator,
) -> None:
    state = StateFolder(backed_up.folder / "new-machine")
    state.make()
    new = Operator(state, backed_up.folder)
    without = new.run("restore", "first", "--key", "private")
    (state.secrets / "all.json").write_bytes(
        (backed_up.state.secrets / "all.json").read_bytes()
    )

    done = new.run("restore", "first", "--key", "private")

    assert without.returncode == 1
    assert (
        "receipt_key, root_seed, vault_key), and what was sealed with them"
        in without.stderr
    )
    assert done.returncode == 0, done.stderr
    assert new.forced_rows(apart.DATABASE) == backups.ROWS


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["backup", "first"], "first is there already: name a new file."),
        (["backup", "nowhere/file"], "No such file or directory."),
        (["backup", "--new-key", "other"], "There is a backup key already"),
        (["restore", "first", "--key", "none"], "There is no file none"),
        (["restore", "none", "--key", "private"], "There is no file none"),
        (["restore", "private", "--key", "private"], "private is not a backup"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    backed_up: Operator, arguments: list[str], sentence: str
) -> None:
    done = backed_up.run(*arguments)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (backed_up.folder / "other").exists()


def test_two_backups_at_once_do_not_meet(backed_up: Operator) -> None:
    with locks.hold_lock(backed_up.state.folder / "backup.lock"):
        done = backed_up.run("backup", "second")

    assert done.returncode == 1
    assert done.stderr == "A backup is being made already.\n"


def test_without_a_key_there_is_no_backup(operator: Operator) -> None:
    state = StateFolder(operator.folder / "keyless")
    state.make()

    done = Operator(state, operator.folder).run("backup", "keyless.backup")

    assert done.returncode == 1
    assert "make one with unhidden backup --new-key FILE" in done.stderr
    assert not keys.public_file(state).exists()
    assert not state.postgres.exists(), "a server was made for nothing"


def test_a_copy_is_dropped_and_nothing_else(backed_up: Operator) -> None:
    restore = ("restore", "first", "--key", "private", "--into", "tried")
    assert backed_up.run(*restore).returncode == 0

    done = backed_up.run("restore", "--drop", "tried")
    again = backed_up.run("restore", "--drop", "tried")

    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "The copy tried is gone.\n",
        "",
    )
    assert again.returncode == 1
    assert "There is no database tried, and so no such copy." in again.stderr
    assert backed_up.forced_rows(apart.DATABASE) == backups.ROWS


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([apart.DATABASE], "is the database of this installation and no copy"),
        (["postgres"], "does not say that it is a copy"),
        (["tried", "--into", "other"], "--drop drops a copy and restores nothing"),
    ],
)
def test_what_is_no_copy_is_not_dropped(
    backed_up: Operator, arguments: list[str], sentence: str
) -> None:
    done = backed_up.run("restore", "--drop", *arguments)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_a_backup_or_a_copy_nothing_is_restored(operator: Operator) -> None:
    done = operator.run("restore")

    assert done.returncode == 1
    assert "Name a backup and its private key" in done.stderr

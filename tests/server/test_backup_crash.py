"""A server that is killed while people write: what was acknowledged is there.

The server is as careful as an installation's, and everything of it is killed at once,
again and again in the middle of writes through the real actions.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

import psutil
import pytest
from django.db import DatabaseError, connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, make_cast
from tests.made.intelligence import make_intelligence
from tests.made.reporting import make_report
from tests.support import apart, postgres
from unhidden.hosting import secret_files
from unhidden.hosting.backup import keys, making, restoring
from unhidden.hosting.backup.restoring import OpenableBackup
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import databases
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import connect
from unhidden.hosting.postgres.databases import DatabaseNote

ROUNDS = 6
PUBLIC_WRITERS, STAFF_WRITERS = 4, 2
# Before each kill: seconds of writing, and rows that each process was told are kept.
LONG_ENOUGH, TOO_LONG, ENOUGH = 0.5, 60.0, 4
TABLES = {
    "public": "reporting_report",
    "staff": "intelligence_intelligencereport",
}

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("backup")]


@dataclass
class Writers:
    """Threads that write as fast as they can, and note what they were told is kept."""

    write: dict[str, Callable[[], UUID]]
    kept: dict[str, list[UUID]] = field(
        default_factory=lambda: {"public": [], "staff": []}
    )
    interrupted: int = 0

    def run_until_killed(self, cluster: EmbeddedCluster) -> None:
        """Write, kill the server in the middle, and wait for every thread's end."""
        counts = {"public": PUBLIC_WRITERS, "staff": STAFF_WRITERS}
        threads = [
            threading.Thread(target=self._write, args=(process,))
            for process, count in counts.items()
            for _ in range(count)
        ]
        for thread in threads:
            thread.start()
        self._wait()
        kill_all_of(cluster)
        for thread in threads:
            thread.join()

    def _wait(self) -> None:
        wanted = {process: len(rows) + ENOUGH for process, rows in self.kept.items()}
        began = time.monotonic()
        time.sleep(LONG_ENOUGH)
        while any(len(self.kept[process]) < many for process, many in wanted.items()):
            assert time.monotonic() < began + TOO_LONG, self.kept
            time.sleep(LONG_ENOUGH / 10)

    def _write(self, process: str) -> None:
        try:
            while True:
                # The id is ours only after the action's transaction is committed.
                self.kept[process].append(self.write[process]())
        except DatabaseError:
            self.interrupted += 1
        finally:
            connections.close_all()


@pytest.fixture
def cluster() -> Iterator[EmbeddedCluster]:
    with apart.place() as place:
        yield postgres.copy_of_template(place)


def kill_all_of(cluster: EmbeddedCluster) -> None:
    """No process of the server is left a moment to put anything in order."""
    number = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])
    postmaster = psutil.Process(number)
    family = [postmaster, *postmaster.children(recursive=True)]
    for process in family:
        if process.is_running():
            process.kill()
    psutil.wait_procs(family, timeout=10)


def lost(cluster: EmbeddedCluster, database: str, kept: dict[str, list[UUID]]) -> int:
    """How many of the acknowledged rows are not there."""
    missing = 0
    with connect({**cluster.admin, "dbname": database}) as connection:
        for process, table in TABLES.items():
            query = sql.SQL("select id from {}").format(sql.Identifier(table))
            found = {row[0] for row in connection.execute(query)}
            missing += len(set(kept[process]) - found)
    return missing


def backed_up_and_restored(cluster: EmbeddedCluster, state: StateFolder) -> str:
    """The name of the restored copy."""
    state.make()
    private = state.folder.parent / "private"
    keys.make_key_pair(state, private)
    secrets = {**secret_files.ensure_secrets(state), "installation": postgres.ID}
    installation = Installation(state, cluster.admin, apart.DATABASE, secrets)
    with connect(cluster.admin) as admin:
        databases.write_note(admin, apart.DATABASE, DatabaseNote(is_ready=True))
    file = state.folder.parent / "backup"
    making.make_backup(installation, file)
    backup = OpenableBackup(file, keys.read_private(private))
    copy = Installation(state, cluster.admin, "restored", secrets)
    assert restoring.restore_backup(copy, backup, backup.check()) == []
    return copy.database


def writers_for(cast: Cast) -> Writers:
    analyst = cast.actor("analyst")
    return Writers(
        {"public": make_report, "staff": lambda: make_intelligence(by=analyst)}
    )


def test_nothing_acknowledged_is_lost_by_kills_nor_by_backup_and_restore(
    cluster: EmbeddedCluster, django_db_blocker: DjangoDbBlocker
) -> None:
    child = cluster.start()
    server = apart.prepared(cluster)
    parameters = server.parameters(apart.DATABASE)
    with apart.django_on(parameters, django_db_blocker):
        writers = writers_for(make_cast())
        try:
            for _ in range(ROUNDS):
                writers.run_until_killed(cluster)
                child.wait()
                child = cluster.start()

                assert lost(cluster, apart.DATABASE, writers.kept) == 0

            restored = backed_up_and_restored(
                cluster, StateFolder(cluster.home.parent / "state")
            )

            assert lost(cluster, restored, writers.kept) == 0
        finally:
            cluster.stop(child, in_haste=True)
    told = {process: len(kept) for process, kept in writers.kept.items()}
    assert writers.interrupted == ROUNDS * (PUBLIC_WRITERS + STAFF_WRITERS)
    assert min(told.values()) >= ENOUGH * ROUNDS

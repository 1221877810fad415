"""What the drills stand on: installations of their own, made once and then copied."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from typing import TypeVar

from benchmarks.operate import commands
from tests.server.started import Running, running
from unhidden.hosting import secret_files
from unhidden.hosting.backup import contents
from unhidden.hosting.backup.contents import DatabaseContents
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import Connection, Parameters
from unhidden.hosting.processes.account import of_processes
from unhidden.hosting.processes.ports import HOST

DATABASE = "unhidden"
Shared = TypeVar("Shared")
STOPPED = 30.0  # seconds in which everything must have ended
#: What a database's own machinery writes while nobody works in it.
_OF_ITSELF = ("public.procrastinate_", "wall.signing_key", "public.health_")


class DrillNotHad(Exception):
    """This machine cannot have the drill; the argument says why, in a sentence."""


@dataclass
class DrillGround:
    """Folders and installations in one place, gone with it; and what was measured."""

    folder: Path
    is_quick: bool
    stack: ExitStack
    figures: dict[str, float] = field(default_factory=dict)
    _shared: dict[str, object] = field(default_factory=dict)

    def share(
        self, kind: type[Shared], make: Callable[[], AbstractContextManager[Shared]]
    ) -> Shared:
        """What several drills stand on, made when the first one wants it.

        Where that failed, it fails for each of them.
        """
        if kind.__name__ not in self._shared:
            try:
                self._shared[kind.__name__] = self.stack.enter_context(make())
            except Exception as error:
                self._shared[kind.__name__] = error
                raise
        found = self._shared[kind.__name__]
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, kind)
        return found

    def make_place(self, name: str) -> Path:
        """A new folder that every account can pass through."""
        made = self.folder / name
        made.mkdir(mode=0o711)
        return made

    @cached_property
    def demonstration(self) -> Path:
        """The state folder of a demonstration that was started once, and stopped.

        It holds the region; in the quick drills what every installation holds.
        """
        place = self.make_place("demonstration")
        began = time.monotonic()
        filled = not self.is_quick
        with running(place / "state", place / "said", is_filled=filled) as run:
            self.figures["first_start_s"] = time.monotonic() - began
            stop(run)
        return place / "state"

    def copy_demonstration(self, name: str) -> Path:
        """A copy of it to be spoilt."""
        goal = self.make_place(name) / "state"
        copy_tree(self.demonstration, goal)
        return goal

    @cached_property
    def backed_up(self) -> Path:
        """A folder with a backup of the demonstration, and the key that opens it."""
        place = self.make_place("backed-up")
        self.back_up("backup", "--new-key", str(place / "private")).must_do()
        said = self.back_up("backup", str(place / "first")).must_do(" rows of ")
        (place / "said").write_text(said)
        return place

    def back_up(self, *arguments: str) -> commands.CommandAnswer:
        """Any command on the demonstration."""
        return commands.ask_program(*arguments, state=self.demonstration)


def copy_tree(source: Path, goal: Path) -> None:
    """Copy a folder with owners and rights."""
    subprocess.run(["cp", "-a", str(source), str(goal)], check=True)  # noqa: S603, S607


def stop(run: Running) -> None:
    """Ctrl-C; fail unless it ends well and leaves nobody."""
    run.process.send_signal(signal.SIGINT)
    code = run.process.wait(timeout=STOPPED)
    assert code == 0, f"it ended with {code}"
    assert run.left() == [], "something is left running"


def find_status(port: int, path: str = "/") -> int:
    """What a site answers on this machine."""
    return read_page(port, path)[0]


def read_page(port: int, path: str = "/") -> tuple[int, str]:
    """A page's status and text."""
    connection = HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def check_serves(run: Running) -> None:
    """Fail unless both sites answer."""
    commands.await_true(
        "the public site answers", lambda: find_status(run.public) == 200
    )
    commands.await_true("the staff site answers", lambda: find_status(run.staff) == 302)


def find_cluster(state: Path) -> EmbeddedCluster:
    """The embedded server of a state folder."""
    folder, accounts = StateFolder(state), of_processes()
    word = secret_files.ensure_secrets(folder)["admin_password"]
    return EmbeddedCluster(
        folder.postgres, word, accounts.get("postgres"), accounts=accounts
    )


@contextmanager
def inside_embedded(state: Path, database: str = DATABASE) -> Iterator[Connection]:
    """Its administrator, while no command runs there."""
    cluster = find_cluster(state)
    child = cluster.start()
    try:
        with connecting.connect({**cluster.admin, "dbname": database}) as connection:
            yield connection
    finally:
        cluster.stop(child)


def read_database(connection: Connection) -> DatabaseContents:
    """What a database holds, in figures."""
    with connection.transaction():
        return contents.read_contents(connection)


def count_rows(connection: Connection) -> dict[str, int]:
    """The rows of each table that somebody's work is in."""
    tables = read_database(connection).tables
    return {
        name: table.rows
        for name, table in tables.items()
        if not name.startswith(_OF_ITSELF)
    }


def count_rows_of(server: Parameters, database: str = DATABASE) -> dict[str, int]:
    """The same on a running server."""
    with connecting.connect({**server, "dbname": database}) as connection:
        return count_rows(connection)


def tell(sentence: str) -> None:
    """Say how far the drills are, beside the measures."""
    print(sentence, file=sys.stderr, flush=True)


def remove_tree(folder: Path) -> None:
    """Give the room back that a drill took."""
    shutil.rmtree(folder, ignore_errors=True)


Drill = Callable[[DrillGround], None]

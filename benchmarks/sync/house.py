"""The field process and the worker as ``unhidden run`` starts them, over the bench's
database; a night's copy of that database, and the night put back."""

from __future__ import annotations

import base64
import http.client
import json
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from django.conf import settings
from django.db import connections
from psycopg import sql

from benchmarks.load import program
from benchmarks.sync.mutants.server import ServerBuild
from unhidden.hosting import secret_files
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.installation import serving
from unhidden.hosting.installation.serving import SitePorts
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.processes import children, ports
from unhidden.lib import database_roles

NIGHT = "unhidden_bench_night"
PATIENCE = 60.0
REPLACING = Path(__file__).parent / "mutants" / "process"


class SyncHouse:
    """Used as a context: its processes run inside it, and are stopped after it."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.state = StateFolder(Path(settings.STATE))
        self.secrets = secret_files.ensure_secrets(self.state)
        self.database = connecting.parse_address(os.environ["UNHIDDEN_BENCH_ADMIN"])
        self._player = connecting.parse_address(os.environ["DATABASE_URL"])["user"]
        self._server = {**self.database, "dbname": "postgres"}
        self._log = folder / "processes.log"
        self._names = names
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._replaced = ServerBuild()
        self.ports = SitePorts(
            staff=program.free_port(),
            public=1,
            live=program.free_port(),
            field=program.free_port(),
        )

    def __enter__(self) -> SyncHouse:
        self.start_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop_all()
        with connecting.connect(self._server) as admin:
            databases.drop_database(admin, NIGHT)

    def read_secret(self, name: str) -> bytes:
        """One of the secrets of this installation."""
        return base64.b64decode(self.secrets[name])

    @property
    def origin(self) -> str:
        """From where the app's pages come."""
        # Passkeys need a name.
        return f"http://localhost:{self.ports.staff}"

    def find_landing(self, port: int = 0) -> str:
        """Where phones send: to the landing itself, or to a line before it."""
        return f"http://127.0.0.1:{port or self.ports.field}/landing/"

    def start_all(self) -> None:
        """Start every process, and wait until the landing answers."""
        for name in self._names:
            self.start(name)
        self.fetch_key()

    def stop_all(self) -> None:
        """Stop what runs, in good order."""
        children.stop_all([*self._running.values()])
        self._running.clear()

    def start(self, name: str) -> None:
        """Start a process, of the build that is served now."""
        with self._log.open("ab") as log:
            self._running[name] = children.start_child(
                serving.list_process_commands(self.ports)[name],
                environment=self._environment(name),
                output=log,
            )

    def kill(self, name: str) -> None:
        """Kill a process and all that it started, at once."""
        child = self._running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def serve_build(self, build: ServerBuild) -> None:
        """Serve another build: its procedures, and its field process."""
        with connecting.connect(self.database) as admin:
            for statement in build.statements:
                admin.execute(statement)
            for name, pairs in build.procedures.items():
                _replace_procedure(admin, name, pairs)
        if build.modules != self._replaced.modules:
            self._replaced = build
            self.kill("field")
            self.start("field")
            self.fetch_key()

    def start_staff(self) -> None:
        """Start the staff site, and wait until it answers."""
        self.start("staff")
        while ports.ask_front_page(self.ports.staff) is None:
            serving.check_all_run(self._running)
            time.sleep(0.05)

    def serve_right_build(self) -> None:
        """Serve what is shipped again, on the database as it was before."""
        self._replaced = ServerBuild()
        self.put_back()

    def fetch_key(self) -> str:
        """The published key of receipts, when the landing answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            serving.check_all_run(self._running)
            with suppress(OSError, http.client.HTTPException):
                return self._ask_key()
            time.sleep(0.05)
        raise StepFailure("The field process does not answer.")

    def _ask_key(self) -> str:
        asking = http.client.HTTPConnection("127.0.0.1", self.ports.field, timeout=5)
        try:
            asking.request("GET", "/landing/key")
            return asking.getresponse().read().decode()
        finally:
            asking.close()

    def copy_night(self) -> int:
        """Keep the database as it is now; gives that moment, in milliseconds."""
        return self._exchange(NIGHT, self.database["dbname"])

    def put_back(self) -> int:
        """Put the night's copy back: what came since is gone; gives that moment."""
        return self._exchange(self.database["dbname"], NIGHT)

    def _exchange(self, name: str, template: str) -> int:
        """Replace a database by a copy of the other, while no process runs."""
        self.stop_all()
        stopped_at = time.time_ns() // 1_000_000
        connections.close_all()
        with connecting.connect(self._server) as admin:
            databases.drop_database(admin, name)
            _end_sessions(admin, template)
            databases.create_database(admin, name, template=template)
            databases.let_in(admin, name, [*roles.CONNECTING, self._player])
        self.start_all()
        return stopped_at

    def _environment(self, name: str) -> dict[str, str]:
        return {
            **program.environment(self.state, name, self._connect_as(name)),
            **serving.tell_places(self.ports),
            "SIGNIN_DATABASE_URL": self._address_of("signin")
            if name == "staff"
            else "",
            "PYTHONPATH": str(REPLACING),
            "SYNC_REPLACED": json.dumps(dict(self._replaced.modules)),
        }

    def _connect_as(self, name: str) -> dict[str, str]:
        role = database_roles.ROLES[name]
        word = self.secrets[f"{name}_password"]
        return {**self.database, "user": role, "password": word}

    def _address_of(self, name: str) -> str:
        return connecting.make_address(self._connect_as(name))


def _end_sessions(admin: connecting.Connection, name: str) -> None:
    admin.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
        [name],
    )


def _replace_procedure(
    admin: connecting.Connection, name: str, pairs: Sequence[tuple[str, str]]
) -> None:
    row = admin.execute(
        "select pg_get_functiondef(%s::regprocedure)", [f"wall.{name}"]
    ).fetchone()
    assert row
    source = str(row[0])
    for old, new in pairs:
        if source.count(old) != 1:
            raise StepFailure(f"{name} does not have this once: {old}")
        source = source.replace(old, new)
    admin.execute(sql.SQL(source))

"""A house of its own for the crash bench: a server, the public program, the worker."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from types import TracebackType

from django.conf import settings

from benchmarks.load import program
from unhidden.hosting import secret_files
from unhidden.hosting.backup import programs
from unhidden.hosting.installation import serving
from unhidden.hosting.installation.serving import SitePorts
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.processes import account, children, ports
from unhidden.lib import database_roles

NAME = "unhidden"
SERVER_VERSIONS = 10_000


def _state(folder: Path) -> StateFolder:
    """Its own state folder: the secrets of the bench, its static files, and no more."""
    bench, made = StateFolder(Path(settings.STATE)), StateFolder(folder)
    made.make()
    shutil.copy(bench.secrets / "all.json", made.secrets / "all.json")
    made.static.symlink_to(bench.static)
    return made


class House:
    """Used as a context: set up on the way in, stopped on the way out."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o711)
        self._state = _state(folder / "state")
        self._secrets = secret_files.ensure_secrets(self._state)
        self._cluster = EmbeddedCluster(
            folder / "postgres", token_urlsafe(24), account.to_step_down_to()
        )
        self._log = folder / "log"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.port = program.free_port()
        self.database = {**self._cluster.admin, "dbname": NAME}

    def __enter__(self) -> House:
        self._cluster.make()
        self._start("database")
        self._fill()
        self._start("public")
        self._start("worker")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        children.stop_all([self._running[name] for name in ("public", "worker")])
        self._cluster.stop(self._running["database"])

    def kill_and_start(self, name: str) -> None:
        """Kill a program and all its processes at once, and start it again."""
        child = self._running[name]
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        self._start(name)

    def _start(self, name: str) -> None:
        if name == "database":
            self._running[name] = self._cluster.start()
            return
        with self._log.open("ab") as log:
            self._running[name] = children.start_child(
                serving.list_process_commands(SitePorts(public=self.port))[name],
                environment=self.environment(name),
                output=log,
            )
        while name == "public" and ports.ask_front_page(self.port) is None:
            serving.check_all_run({name: self._running[name]})

    def environment(self, name: str) -> dict[str, str]:
        """What one of its programs is told."""
        parameters = {
            **self.database,
            "user": database_roles.ROLES[name],
            "password": self._secrets[f"{name}_password"],
        }
        return program.environment(self._state, name, parameters)

    def _fill(self) -> None:
        """The roles, and a copy of the bench's database."""
        source = connecting.parse_address(os.environ["UNHIDDEN_BENCH_ADMIN"])
        with connecting.connect(self._cluster.admin) as admin:
            version = admin.info.server_version // SERVER_VERSIONS
            roles.create_missing_roles(admin)
            for name in ("public", "worker"):
                word = self._secrets[f"{name}_password"]
                roles.set_password(admin, database_roles.ROLES[name], word)
            databases.create_database(admin, NAME)
            databases.let_in(admin, NAME, roles.CONNECTING)
        dump = [programs.find_program("pg_dump", version), "--format=custom"]
        pour = [programs.find_program("pg_restore", version), "--exit-on-error"]
        with (
            programs.run_program(dump, source, "stdout") as content,
            programs.run_program(pour, self.database, "stdin") as goal,
        ):
            while chunk := content.read(1 << 20):
                goal.write(chunk)

"""The staff and the live process as ``unhidden run`` starts them, over the bench's
database."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from django.conf import settings

from benchmarks.load import program
from unhidden.hosting import secret_files
from unhidden.hosting.installation import serving
from unhidden.hosting.installation.serving import SitePorts
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting
from unhidden.hosting.processes import children, ports
from unhidden.lib import database_roles


class BoardHouse:
    """Used as a context: both processes run inside it, and are stopped after it."""

    def __init__(self, folder: Path) -> None:
        self._state = StateFolder(Path(settings.STATE))
        self._secrets = secret_files.ensure_secrets(self._state)
        self._database = connecting.parse_address(os.environ["UNHIDDEN_BENCH_ADMIN"])
        self._log = folder / "log"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.ports = SitePorts(
            staff=program.free_port(), public=1, live=program.free_port()
        )

    def __enter__(self) -> BoardHouse:
        for name in ("staff", "live"):
            self.start_again(name)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        children.stop_all([*self._running.values()])

    def kill(self, name: str) -> None:
        """Kill a process and all that it started, at once."""
        child = self._running[name]
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def start_again(self, name: str) -> float:
        """Start it; gives the moment at which it answers."""
        with self._log.open("ab") as log:
            self._running[name] = children.start_child(
                serving.list_process_commands(self.ports)[name],
                environment=self._environment(name),
                output=log,
            )
        while ports.ask_front_page(getattr(self.ports, name)) is None:
            serving.check_all_run({name: self._running[name]})
            time.sleep(0.02)
        return time.perf_counter()

    def _environment(self, name: str) -> dict[str, str]:
        given = program.environment(self._state, name, self._connect_as(name))
        second = connecting.make_address(self._connect_as("signin"))
        return {
            **given,
            **serving.tell_places(self.ports),
            "SIGNIN_DATABASE_URL": second if name == "staff" else "",
        }

    def _connect_as(self, name: str) -> dict[str, str]:
        role = database_roles.ROLES[name]
        word = self._secrets[f"{name}_password"]
        return {**self._database, "user": role, "password": word}

"""The public program as ``unhidden run`` starts it, over the bench's database."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil
from django.conf import settings

from unhidden.hosting import secret_files
from unhidden.hosting.installation import serving
from unhidden.hosting.installation.serving import SitePorts
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.processes import children, ports
from unhidden.lib import database_roles


@dataclass(frozen=True, slots=True)
class Program:
    """A public program that runs, where it answers, and what it wrote to its log."""

    port: int
    child: subprocess.Popen[bytes]
    log: Path
    database: dict[str, str]

    def cpu_seconds(self) -> float:
        """What it and its backends in the database have used of the processors."""
        processes = [psutil.Process(self.child.pid)]
        processes += processes[0].children(recursive=True)
        processes += [psutil.Process(pid) for pid in self._backends()]
        return sum(_seconds(process) for process in processes)

    def _backends(self) -> list[int]:
        asked = (
            "select pid from pg_stat_activity where datname = current_database()"
            " and usename = %s"
        )
        with connecting.connect(self.database) as admin:
            return [
                pid for (pid,) in admin.execute(asked, [database_roles.ROLES["public"]])
            ]


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


@contextmanager
def running(folder: Path) -> Iterator[Program]:
    """Start it, with its log in ``folder``; stopped at the end."""
    database = connecting.parse_address(os.environ["UNHIDDEN_BENCH_ADMIN"])
    wanted = SitePorts(public=free_port())
    log = folder / "public.log"
    with log.open("wb") as output:
        child = start(wanted, database, output)
        try:
            while ports.ask_front_page(wanted.public) is None:
                serving.check_all_run({"public": child})
            yield Program(wanted.public, child, log, database)
        finally:
            children.stop_child(child)


def start(
    wanted: SitePorts, database: dict[str, str], output: IO[bytes]
) -> subprocess.Popen[bytes]:
    """The program under its own role, with its own part of the secrets."""
    state = StateFolder(Path(settings.STATE))
    role = database_roles.ROLES["public"]
    word = secret_files.ensure_secrets(state)["public_password"]
    parameters = {**database, "user": role, "password": word}
    command = serving.list_process_commands(wanted)["public"]
    given = environment(state, "public", parameters)
    return children.start_child(command, environment=given, output=output)


def environment(
    state: StateFolder, process: str, parameters: Parameters
) -> dict[str, str]:
    """What a process is told: its database, and its own part of the secrets."""
    return {
        **os.environ,
        "DATABASE_URL": connecting.make_address(parameters),
        "SIGNIN_DATABASE_URL": "",
        "UNHIDDEN_BENCH_ADMIN": "",
        "DJANGO_SETTINGS_MODULE": f"unhidden.config.settings.{process}",
        "UNHIDDEN_SECRETS": str(secret_files.find_secret_file(state, process)),
        "UNHIDDEN_STATE": str(state.folder),
    }


def free_port() -> int:
    """A port that nobody serves at the moment."""
    with socket.socket() as probe:
        probe.bind((ports.HOST, 0))
        return int(probe.getsockname()[1])

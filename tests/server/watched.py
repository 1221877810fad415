"""An installation on a server of its own, with a worker and a process that watches."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import psutil

from tests.support import postgres
from tests.support.sites import free_port
from unhidden.health.machine import note_backup
from unhidden.hosting import secret_files
from unhidden.hosting.configuration import writing
from unhidden.hosting.installation import serving
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.processes import children
from unhidden.lib import database_roles, versions

PROGRAM = [sys.executable, "-m", "unhidden", "status"]
_FEW = 60.0


@dataclass
class WatchedInstallation:
    """Where it is, and what of it runs."""

    cluster: EmbeddedCluster
    state: StateFolder
    configuration: Path
    port: int
    mail_port: int
    server: subprocess.Popen[bytes]
    started: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def environment(self, process: str) -> dict[str, str]:
        parameters = {
            **self.cluster.admin,
            "dbname": postgres.TEMPLATE,
            "user": database_roles.ROLES[process],
            "password": "",
        }
        return {
            **os.environ,
            "DATABASE_URL": connecting.make_address(parameters),
            "DJANGO_SETTINGS_MODULE": f"unhidden.config.settings.{process}",
            "UNHIDDEN_DEMONSTRATION": "False",
            "UNHIDDEN_PROXIES": "0",
            "UNHIDDEN_SECRETS": str(secret_files.find_secret_file(self.state, process)),
            "UNHIDDEN_STATE": str(self.state.folder),
            "UNHIDDEN_HEADS": str(self.state.memory(process, is_apart=False)),
            "UNHIDDEN_KEY_ROOT": "ab" * 32,
            "UNHIDDEN_MAIL_SERVER": "localhost",
            "UNHIDDEN_MAIL_PORT": str(self.mail_port),
            "UNHIDDEN_MAIL_SECURITY": "none",
            "UNHIDDEN_MAIL_SENDER": "unhidden@example.org",
            "UNHIDDEN_OPERATORS": "operators@example.org",
            "UNHIDDEN_STAFF_DOMAIN": "staff.example.org",
            "UNHIDDEN_FREE_DISK": "1",
            "UNHIDDEN_LIVE_ORIGINS": "https://staff.example.org",
            "UNHIDDEN_FIELD_ORIGINS": "https://staff.example.org",
        }

    @property
    def said(self) -> Path:
        """Where a test lets a process write its log."""
        return self.state.folder.with_name("said")

    def start(self, process: str, *, output: IO[bytes] | None = None) -> None:
        """Start the worker, or a process that stands beside the sites."""
        command = serving.WORKER
        if process in ("health", "live", "field"):
            command = serving.build_site_command(process, "127.0.0.1", self.port)
        self.started[process] = children.start_child(
            command, environment=self.environment(process), output=output
        )

    def kill(self, process: str) -> None:
        """End it at once, as the system would that has no memory left."""
        children.stop_child(self.started.pop(process), patience=0.0)

    def kill_server(self) -> None:
        """End the server at once: what it had not written is gone."""
        server = psutil.Process(self.server.pid)
        whole = [server, *server.children(recursive=True)]
        for each in whole:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        psutil.wait_procs(whole, timeout=20)
        self.server.wait()

    def stop_server(self) -> None:
        self.cluster.stop(self.server, in_haste=True)

    def start_server(self) -> None:
        self.server = self.cluster.start()

    def run_sql(self, statement: str) -> None:
        """As the administrator of the server."""
        parameters = {**self.cluster.admin, "dbname": postgres.TEMPLATE}
        with connecting.connect(parameters) as connection:
            connection.execute(statement.encode())

    def ask(self, path: str = "/health") -> tuple[int, bytes]:
        """What the process that watches answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def states(self) -> Mapping[str, str]:
        """The state of each check, as /health gives it; empty while nobody answers."""
        try:
            _, found = self.ask()
        except OSError:
            return {}
        return {each["check"]: each["state"] for each in json.loads(found)["checks"]}

    def status(self, *options: str) -> tuple[int, str]:
        """The exit code of ``unhidden status``, and what it printed."""
        place = ["--configuration", str(self.configuration)]
        done = subprocess.run(
            [*PROGRAM, *place, *options],
            capture_output=True,
            text=True,
            check=False,
            env={k: v for k, v in os.environ.items() if not _is_ours(k)},
        )
        return done.returncode, done.stdout + done.stderr


def _is_ours(name: str) -> bool:
    return name.startswith(("UNHIDDEN_", "DJANGO_")) or name.endswith("DATABASE_URL")


def wait_until(is_so: Callable[[], Any], seconds: float = _FEW) -> None:
    """Return when it is so; fails after that many seconds."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to be so"
        time.sleep(0.2)


@contextmanager
def watched(place: Path, mail_port: int) -> Iterator[WatchedInstallation]:
    """One of which nothing but the server runs yet."""
    cluster = postgres.copy_of_template(place, careless=True)
    state = StateFolder(place / "state")
    state.make()
    state.memories.mkdir()
    state.told_alarms.mkdir()
    secrets = secret_files.ensure_secrets(state)
    port, child = free_port(), cluster.start()
    file = place / "unhidden.toml"
    made = WatchedInstallation(cluster, state, file, port, mail_port, child)
    try:
        with connecting.connect(cluster.admin) as admin:
            note = DatabaseNote(is_ready=True, schema=versions.find_schema_number())
            databases.write_note(admin, postgres.TEMPLATE, note)
            for process in ("health", "worker", "live", "field"):
                role = database_roles.ROLES[process]
                roles.set_password(admin, role, secrets[f"{process}_password"])
        file.write_text(_write_settings(made))
        note_backup(state.folder, at=datetime.now(UTC))
        yield made
    finally:
        children.stop_all(list(made.started.values()))
        if made.server.poll() is None:
            made.stop_server()


def _write_settings(made: WatchedInstallation) -> str:
    address = {key: made.cluster.admin[key] for key in ("host", "port")}
    return writing.write_configuration(
        {
            ("sites", "public"): "public.example.org",
            ("sites", "staff"): "staff.example.org",
            ("sites", "proxies"): 1,
            ("listen", "health"): f"127.0.0.1:{made.port}",
            ("installation", "folder"): str(made.state.folder),
            ("installation", "free_disk"): 1,
            ("database", "address"): connecting.make_address(
                {**address, "dbname": postgres.TEMPLATE}
            ).replace("//@/", "///"),
            ("keys", "root"): "ab" * 32,
            ("controller", "name"): "A force",
            ("controller", "contact"): "dpo@example.org",
            ("mail", "server"): "localhost",
            ("mail", "port"): made.mail_port,
            ("mail", "security"): "none",
            ("mail", "sender"): "unhidden@example.org",
        }
    )

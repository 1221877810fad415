"""A real installation on Debian's PostgreSQL, which is reached by TLS alone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil

from benchmarks.operate import commands
from benchmarks.operate.commands import CommandAnswer, ask_program, await_true
from benchmarks.operate.ground import DATABASE, DrillGround, DrillNotHad
from tests.packaged import postgres
from tests.packaged.certificates import Authority, CertificateFiles, make_authority
from tests.packaged.postgres import TlsServer
from tests.packaged.visiting import PUBLIC, STAFF
from tests.server import real
from tests.server.started import PROGRAM
from unhidden.hosting.configuration.kinds import Value
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.processes.ports import HOST

#: What set-up writes for systemd stays in a namespace of the drill's own.
_APART = 'mount -t tmpfs tmpfs /etc/systemd/system && exec "$@"'
APART = ("unshare", "--mount", "sh", "-c", _APART, "-")
_PROXY = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}


@dataclass(frozen=True, slots=True)
class DebianServer:
    """A running server of Debian's, and what its certificate is signed by."""

    server: TlsServer
    authority: Authority

    @property
    def admin(self) -> Parameters:
        """How its administrator connects, who checks whom they speak to."""
        return self.server.address("verify-full", self.authority.file)

    def find_address(self, database: str = DATABASE) -> str:
        """DATABASE_URL for a database on it."""
        return connecting.make_address({**self.admin, "dbname": database})


@contextmanager
def serve_debian(folder: Path) -> Iterator[DebianServer]:
    """A new server; fails where the package is not installed, which apt has."""
    assert postgres.find_programs(), (
        "Debian's PostgreSQL is not installed: apt-get install postgresql"
    )
    authority = make_authority(folder / "authority")
    files = authority.sign(postgres.NAME, HOST)
    with postgres.serving(folder / "server", files) as server:
        yield DebianServer(server, authority)


@dataclass(frozen=True, slots=True)
class RealInstallation:
    """What ``unhidden setup`` made, and its server."""

    place: Path
    debian: DebianServer
    settings: OperatorSettings
    shown: CertificateFiles

    def ask(self, *arguments: str) -> CommandAnswer:
        """A command on it, as root gives it."""
        told = {"DATABASE_URL": self.debian.find_address("postgres")}
        named = ("--configuration", str(self.settings.file))
        return ask_program(
            *arguments, *named, state=self.place / "none", told=told, before=APART
        )

    def is_up(self, name: str, settings: OperatorSettings) -> bool:
        """Whether a site answers as it should, or the worker works."""
        if name == "worker":
            with connecting.connect({**self.debian.admin, "dbname": DATABASE}) as admin:
                asked = (
                    "select count(*) from procrastinate_workers"
                    " where last_heartbeat > now() - interval '15 seconds'"
                )
                row = admin.execute(asked).fetchone()
            return bool(row and row[0])
        return find_site_status(settings, name) == {"public": 200, "staff": 302}[name]

    @contextmanager
    def serve(
        self, *names: str, settings: OperatorSettings | None = None
    ) -> Iterator[Path]:
        """Serve these processes meanwhile; gives the file of what they say."""
        chosen, said = settings or self.settings, self.place / "served"
        with ExitStack() as stack:
            output = stack.enter_context(said.open("ab"))
            for name in names:
                process = subprocess.Popen(  # noqa: S603
                    [PROGRAM, "serve", name, "--configuration", str(chosen.file)],
                    env=commands.make_environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
                stack.callback(_end, process)
            for name in names:
                if chosen.get_text("sites", "tls") != "own":
                    await_true(
                        f"{name} is up",
                        lambda name=name: self.is_up(name, chosen),  # type: ignore[misc]
                        120,
                    )
            yield said


def _end(process: subprocess.Popen[bytes]) -> None:
    family = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    try:
        process.wait(timeout=30)
    finally:
        process.kill()
        for one in psutil.wait_procs(family, timeout=10)[1]:
            one.kill()


def find_site_status(settings: OperatorSettings, name: str, path: str = "/") -> int:
    """What a site says to the proxy before it."""
    host, _, port = settings.get_text("listen", name).rpartition(":")
    connection = HTTPConnection(host, int(port), timeout=30)
    try:
        told = {"Host": settings.get_text("sites", name), **_PROXY}
        connection.request("GET", path, headers=told)
        return connection.getresponse().status
    finally:
        connection.close()


@contextmanager
def set_up(on: DrillGround) -> Iterator[RealInstallation]:
    """Set one up as root would, from a file and nothing else."""
    if os.geteuid() != 0:
        raise DrillNotHad("only root sets up a real installation")
    place = on.make_place("real")
    with serve_debian(place) as debian:
        shown = debian.authority.sign(PUBLIC, STAFF)
        shown.key.chmod(0o644)  # of this drill alone: every account may read it
        settings = write_settings(place, debian, shown)
        made = RealInstallation(place, debian, settings, shown)
        answer = made.ask("setup", "--yes")
        answer.must_do("All is set up.")
        yield made


def write_settings(
    place: Path,
    debian: DebianServer,
    shown: CertificateFiles,
    changes: Mapping[tuple[str, str], Value] = {},  # never changed
) -> OperatorSettings:
    """A finished file of settings in ``place``."""
    usual: dict[tuple[str, str], Value] = {
        ("sites", "public"): PUBLIC,
        ("sites", "staff"): STAFF,
        ("sites", "certificate"): str(shown.certificate),
        ("sites", "certificate_key"): str(shown.key),
    }
    address = real.address_of(debian.admin, DATABASE)
    return real.make_settings(place, address, {**usual, **changes})

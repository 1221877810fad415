"""Debian's PostgreSQL, which takes connections by TLS alone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.packaged.certificates import CertificateFiles
from tests.support.sites import free_port
from unhidden.hosting.processes.account import SystemAccount, to_step_down_to
from unhidden.hosting.processes.ports import HOST

WORD = "for this test only"
#: What a machine elsewhere would be called; it is this one.
NAME = "db.example.org"


@dataclass(frozen=True, slots=True)
class TlsServer:
    """Where it listens, and whom its administrator is."""

    folder: Path
    port: int
    programs: Path
    account: SystemAccount | None

    def address(self, mode: str, authority: Path | None = None) -> dict[str, str]:
        """How its administrator connects as to another machine."""
        root = {"sslrootcert": str(authority)} if authority else {}
        return {
            "host": NAME,
            "hostaddr": HOST,
            "port": str(self.port),
            "user": "postgres",
            "password": WORD,
            "dbname": "postgres",
            "sslmode": mode,
            **root,
        }

    def show(self, files: CertificateFiles) -> None:
        """Have it show another certificate from the next connection on."""
        _install(self.folder, files, self.account)
        self.control("reload")

    def control(self, *words: str) -> None:
        """Run pg_ctl as the server's own account."""
        program, data = self.programs / "pg_ctl", self.folder / "data"
        log = ("--silent", "--wait", "--log", self.folder / "log")
        self.run(program, "--pgdata", data, *log, *words)

    def run(self, *command: str | Path) -> None:
        """Run a program of the server's as its account: PostgreSQL is never root."""
        own = self.account
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            user=own.uid if own else None,
            group=own.gid if own else None,
            extra_groups=own.groups if own else None,
            env={**os.environ, "LC_ALL": "C"},
        )


def find_programs() -> Path | None:
    """The newest of Debian's servers; None where there is none."""
    found = Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")
    versions = {int(each.parts[4]): each.parent for each in found}
    return versions[max(versions)] if versions else None


@contextmanager
def serving(folder: Path, files: CertificateFiles) -> Iterator[TlsServer]:
    """A new server in ``folder``, which shows this certificate."""
    programs, account = find_programs(), to_step_down_to()
    assert programs
    folder.mkdir()
    folder.chmod(0o700)
    server = TlsServer(folder, free_port(), programs, account)
    if account:
        os.chown(folder, account.uid, account.gid)
    word = folder / "word"
    word.write_text(WORD)
    _give(word, account)
    server.run(
        *(programs / "initdb", "--pgdata", folder / "data", "--username", "postgres"),
        *("--pwfile", word, "--auth", "scram-sha-256", "--no-sync"),
    )
    _install(folder, files, account)
    _configure(server)
    server.control("start")
    try:
        yield server
    finally:
        server.control("stop", "--mode", "immediate")


def _configure(server: TlsServer) -> None:
    data = server.folder / "data"
    with (data / "postgresql.conf").open("a") as opened:
        opened.write(
            f"listen_addresses = '{HOST}'\nport = {server.port}\n"
            f"unix_socket_directories = ''\nssl = on\nfsync = off\n"
            f"ssl_cert_file = '{server.folder}/server.pem'\n"
            f"ssl_key_file = '{server.folder}/server.key'\n"
        )
    (data / "pg_hba.conf").write_text("hostssl all all all scram-sha-256\n")


def _install(
    folder: Path, files: CertificateFiles, account: SystemAccount | None
) -> None:
    for file, name in ((files.certificate, "server.pem"), (files.key, "server.key")):
        kept = folder / name
        kept.write_bytes(file.read_bytes())
        kept.chmod(0o600)
        _give(kept, account)


def _give(file: Path, account: SystemAccount | None) -> None:
    if account:
        os.chown(file, account.uid, account.gid)

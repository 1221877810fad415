"""One embedded PostgreSQL: make it, start it, stop it.

It listens on a private Unix socket only, so that no process can become another by
naming it: it wants a password of every role or, where the processes have accounts of
their own, knows them by those (``peers.py``).
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg

from unhidden.hosting.postgres import leftovers, peers, sockets
from unhidden.hosting.postgres.binaries import find_server_programs
from unhidden.hosting.postgres.connecting import try_connecting
from unhidden.hosting.processes import children
from unhidden.hosting.processes.account import Accounts, SystemAccount
from unhidden.hosting.refusal import Refusal, full_disk_is_a_sentence, no_space

REASON = re.compile(r"\b(?:FATAL|PANIC|ERROR|error): +")
FULL = "No space left on device"
FIRST_START_NEEDS = 300 * 1024 * 1024
EACH_START_NEEDS = 32 * 1024 * 1024
KILOBYTE = 1024
MOST_BUFFERS, LIMIT = 4 * KILOBYTE**3, Path("/sys/fs/cgroup/memory.max")
#: A demonstration is small, and shares the machine of whoever looks at it.
BUFFERS_OF_A_DEMONSTRATION = 256 * KILOBYTE**2
PATIENCE = 120.0  # seconds: a server that was killed replays its log first
# Nothing of ours: PGPORT, PGDATA and the like would change what is started.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
SETTINGS = {
    "listen_addresses": "",
    "port": sockets.PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    # What was in memory at a stop is read into it again at the next start.
    "shared_preload_libraries": "pg_prewarm",
    # The words people type must not reach a log file (statements, values of rows).
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_min_messages": "warning",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Of what the public does, no row tells the moment.
    "track_commit_timestamp": "off",
}
# For data that nobody misses after a crash.
CARELESS = {
    "shared_buffers": "128MB",
    "shared_preload_libraries": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "2GB",
}


def choose_buffer_size(most: int = MOST_BUFFERS) -> int:
    """How much memory its pages may take, in bytes: a quarter of what there is.

    That is what PostgreSQL's manual advises. A control group may allow less than the
    machine has.
    """
    limit = LIMIT.read_text().strip() if LIMIT.exists() else ""
    memory = psutil.virtual_memory().total
    may_use = min(memory, int(limit)) if limit.isdigit() else memory
    return min(most, may_use // 4)


def _not_elsewhere(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, 0o600)


@dataclass(frozen=True, slots=True)
class EmbeddedCluster:
    """An embedded server in ``home``, administered as ``postgres``."""

    home: Path
    password: str
    account: SystemAccount | None
    careless: bool = False
    #: Of the processes, where each has its own.
    accounts: Accounts = field(default_factory=dict)
    #: The most memory for its pages, in bytes.
    most_buffers: int = MOST_BUFFERS

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "data"

    @property
    def made(self) -> Path:
        """Written last when the cluster is made; without it, it is half-made."""
        return self.home / "made"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "log"

    @property
    def admin(self) -> dict[str, str]:
        """How the administrator connects."""
        return {
            "host": str(sockets.find_socket_folder(self.home)),
            "port": sockets.PORT,
            "user": "postgres",
            **({} if self.accounts else {"password": self.password}),
            "dbname": "postgres",
        }

    def make(self) -> None:
        """Create the cluster, wiping a half-made one. Does nothing when it is made.

        A half-made one holds no data: it has never been started.
        """
        if self.made.exists():
            return
        self.check_space(FIRST_START_NEEDS)
        shutil.rmtree(self.home, ignore_errors=True)
        with full_disk_is_a_sentence(self.home):
            self.home.mkdir(parents=True)
            self._close_home()
            if self.account:
                self.account.check_reaches(self.home)
                self.data.mkdir()
                self.account.give(self.data)
            self._initdb()
            self.made.touch()

    def _close_home(self) -> None:
        """Its user passes through the home and owns what is in it, not the home.

        We write there: what lies in a folder of theirs may lead anywhere.
        """
        if self.account:
            os.chown(self.home, os.geteuid(), self.account.gid)
        self.home.chmod(0o710 if self.account else 0o700)

    def _initdb(self) -> None:
        with self._password_file() as file, tempfile.TemporaryFile() as said:
            child = children.start_child(
                [
                    str(find_server_programs(self.account) / "initdb"),
                    *("--pgdata", str(self.data), "--username", "postgres"),
                    *("--encoding", "UTF8", "--locale", "C"),
                    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                    *("--auth-local", "scram-sha-256", "--auth-host", "reject"),
                    *("--pwfile", str(file), "--wal-segsize", "4"),
                    *(("--no-sync",) if self.careless else ()),
                ],
                account=self.account,
                output=said,
                environment=ENVIRONMENT,
                folder=self.home,
            )
            if child.wait() != 0:
                said.seek(0)
                raise self._refusal("be created", said.read().decode(errors="replace"))

    @contextmanager
    def _password_file(self) -> Iterator[Path]:
        file = self.home / "password"
        file.touch(mode=0o600)
        if self.account:
            self.account.give(file)
        file.write_text(self.password)
        yield file
        file.unlink()

    def check_space(self, wanted: int) -> None:
        """Raise Refusal unless the disk has ``wanted`` bytes to give."""
        folder = self.home
        while not folder.exists():
            folder = folder.parent
        if shutil.disk_usage(folder).free < wanted:
            raise no_space(self.home)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server and wait until it answers; Refusal when it does not."""
        self.check_space(EACH_START_NEEDS)
        self._close_home()
        leftovers.clear_leftovers(self.data)
        socket = sockets.make_socket_folder(
            self.home, self.account, is_shared=bool(self.accounts)
        )
        said_before = self.log.stat().st_size if self.log.exists() else 0
        deadline = time.monotonic() + PATIENCE
        while True:
            child = self._launch(socket)
            if self._wait_until_ready(child, deadline):
                return child
            children.stop_child(child, politely=signal.SIGINT)
            said = self._said_since(said_before)
            # Its old backends notice a killed server within moments.
            if "still in use" not in said or time.monotonic() > deadline:
                raise self._refusal("start", said)
            time.sleep(0.5)

    def _launch(self, socket: Path) -> subprocess.Popen[bytes]:
        settings = {
            **SETTINGS,
            "shared_buffers": (
                f"{choose_buffer_size(self.most_buffers) // KILOBYTE}kB"
            ),
        }
        settings |= CARELESS if self.careless else {}
        settings["unix_socket_directories"] = str(socket)
        if self.account and self.accounts:
            settings |= peers.write_peer_files(self.home, self.account, self.accounts)
        options = [f"--{name}={value}" for name, value in settings.items()]
        with open(self.log, "ab", opener=_not_elsewhere) as log:
            os.fchmod(log.fileno(), 0o600)
            return children.start_child(
                [
                    str(find_server_programs(self.account) / "postgres"),
                    *("-D", str(self.data)),
                    *options,
                ],
                last_wish=signal.SIGINT,
                account=self.account,
                output=log,
                environment=ENVIRONMENT,
                folder=self.home,
            )

    def _wait_until_ready(
        self, child: subprocess.Popen[bytes], deadline: float
    ) -> bool:
        while child.poll() is None and time.monotonic() < deadline:
            if self.answers():
                return True
            time.sleep(0.03)
        return False

    def answers(self) -> bool:
        """Whether the server takes the administrator's connection now."""
        try:
            try_connecting(self.admin).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, child: subprocess.Popen[bytes], *, in_haste: bool = False) -> None:
        """Stop the server; in haste, it will have to recover at its next start."""
        politely = signal.SIGQUIT if in_haste else signal.SIGINT
        children.stop_child(child, politely=politely, patience=30.0)

    def _said_since(self, position: int) -> str:
        with self.log.open("rb") as log:
            log.seek(position)
            return log.read().decode(errors="replace")

    def _refusal(self, verb: str, said: str) -> Refusal:
        if FULL in said:
            return no_space(self.home)
        reasons = [line for line in said.splitlines() if REASON.search(line)]
        last = REASON.split(reasons[-1])[-1] if reasons else "it gave no reason"
        return Refusal(
            f"The embedded database could not {verb}: {last} (more in {self.log})"
        )

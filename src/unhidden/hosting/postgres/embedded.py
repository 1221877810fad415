"""Who starts and who stops the embedded server, when several commands want it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from unhidden.hosting import locks
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.refusal import Refusal


class RunningServer:
    """The embedded server, as long as a command runs it."""

    def __init__(self, cluster: EmbeddedCluster) -> None:
        self._cluster = cluster
        self.child = cluster.start()

    def start_again(self) -> subprocess.Popen[bytes]:
        """Start it after it ended, and wait until it has recovered; Refusal."""
        self.child = self._cluster.start()
        return self.child

    def stop_server(self) -> None:
        """Stop it in good order."""
        self._cluster.stop(self.child)


@contextmanager
def run_cluster(
    cluster: EmbeddedCluster, folder: Path, *, alone: bool = False
) -> Iterator[RunningServer | None]:
    """Have ``cluster`` running, with its locks in ``folder``; None if another runs it.

    The first command that wants the server starts it, and stops it again after the
    commands that joined it are done. ``alone`` does not join: Refusal.
    """
    starting, users = folder / "server.lock", folder / "users.lock"
    server: RunningServer | None
    with ExitStack() as stack:
        while True:
            attempt = stack.enter_context(ExitStack())
            if attempt.enter_context(locks.try_lock(starting)):
                server = attempt.enter_context(
                    _started(cluster, users, waits=not alone)
                )
                break
            if alone:
                raise _runs_already(starting)
            attempt.enter_context(locks.hold_lock(users, shared=True))
            if cluster.answers():
                server = None
                break
            attempt.close()
            time.sleep(0.1)  # it is just being started, or stopped
        yield server


def check_alone(folder: Path) -> None:
    """Raise Refusal when a command already runs with the locks in ``folder``."""
    starting = folder / "server.lock"
    with locks.try_lock(starting) as is_free:
        if not is_free:
            raise _runs_already(starting)


def _runs_already(starting: Path) -> Refusal:
    holder = locks.read_lock_holder(starting)
    return Refusal(
        f"Unhidden already runs here (process {holder}): use that, or stop it first."
    )


@contextmanager
def _started(
    cluster: EmbeddedCluster, users: Path, *, waits: bool
) -> Iterator[RunningServer]:
    cluster.make()
    server = RunningServer(cluster)
    try:
        yield server
    finally:
        with ExitStack() as stack:
            if waits:
                stack.enter_context(locks.hold_lock(users))
            server.stop_server()

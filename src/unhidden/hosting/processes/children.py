"""Processes that end when we end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NoReturn

from unhidden.hosting.processes import copies
from unhidden.hosting.processes.account import SystemAccount

GUARD = Path(__file__).with_name("guard.py")


def start_child(
    program: Sequence[str],
    *,
    last_wish: signal.Signals = signal.SIGTERM,
    account: SystemAccount | None = None,
    environment: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
    folder: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start ``program`` in a session of its own, so that Ctrl-C reaches only us.

    ``last_wish`` is the signal it gets when we die without stopping it. With an
    ``account`` it runs as that user, in ``folder``, and our Python is one that this
    user can read.
    """
    if account:
        environment = _of_another(os.environ if environment is None else environment)
        folder = folder or Path("/")
    return subprocess.Popen(  # noqa: S603
        _guarded(program, account, os.getpid(), last_wish),
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output and subprocess.STDOUT,
        start_new_session=True,
    )


def become_program(
    program: Sequence[str],
    environment: Mapping[str, str],
    account: SystemAccount | None = None,
) -> NoReturn:
    """Replace this process by ``program``, as ``account`` for good if one is given."""
    os.chdir("/")
    whole = _of_another(environment) if account else environment
    guarded = _guarded(program, account)
    os.execve(guarded[0], guarded, whole)  # noqa: S606


def _guarded(
    program: Sequence[str],
    account: SystemAccount | None,
    parent: int = 0,
    last_wish: signal.Signals = signal.SIGTERM,
) -> list[str]:
    """The command that steps down, and then becomes ``program``."""
    uid, gids = "-", "-"
    if account:
        uid, gids = str(account.uid), ",".join(map(str, (account.gid, *account.groups)))
        program = [copies.find_readable_program(program[0]), *program[1:]]
    guard = [sys.executable, "-I", "-S", str(GUARD), str(parent)]
    return [*guard, str(int(last_wish)), uid, gids, *program]


def _of_another(environment: Mapping[str, str]) -> dict[str, str]:
    """Without what is root's own: its home, its folder for files, its connections."""
    kept = {
        name: value
        for name, value in environment.items()
        if name not in {"HOME", "TMPDIR"} and not name.startswith(("PG", "XDG_"))
    }
    # Nothing is imported from the folder that it happens to be in.
    own = {"HOME": "/nonexistent", "PYTHONSAFEPATH": "1"}
    return {**kept, **own, **copies.find_library_settings()}


def stop_child(
    child: subprocess.Popen[bytes],
    *,
    politely: signal.Signals = signal.SIGTERM,
    patience: float = 8.0,
) -> None:
    """End ``child`` and everything in its session: ask, wait, then kill."""
    stop_all([child], politely=politely, patience=patience)


def stop_all(
    children: Sequence[subprocess.Popen[bytes]],
    *,
    politely: signal.Signals = signal.SIGTERM,
    patience: float = 8.0,
) -> None:
    """End all ``children`` at once: ask each, wait together, then kill what is left."""
    for child in children:
        if child.poll() is None:
            child.send_signal(politely)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if all(child.poll() is not None for child in children):
            break
        time.sleep(0.02)
    for child in children:
        _kill_session(child)


def _kill_session(child: subprocess.Popen[bytes]) -> None:
    # The group outlives its leader while a grandchild still hangs.
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    except PermissionError:
        # macOS says so of a group that holds only zombies.
        pass
    child.wait()

"""The operator's command as an operator types it, and what they read then."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from types import MappingProxyType

import psutil

from tests.server.started import PROGRAM
from unhidden.hosting.processes import copies
from unhidden.hosting.processes.account import SystemAccount

PATIENCE = 600.0  # seconds for any command
_OURS = ("UNHIDDEN_", "DJANGO_", "DATABASE_URL", "SIGNIN_DATABASE_URL")
#: What somebody meets who looks at what is only coming up.
NOT_YET = (OSError, StopIteration, IndexError, HTTPException, psutil.Error)
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CommandAnswer:
    """The exit code, and the two streams."""

    code: int
    out: str
    err: str

    def must_do(self, sentence: str = "") -> str:
        """Fail unless it did what it was told, and said this; gives what it said."""
        said = self.out + self.err
        assert self.code == 0, f"exit code {self.code}: {said[-400:]}"
        assert sentence in said, f"{sentence!r} is not in: {said[-400:]}"
        return self.out

    def must_refuse(self, sentence: str, *, has_started: bool = False) -> None:
        """Fail unless it refused by this sentence, and without a trace of code.

        What ``has_started`` something before it knew may have said more.
        """
        assert self.code == 1, f"exit code {self.code}: {self.err[-400:]}"
        assert sentence in self.err, f"{sentence!r} is not in: {self.err[-400:]}"
        assert "Traceback" not in self.err, self.err[-400:]
        is_quiet = self.out == "" or has_started
        assert is_quiet, f"it printed {self.out[-400:]}"


def make_environment(told: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """That of this process, with nothing of another installation's."""
    kept = {key: v for key, v in os.environ.items() if not key.startswith(_OURS)}
    return {**kept, **told}


def ask_program(
    *arguments: str,
    state: Path,
    told: Mapping[str, str] = NOTHING,
    before: Sequence[str] = (),
) -> CommandAnswer:
    """Run ``unhidden`` to its end on a state folder; ``before`` is what starts it."""
    environment = make_environment({"UNHIDDEN_STATE": str(state), **told})
    return ask_command([*before, PROGRAM, *arguments], environment)


def ask_program_as(
    account: SystemAccount | None, *arguments: str, state: Path
) -> CommandAnswer:
    """The same as another user, who has nothing but the folder."""
    if account is None:
        return ask_program(*arguments, state=state)
    environment = make_environment(
        {"UNHIDDEN_STATE": str(state), **copies.find_library_settings()}
    )
    command = [str(copies.find_readable_python()), "-P", "-m", "unhidden", *arguments]
    return ask_command(command, {**environment, "HOME": "/nonexistent"}, account)


def ask_command(
    command: Sequence[str],
    environment: Mapping[str, str],
    account: SystemAccount | None = None,
    folder: Path = Path("/"),
) -> CommandAnswer:
    """Run any command to its end; nobody answers its questions."""
    done = subprocess.run(  # noqa: S603
        command,
        env=environment,
        cwd=folder,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=account.groups if account else None,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return CommandAnswer(done.returncode, done.stdout, done.stderr)


def await_true(
    what: str, condition: Callable[[], bool], patience: float = 60.0
) -> None:
    """Wait until it is so; fail, naming ``what`` is not, when that takes too long."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        with suppress(*NOT_YET):
            if condition():
                return
        time.sleep(0.1)
    raise AssertionError(f"after {patience:.0f} s still not: {what}")

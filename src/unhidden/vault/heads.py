"""What this process remembers of each team's chain, outside the database.

The last link that it found good, by team. A database that shows less, or another chain,
was changed behind the program: what is remembered stands.
"""

from __future__ import annotations

import json
import logging
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path
from threading import Lock
from uuid import UUID

from django.conf import settings
from django.db import transaction

from unhidden.vault import chain, links
from unhidden.vault.chain import ChainState
from unhidden.vault.links import LinkRefused

_log = logging.getLogger(__name__)


class ChainMemory:
    """The states in a file, or without one in this process alone."""

    def __init__(self, file: Path | None) -> None:
        self._file, self._lock = file, Lock()
        self._states: dict[UUID, ChainState] = {}
        self._read_at = 0
        self._set_backs = 0

    def of(self, team_id: UUID) -> ChainState | None:
        """The last link of this team that was found good, or None."""
        self._read_again()
        return self._states.get(team_id)

    def set_backs_now(self) -> int:
        """How often the file came to hold less than before."""
        self._read_again()
        return self._set_backs

    def keep(self, state: ChainState) -> None:
        """Remember this state, unless a later one of the team is known already.

        Where the file cannot be written, this process remembers it all the same: what
        it was kept for has happened.
        """
        try:
            with self._lock, _alone(self._file):
                self._keep(state)
        except OSError as error:
            self._states[state.link.team] = state
            _log.error("What is remembered of keys is not kept: %s", error.strerror)

    def _keep(self, state: ChainState) -> None:
        self._read_again()
        known = self._states.get(state.link.team)
        if known is None or known.link.number < state.link.number:
            self._states[state.link.team] = state
            self._write()

    def _read_again(self) -> None:
        """The file as it is now: somebody may have set it back by hand.

        Of a damaged one nothing is believed, and what is known here stays.
        """
        try:
            written = self._file.stat().st_mtime_ns if self._file else 0
        except FileNotFoundError:
            written = 0
        except OSError:
            return
        if self._file is not None and written != self._read_at:
            states = whole(self._file) if written else {}
            if states is not None:
                self._set_backs += self._is_ahead_of(states)
                self._states = states
            self._read_at = written

    def _is_ahead_of(self, states: Mapping[UUID, ChainState]) -> bool:
        return any(
            team not in states or states[team].link.number < known.link.number
            for team, known in self._states.items()
        )

    def _write(self) -> None:
        if self._file is not None:
            write_states(self._file, self._states)
            self._read_at = self._file.stat().st_mtime_ns


@cache
def open_memory(file: Path | None) -> ChainMemory:
    """The one memory of this process in that file."""
    return ChainMemory(file)


def recall_state(team_id: UUID) -> ChainState | None:
    """The last link of the team that this process saw, or None."""
    return open_memory(settings.HEADS).of(team_id)


def set_backs() -> int:
    """How often a team was set back, as after a backup was accepted."""
    return open_memory(settings.HEADS).set_backs_now()


def remember_state(state: ChainState) -> None:
    """Remember a state once this transaction holds: the link may be its own.

    If it is undone, nothing was sealed by it.
    """
    transaction.on_commit(lambda: open_memory(settings.HEADS).keep(state))


def accept_states(
    folder: Path, shown: Callable[[UUID], ChainState | None]
) -> list[ChainState]:
    """Put what is ``shown`` of each team in place of what was remembered otherwise.

    In the files of all processes in the folder; gives what is believed from now on.
    """
    believed: dict[UUID, ChainState] = {}
    for file in sorted(folder.glob("*.json")):
        states, kept = whole(file) or {}, {}
        for team, known in states.items():
            state = shown(team)
            if state is not None:
                kept[team] = state
            if state is None or state.hash != known.hash:
                believed[team] = state or known
        with _alone(file):
            write_states(file, kept)
    return list(believed.values())


def whole(file: Path) -> dict[UUID, ChainState] | None:
    """The states in a file; None, and an error in the log, for a damaged one."""
    try:
        return read_states(file)
    except (OSError, ValueError, TypeError, AttributeError, LinkRefused):
        _log.error("The file of remembered keys is damaged: %s", file.name)
        return None


@contextmanager
def _alone(file: Path | None) -> Iterator[None]:
    """While no other process writes this file."""
    if file is None:
        yield
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.with_suffix(".lock").open("a") as lock:
        flock(lock, LOCK_EX)
        yield


def read_states(file: Path) -> dict[UUID, ChainState]:
    """The states in a file."""
    kept: dict[str, str] = json.loads(file.read_text())
    return {
        UUID(team): chain.read_known_state(b64decode(header))
        for team, header in kept.items()
    }


def write_states(file: Path, states: Mapping[UUID, ChainState]) -> None:
    """Put the states in the file, in one step; only its owner reads it."""
    text = {
        str(team): b64encode(links.header_of(state.link)).decode()
        for team, state in states.items()
    }
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as opened:
        json.dump(text, opened, indent=1)
        opened.flush()
        os.fsync(opened.fileno())
    half.replace(file)

"""The memory of a running installation, process by process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psutil

_SERVERS = ("postgres", "postgres:")


@dataclass(frozen=True, slots=True)
class ProcessMemory:
    """One process: its number, its command, and its proportional share in bytes."""

    pid: int
    command: str
    share: int


def list_memory(pid: int) -> list[ProcessMemory]:
    """A process and all below it, PostgreSQL apart; the largest first.

    What several of them share counts in parts: the sum is what all of them take
    (Pss of proc(5)).
    """
    top = psutil.Process(pid)
    found = _measured([top, *top.children(recursive=True)])
    return sorted(found, key=lambda one: one.share, reverse=True)


def _measured(family: list[psutil.Process]) -> Iterator[ProcessMemory]:
    for one in family:
        if not one.name().startswith(_SERVERS):
            share = one.memory_full_info().pss
            yield ProcessMemory(one.pid, " ".join(one.cmdline()), share)

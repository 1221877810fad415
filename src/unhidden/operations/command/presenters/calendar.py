"""The calendar in its phases, and what of it is late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unhidden.operations.command.queries.calendar import PHASES, CalendarLine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class CalendarPhase:
    """A phase with its lines."""

    label: StrOrPromise
    lines: tuple[CalendarLine, ...]

    @property
    def open_lines(self) -> int:
        return sum(line.state == "open" for line in self.lines)


def group_lines(lines: Iterable[CalendarLine]) -> list[CalendarPhase]:
    """The phases in their order, without those that have no line."""
    known = list(lines)
    found = [
        CalendarPhase(label, tuple(line for line in known if line.phase == phase))
        for phase, label in PHASES.items()
    ]
    return [phase for phase in found if phase.lines]

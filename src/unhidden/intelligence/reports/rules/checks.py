"""The second person: who may check an item's words, and what a check needs.

An item that was ever handled with conditions is checked by somebody else than its
writer before it may leave the organisation. That it is handled
without conditions since does not spare it the check.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from unhidden.intelligence import grades
from unhidden.lib import markings

LINES = ("name", "address", "job", "access", "viewpoint", "time", "language")


@dataclass(frozen=True, slots=True)
class NewCheck:
    """What somebody found: ``confirmed`` are lines of the checklist."""

    is_sound: bool
    confirmed: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """How an item stood when it was read: the version of its grade, how many mentions
    and links it had, and how often it had been checked.
    """

    version: int
    things: int
    checks: int

    def __str__(self) -> str:
        return f"{self.version}-{self.things}-{self.checks}"


class CheckFault(StrEnum):
    """Why a check does not count."""

    OWN_ITEM = "own_item"
    LINE_MISSING = "line_missing"
    REASON_MISSING = "reason_missing"
    MARKING_TOO_HIGH = "marking_too_high"


def fault_in(
    new: NewCheck, *, written_by: UUID | None, checked_by: UUID | None
) -> CheckFault | None:
    """The first thing wrong with a second person's check, or None."""
    if checked_by is None or checked_by == written_by:
        return CheckFault.OWN_ITEM
    if new.is_sound and set(new.confirmed) != set(LINES):
        return CheckFault.LINE_MISSING
    if not new.is_sound and not new.reason.strip():
        return CheckFault.REASON_MISSING
    if markings.is_marked_too_high(new.reason):
        return CheckFault.MARKING_TOO_HIGH
    return None


def needs_second_check(*, handlings: Iterable[str], second: bool | None) -> bool:
    """Whether an item waits for a second person.

    ``handlings`` are those of all its grades; ``second`` what a second person's newest
    check said, None without one.
    """
    return grades.WITH_CONDITIONS in handlings and not second

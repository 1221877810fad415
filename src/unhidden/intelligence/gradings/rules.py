"""Grading an item anew: what a new grade needs.

The grade of the source, of the information and of the handling are given together and
with a reason; every change is a new version.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unhidden.intelligence import grades
from unhidden.lib import markings


@dataclass(frozen=True, slots=True)
class Grade:
    """A 3x5x2 grade with its conditions."""

    source: str
    assessment: str
    handling: str
    conditions: str = ""

    @property
    def code(self) -> str:
        """The grade as it is written: 2CP."""
        return self.source + self.assessment + self.handling


class GradeFault(StrEnum):
    """Why a grade cannot be given."""

    GRADE_UNKNOWN = "grade_unknown"
    CONDITION_MISSING = "condition_missing"
    CONDITION_WITH_P = "condition_with_p"
    MARKING_TOO_HIGH = "marking_too_high"
    REASON_MISSING = "reason_missing"
    NOTHING_CHANGED = "nothing_changed"


def fault_in(new: Grade, *, stands: Grade, reason: str) -> GradeFault | None:
    """The first thing wrong with a new grade, or None."""
    if not is_known(new):
        return GradeFault.GRADE_UNKNOWN
    is_conditional = new.handling == grades.WITH_CONDITIONS
    if is_conditional != bool(new.conditions.strip()):
        faults = GradeFault
        return faults.CONDITION_MISSING if is_conditional else faults.CONDITION_WITH_P
    if any(markings.is_marked_too_high(text) for text in (new.conditions, reason)):
        return GradeFault.MARKING_TOO_HIGH
    if not reason.strip():
        return GradeFault.REASON_MISSING
    return GradeFault.NOTHING_CHANGED if new == stands else None


def is_known(grade: Grade) -> bool:
    """Whether each of the three is one of the standard's."""
    return (
        grade.source in grades.SOURCES
        and grade.assessment in grades.ASSESSMENTS
        and grade.handling in grades.HANDLINGS
    )

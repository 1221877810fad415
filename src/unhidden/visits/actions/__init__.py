"""Writes of the field: the record of a visit, and what it taught us."""

from unhidden.visits.actions.learnings import (
    HandlingTooOpen,
    Learning,
    SignNotSeen,
    report_learning,
)
from unhidden.visits.actions.records import (
    RecordDoesNotAddUp,
    SignUnknown,
    VisitAlreadyRecorded,
    record_visit,
)
from unhidden.visits.rules.consistency import Problem
from unhidden.visits.rules.records import (
    Found,
    Present,
    Referred,
    SignAnswered,
    VisitRecord,
)

__all__ = [
    "Found",
    "HandlingTooOpen",
    "Learning",
    "Present",
    "Problem",
    "RecordDoesNotAddUp",
    "Referred",
    "SignAnswered",
    "SignNotSeen",
    "SignUnknown",
    "VisitAlreadyRecorded",
    "VisitRecord",
    "record_visit",
    "report_learning",
]

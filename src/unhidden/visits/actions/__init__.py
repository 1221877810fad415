"""Writes of the field: the record of a visit, and what it taught us."""

from unhidden.visits.actions.learnings import Learning, report_learning
from unhidden.visits.actions.records import record_visit
from unhidden.visits.rules.records import (
    Found,
    Present,
    Referred,
    SignAnswered,
    VisitRecord,
)

__all__ = [
    "Found",
    "Learning",
    "Present",
    "Referred",
    "SignAnswered",
    "VisitRecord",
    "record_visit",
    "report_learning",
]

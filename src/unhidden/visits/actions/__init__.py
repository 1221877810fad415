"""Writes of the field: the record of a visit, and what it taught us."""

from unhidden.visits.actions.learnings import VisitLesson, report_learning
from unhidden.visits.actions.records import record_visit
from unhidden.visits.rules.records import (
    FoundVictim,
    HeadcountGroup,
    ReferralMade,
    SignAnswered,
    VisitRecord,
)

__all__ = [
    "FoundVictim",
    "HeadcountGroup",
    "ReferralMade",
    "SignAnswered",
    "VisitLesson",
    "VisitRecord",
    "record_visit",
    "report_learning",
]

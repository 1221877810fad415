"""Reads of the desk: the queue, graded reports, the risk of premises."""

from unhidden.intelligence.gradings.queries import grades_proposed, to_grade
from unhidden.intelligence.reports.queries.checks import (
    Waiting,
    items_waiting,
    to_check,
)
from unhidden.intelligence.reports.queries.disseminations import to_give
from unhidden.intelligence.reports.queries.items import report
from unhidden.intelligence.reports.queries.lists import ReportRow, reports_of_visit
from unhidden.intelligence.reports.queries.sources import sources_waiting
from unhidden.intelligence.retention.queries.reviews import reviews_due
from unhidden.intelligence.risk.queries.risks import RiskCard, bands, premises_at_risk
from unhidden.intelligence.search.queries.finding import Shown, find
from unhidden.intelligence.subjects.queries.contacts import (
    contacts_waiting,
    list_contacts,
)
from unhidden.intelligence.subjects.queries.learnt import Learnt, learnt_at

__all__ = [
    "Learnt",
    "ReportRow",
    "RiskCard",
    "Shown",
    "Waiting",
    "bands",
    "contacts_waiting",
    "find",
    "grades_proposed",
    "items_waiting",
    "learnt_at",
    "list_contacts",
    "premises_at_risk",
    "report",
    "reports_of_visit",
    "reviews_due",
    "sources_waiting",
    "to_check",
    "to_give",
    "to_grade",
]

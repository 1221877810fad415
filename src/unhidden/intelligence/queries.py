"""Reads of the desk: the queue, graded reports, the risk of premises."""

from unhidden.intelligence.gradings.queries import grades_proposed, to_grade
from unhidden.intelligence.reports.queries.checks import (
    UncheckedItem,
    items_waiting,
    to_check,
)
from unhidden.intelligence.reports.queries.disseminations import to_give
from unhidden.intelligence.reports.queries.items import get_graded_report
from unhidden.intelligence.reports.queries.lists import ReportRow, reports_of_visit
from unhidden.intelligence.reports.queries.sources import sources_waiting
from unhidden.intelligence.retention.queries.reviews import reviews_due
from unhidden.intelligence.risk.queries.risks import (
    PremisesScore,
    RiskCard,
    find_scores,
    list_bands,
    premises_at_risk,
    risk_of,
)
from unhidden.intelligence.search.queries.finding import SearchResultView, search_text
from unhidden.intelligence.subjects.queries.contacts import (
    contacts_waiting,
    list_contacts,
)
from unhidden.intelligence.subjects.queries.learnt import (
    VisitReportReference,
    learnt_at,
)
from unhidden.intelligence.subjects.queries.subjects import get_subject

__all__ = [
    "PremisesScore",
    "ReportRow",
    "RiskCard",
    "SearchResultView",
    "UncheckedItem",
    "VisitReportReference",
    "contacts_waiting",
    "find_scores",
    "get_graded_report",
    "get_subject",
    "grades_proposed",
    "items_waiting",
    "learnt_at",
    "list_bands",
    "list_contacts",
    "premises_at_risk",
    "reports_of_visit",
    "reviews_due",
    "risk_of",
    "search_text",
    "sources_waiting",
    "to_check",
    "to_give",
    "to_grade",
]

"""Reads of decision logs: whose a log is, its decisions, one of them, a draft."""

from unhidden.decision_log.queries.decisions import (
    DecisionCard,
    count_due_reviews,
    find_decision,
    list_last_decisions,
    list_open_reviews,
)
from unhidden.decision_log.queries.subjects import LogSubject

__all__ = [
    "DecisionCard",
    "LogSubject",
    "count_due_reviews",
    "find_decision",
    "list_last_decisions",
    "list_open_reviews",
]

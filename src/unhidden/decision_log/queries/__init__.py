"""Reads of decision logs: whose a log is, its decisions, one of them, a draft."""

from unhidden.decision_log.queries.decisions import count_due_reviews
from unhidden.decision_log.queries.subjects import LogSubject

__all__ = ["LogSubject", "count_due_reviews"]

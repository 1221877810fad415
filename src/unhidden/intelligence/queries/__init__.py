"""Reads of the desk: the queue, graded reports, the risk of premises."""

from unhidden.intelligence.queries.desk import (
    Decided,
    Queue,
    QueueRow,
    alike,
    considered,
    dealt_with,
    decisions,
    kinds_of_decision,
    reference,
    waiting,
)
from unhidden.intelligence.queries.items import (
    IntelligenceView,
    ItemView,
    MentionView,
    SeenElsewhere,
    may_open_original,
    report,
)
from unhidden.intelligence.queries.learnt import Learnt, learnt_at
from unhidden.intelligence.queries.lists import (
    Found,
    ReportRow,
    reports,
    reports_of_visit,
)
from unhidden.intelligence.queries.looking import Looked, look
from unhidden.intelligence.queries.risks import (
    Reason,
    RiskCard,
    RiskPage,
    bands,
    premises_at_risk,
    risk_of,
)
from unhidden.intelligence.queries.subjects import (
    CandidateView,
    LinkView,
    Said,
    SubjectView,
    matches,
    pair,
    subject,
)
from unhidden.intelligence.rules.matching import Comparison

__all__ = [
    "CandidateView",
    "Comparison",
    "Decided",
    "Found",
    "IntelligenceView",
    "ItemView",
    "Learnt",
    "LinkView",
    "Looked",
    "MentionView",
    "Queue",
    "QueueRow",
    "Reason",
    "ReportRow",
    "RiskCard",
    "RiskPage",
    "Said",
    "SeenElsewhere",
    "SubjectView",
    "alike",
    "bands",
    "considered",
    "dealt_with",
    "decisions",
    "kinds_of_decision",
    "learnt_at",
    "look",
    "matches",
    "may_open_original",
    "pair",
    "premises_at_risk",
    "reference",
    "report",
    "reports",
    "reports_of_visit",
    "risk_of",
    "subject",
    "waiting",
]

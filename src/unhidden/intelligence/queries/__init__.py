"""Reads of the desk: the queue, graded reports, the risk of premises."""

from unhidden.intelligence.queries.calibration import BandRow, calibration
from unhidden.intelligence.queries.checks import (
    MOST_WAITING,
    CheckView,
    ToCheck,
    Waiting,
    items_waiting,
    to_check,
)
from unhidden.intelligence.queries.contacts import (
    ContactCard,
    Contacts,
    contact,
    contacts,
    contacts_waiting,
)
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
from unhidden.intelligence.queries.disseminations import GivenView, ToGive, to_give
from unhidden.intelligence.queries.finding import (
    BEGIN,
    BY_PLACE,
    BY_REFERENCE,
    BY_WORDS,
    END,
    FoundByText,
    Shown,
    find,
)
from unhidden.intelligence.queries.gradings import GradeView, ToGrade, to_grade
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
from unhidden.intelligence.queries.reasons import Reason
from unhidden.intelligence.queries.risks import (
    RiskCard,
    RiskPage,
    bands,
    premises_at_risk,
    risk_of,
)
from unhidden.intelligence.queries.searches import (
    SavedCard,
    news,
    saved_search,
    saved_searches,
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
    "BEGIN",
    "BY_PLACE",
    "BY_REFERENCE",
    "BY_WORDS",
    "END",
    "MOST_WAITING",
    "BandRow",
    "CandidateView",
    "CheckView",
    "Comparison",
    "ContactCard",
    "Contacts",
    "Decided",
    "Found",
    "FoundByText",
    "GivenView",
    "GradeView",
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
    "SavedCard",
    "SeenElsewhere",
    "Shown",
    "SubjectView",
    "ToCheck",
    "ToGive",
    "ToGrade",
    "Waiting",
    "alike",
    "bands",
    "calibration",
    "considered",
    "contact",
    "contacts",
    "contacts_waiting",
    "dealt_with",
    "decisions",
    "find",
    "items_waiting",
    "kinds_of_decision",
    "learnt_at",
    "look",
    "matches",
    "may_open_original",
    "news",
    "pair",
    "premises_at_risk",
    "reference",
    "report",
    "reports",
    "reports_of_visit",
    "risk_of",
    "saved_search",
    "saved_searches",
    "subject",
    "to_check",
    "to_give",
    "to_grade",
    "waiting",
]

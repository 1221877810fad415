"""The tables of operations, and of the events that the public may come to."""

from unhidden.operations.models.plans import (
    AwarenessEvent,
    EventKind,
    Operation,
    OperationStatus,
    Partner,
    PlannedVisit,
    PlanStatus,
    Team,
    TeamMember,
    VisitKind,
)
from unhidden.operations.models.public import (
    ONE_FEEDBACK_FOR_EACH_FORM,
    ONE_SIGN_UP_FOR_EACH_FORM,
    EventAudience,
    EventFeedback,
    FeedbackConfidence,
    FeedbackUsefulness,
    PublicEvent,
    SignUp,
)

__all__ = [
    "ONE_FEEDBACK_FOR_EACH_FORM",
    "ONE_SIGN_UP_FOR_EACH_FORM",
    "AwarenessEvent",
    "EventAudience",
    "EventFeedback",
    "EventKind",
    "FeedbackConfidence",
    "FeedbackUsefulness",
    "Operation",
    "OperationStatus",
    "Partner",
    "PlanStatus",
    "PlannedVisit",
    "PublicEvent",
    "SignUp",
    "Team",
    "TeamMember",
    "VisitKind",
]

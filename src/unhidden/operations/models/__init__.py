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
    Audience,
    EventFeedback,
    PublicEvent,
    SignUp,
    Sure,
    Useful,
)

__all__ = [
    "ONE_FEEDBACK_FOR_EACH_FORM",
    "ONE_SIGN_UP_FOR_EACH_FORM",
    "Audience",
    "AwarenessEvent",
    "EventFeedback",
    "EventKind",
    "Operation",
    "OperationStatus",
    "Partner",
    "PlanStatus",
    "PlannedVisit",
    "PublicEvent",
    "SignUp",
    "Sure",
    "Team",
    "TeamMember",
    "Useful",
    "VisitKind",
]

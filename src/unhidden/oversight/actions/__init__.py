"""Computing, approving and publishing results; disclosing to investigators."""

from unhidden.oversight.actions.disclosures import (
    NewDisclosure,
    NoConsent,
    NotAuthorised,
    disclose,
)
from unhidden.oversight.actions.results import (
    AlreadyApproved,
    AlreadyAsked,
    AlreadyWithdrawn,
    NoSuchFigure,
    NotApproved,
    NotTheLatest,
    OperationNotClosed,
    SamePerson,
    SlugTaken,
    Statement,
    approve_exact_figure,
    approve_results,
    ask_exact_figure,
    compute_results,
    publish_results,
    withdraw_results,
)

__all__ = [
    "AlreadyApproved",
    "AlreadyAsked",
    "AlreadyWithdrawn",
    "NewDisclosure",
    "NoConsent",
    "NoSuchFigure",
    "NotApproved",
    "NotAuthorised",
    "NotTheLatest",
    "OperationNotClosed",
    "SamePerson",
    "SlugTaken",
    "Statement",
    "approve_exact_figure",
    "approve_results",
    "ask_exact_figure",
    "compute_results",
    "disclose",
    "publish_results",
    "withdraw_results",
]

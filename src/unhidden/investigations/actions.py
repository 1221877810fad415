"""Writes of investigations."""

from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.investigations.origins.actions.bringing import add_disclosure
from unhidden.investigations.origins.actions.opening import (
    open_from_disclosure,
    open_from_visit,
)
from unhidden.investigations.origins.actions.refusals import (
    AlreadyAnswered,
    CannotInvestigate,
    DeclineReasonMissing,
    InvestigationAlreadyRequested,
)
from unhidden.investigations.origins.actions.requests import (
    accept_request,
    decline_request,
    request_investigation,
)
from unhidden.investigations.posts.actions.teams import (
    add_member,
    close_investigation,
    end_member,
)

__all__ = [
    "AlreadyAnswered",
    "CannotInvestigate",
    "DeclineReasonMissing",
    "InvestigationAlreadyRequested",
    "InvestigationClosed",
    "accept_request",
    "add_disclosure",
    "add_member",
    "close_investigation",
    "decline_request",
    "end_member",
    "open_from_disclosure",
    "open_from_visit",
    "request_investigation",
]

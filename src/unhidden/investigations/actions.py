"""Writes of investigations."""

from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.investigations.origins.actions.bringing import add_disclosure
from unhidden.investigations.origins.actions.opening import (
    open_from_disclosure,
)
from unhidden.investigations.origins.actions.refusals import (
    CannotInvestigate,
)
from unhidden.investigations.origins.actions.requests import (
    accept_request,
    request_investigation,
)
from unhidden.investigations.posts.actions.teams import (
    add_member,
    close_investigation,
)

__all__ = [
    "CannotInvestigate",
    "InvestigationClosed",
    "accept_request",
    "add_disclosure",
    "add_member",
    "close_investigation",
    "open_from_disclosure",
    "request_investigation",
]

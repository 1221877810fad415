"""Reads of investigations."""

from unhidden.investigations.clocks.queries.waiting import count_waiting
from unhidden.investigations.origins.queries import (
    RequestView,
    get_request,
    list_requests,
    requests_waiting,
    who_investigates,
)
from unhidden.investigations.outcomes.queries.outcomes import (
    OutcomeCount,
    count_outcomes,
)
from unhidden.investigations.posts.queries.investigations import (
    get_investigation,
    list_investigations,
)

__all__ = [
    "OutcomeCount",
    "RequestView",
    "count_outcomes",
    "count_waiting",
    "get_investigation",
    "get_request",
    "list_investigations",
    "list_requests",
    "requests_waiting",
    "who_investigates",
]

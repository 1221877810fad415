"""Reads of investigations."""

from unhidden.investigations.origins.queries import (
    RequestView,
    get_request,
    list_requests,
    requests_waiting,
    who_investigates,
)
from unhidden.investigations.posts.queries.investigations import (
    count_waiting,
    get_investigation,
    list_investigations,
)

__all__ = [
    "RequestView",
    "count_waiting",
    "get_investigation",
    "get_request",
    "list_investigations",
    "list_requests",
    "requests_waiting",
    "who_investigates",
]

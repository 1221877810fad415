"""Reads of investigations."""

from unhidden.investigations.clocks.queries.waiting import count_waiting
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
    "count_outcomes",
    "count_waiting",
    "get_investigation",
    "list_investigations",
]

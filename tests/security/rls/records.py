"""Records of the made world, as SQL names them."""

from __future__ import annotations

from tests.security.rls.rows import key
from tests.security.rls.states import LEVELS, OTHER, OWN, STATES, TEAMS, State, Way

LEAD, SUPERVISOR, WORKER, OBSERVER = ((team,) for team in TEAMS)
FREE, KEPT_OUT, ORGANISATION_OUT, COLLEAGUE_OUT, OUT_ENDED, RESTRICTED, _, ABOVE, _ = (
    LEVELS
)
CASE, OPERATION, REPORT, VISIT = (
    "safeguarding_case",
    "operations_operation",
    "reporting_report",
    "visits_visit",
)


def record(
    table: str,
    ways: tuple[Way, ...],
    level: tuple[int, bool, str] = FREE,
    *,
    is_own: bool = False,
) -> str:
    """The id of the record in this state, as an expression."""
    state = State(ways, OWN if is_own else OTHER, *level)
    return key(table, str(STATES.index(state) + 1))

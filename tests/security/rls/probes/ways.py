"""Being told who was let in to a record."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.emergency.prepared import (
    MANAGER,
    NOBODY,
    OWNED,
    STRANGERS,
    SUPPORT,
    THIS,
    grant,
)
from tests.security.rls.records import CASE, KEPT_OUT, OBSERVER, WORKER, record
from tests.security.rls.states import COLLEAGUE, OTHER

PLANNER = ("planner", "operation_delivery")
MEMBER = record(CASE, WORKER)


def _ways(case: str, domain: str = "safeguarding_case") -> str:
    return f"select count(*) from wall.ways_in('{domain}', {case})"


def _told(
    name: str, case: str, expects: str, *before: str, who: tuple[str, str] = SUPPORT
) -> Attempt:
    return Attempt("ways_in", name, who, [_ways(case)], expects, before)


_OPENING = [
    f"select wall.begin('operation', {THIS})",
    "select wall.let_organisation_in"
    f"(gen_random_uuid(), 'operation', {THIS}, '{OTHER}', now())",
    _ways(THIS, "operation"),
]
ATTEMPTS = [
    _told("a worker", MEMBER, "1"),
    _told("an observer", record(CASE, OBSERVER), "1"),
    _told("a manager", OWNED, "1", grant(THIS, OWNED, COLLEAGUE), who=MANAGER),
    _told("a stranger", STRANGERS, "0", grant(THIS, STRANGERS, COLLEAGUE)),
    _told("a worker who is kept out", record(CASE, WORKER, KEPT_OUT), "0"),
    _told("nobody", MEMBER, "0", who=NOBODY),
    _told("of this kind of record alone", MEMBER, "1",
          grant(THIS, MEMBER, COLLEAGUE, domain="'visit'")),
    Attempt("ways_in", "whoever opens it", PLANNER, _OPENING, "1"),
]  # fmt: skip

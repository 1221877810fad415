"""Rows that one may change, but not into what another said or keeps."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.probes.targets import LED, TEAM
from tests.security.rls.records import VISIT, WORKER, record
from tests.security.rls.states import COLLEAGUE, DESK, OTHER, OWN, PERSON

_SUPERVISES = ("safeguarding_lead", "safeguarding_support")
_PLANS = ("planner", "operation_delivery")
_ID = "'00000000-0000-4000-8000-000000000077'::uuid"
_RELEASED = row(
    "visits_immigrationrelease",
    id=_ID,
    visit_id=record(VISIT, WORKER),
    authority="'A'",
    reason="'R'",
    asked_by_id=f"'{COLLEAGUE}'",
    asked_at="now()",
)


def _agrees(name: str, expects: str, person: object) -> Attempt:
    """Somebody agrees to a release that a colleague asked for."""
    agreed = (
        f"update visits_immigrationrelease set agreed_by_id = '{person}',"
        f" agreed_at = now() where id = {_ID} returning 'agreed'"
    )
    table = "visits_immigrationrelease"
    return Attempt(table, name, _SUPERVISES, [agreed], expects, [_RELEASED])


def _skill(name: str, expects: str, noted_by: str) -> Attempt:
    """A skill of somebody else's staff, which one's own organisation noted."""
    noted = row(
        "operations_personaccreditation",
        id=_ID,
        person_id=f"'{COLLEAGUE}'",
        organisation_id=f"'{OTHER}'",
        skill="'driver'",
        language="''",
        noted_by_id=f"'{OWN}'",
    )
    team = row("operations_team", id=TEAM, operation_id=LED, name="'A'")
    member = row(
        "operations_teammember",
        id=_ID,
        team_id=TEAM,
        person_id=f"'{COLLEAGUE}'",
        organisation_id=f"'{OTHER}'",
        is_leader="false",
    )
    now = (
        f"update operations_personaccreditation set noted_by_id = {noted_by}"
        f" where id = {_ID} returning 'noted'"
    )
    table = "operations_personaccreditation"
    return Attempt(table, name, _PLANS, [now], expects, [noted, team, member])


ATTEMPTS = [
    _agrees("a supervisor agrees to a release", "agreed", PERSON),
    _agrees("a supervisor agrees to a release in another's name", REFUSED, DESK),
    _skill("a skill that one noted stays so", "noted", f"'{OWN}'"),
    _skill("a skill that one noted is another's note", REFUSED, f"'{OTHER}'"),
    _skill("a skill that one noted is its own organisation's", REFUSED, "null"),
]

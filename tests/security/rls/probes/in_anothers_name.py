"""Rows that one may add or change, but not as what another said or keeps."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import LOOK, row
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


_TABLE = "operations_personaccreditation"
_LEADS = row("operations_team", id=TEAM, operation_id=LED, name="'A'")


def _member(person: object, organisation: object) -> str:
    return row(
        "operations_teammember",
        id=_ID,
        team_id=TEAM,
        person_id=f"'{person}'",
        organisation_id=f"'{organisation}'",
        is_leader="false",
    )


_SERVES, _OURS = _member(COLLEAGUE, OTHER), _member(COLLEAGUE, OWN)


def _make_skill(noted_by: str, organisation: object = OTHER) -> str:
    """What a colleague can do, who is of another organisation."""
    return row(
        _TABLE,
        id=_ID,
        person_id=f"'{COLLEAGUE}'",
        organisation_id=f"'{organisation}'",
        skill="'fire'",
        language="''",
        expires_on="current_date",
        noted_by_id=noted_by,
    )


def _notes(
    name: str, expects: str, noted_by: str, *there: str, organisation: object = OTHER
) -> Attempt:
    made = _make_skill(noted_by, organisation)
    return Attempt(_TABLE, name, _PLANS, [made], expects, [_LEADS, *there])


def _all(
    name: str,
    does: str,
    expects: str,
    noted_by: str,
    *there: str,
    organisation: object = OTHER,
) -> Attempt:
    """Somebody meets all rows at once, and reads none of them."""
    look = f"select count(*) from {_TABLE} where id = {_ID} and expires_on is not null"
    before = [_make_skill(noted_by, organisation), _LEADS, *there]
    return Attempt(_TABLE, name, _PLANS, [does, LOOK, look], expects, before)


_ENDS = f"update {_TABLE} set expires_on = null"
_DELETES = f"delete from {_TABLE}"


ATTEMPTS = [
    _agrees("a supervisor agrees to a release", "agreed", PERSON),
    _agrees("a supervisor agrees to a release in another's name", REFUSED, DESK),
    _all("a note is changed", _ENDS, "0", f"'{OWN}'", _SERVES),
    _all("a note of who serves elsewhere is changed", _ENDS, "1", f"'{OWN}'", _OURS),
    _all("what others keep is changed", _ENDS, "1", "null", _SERVES),
    _all("a note is taken back", _DELETES, "0", f"'{OWN}'", _SERVES),
    _all("a note of who serves elsewhere is deleted", _DELETES, "1", f"'{OWN}'", _OURS),
    _all("what others keep is deleted", _DELETES, "1", "null", _SERVES),
    _all("one's own is changed", _ENDS, "0", "null", _OURS, organisation=OWN),
    _all("a note of one's own", _ENDS, "1", f"'{OTHER}'", _OURS, organisation=OWN),
    _all("a note taken over", _DELETES, "0", f"'{OTHER}'", _OURS, organisation=OWN),
    _notes("a skill of who serves is noted", DONE, f"'{OWN}'", _SERVES),
    _notes("a skill of nobody's crew is noted", REFUSED, f"'{OWN}'"),
    _notes("a skill is noted for their own", REFUSED, "null", _SERVES),
    _notes("a skill is noted in another's name", REFUSED, f"'{OTHER}'", _SERVES),
    _notes("one's own who serves", DONE, "null", _OURS, organisation=OWN),
    _notes("one's own who does not serve", REFUSED, "null", organisation=OWN),
    _notes("one's own by another", REFUSED, f"'{OTHER}'", _OURS, organisation=OWN),
    _notes("one's own for another", REFUSED, "null", _SERVES, organisation=OWN),
]

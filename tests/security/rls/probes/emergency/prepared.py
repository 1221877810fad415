"""Emergency accesses, and grants from them, as the attempts find them prepared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.security.rls.records import CASE, record
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON
from tests.security.rls.world import engagement

SUPPORT = ("support_worker", "safeguarding_support")
MANAGER = ("support_manager", "safeguarding_support")
LEADER = ("safeguarding_lead", "safeguarding_support")
NOBODY = ("", "")

THIS, BESIDE = (f"'00000000-0000-4000-8000-00000000000{end}'::uuid" for end in "ab")
INVESTIGATION = "investigations_investigation"
STRANGERS, OWNED = record(CASE, ()), record(CASE, (), is_own=True)
NOTHING = "delete from emergency_access"

_COLUMNS = {
    "id": THIS,
    "person_id": f"'{COLLEAGUE}'",
    "engagement_id": f"'{engagement('support_worker', COLLEAGUE)}'",
    "organisation_id": f"'{OTHER}'",
    "owner_id": f"'{OWN}'",
    "domain": "'safeguarding_case'",
    "record_id": OWNED,
    "reference": "'found'",
    "purpose": "'safeguarding_support'",
    "reason": "'missing'",
    "words": "'nobody has seen her since Monday'",
    "needs_approval": "false",
    "asked_at": "now()",
    "until_at": "now() + interval '1 hour'",
    "review_due_on": "wall.today() + 5",
    "outcome": "''",
    "review_words": "''",
}
OPENED = {"opened_at": "now()"}
MINE = {
    "person_id": f"'{PERSON}'",
    "engagement_id": f"'{engagement('support_worker')}'",
    "organisation_id": f"'{OWN}'",
    "owner_id": f"'{OTHER}'",
    "record_id": STRANGERS,
}
OVER = {"until_at": "now() - interval '1 hour'"}
ENDED = {"ended_at": "now() - interval '1 hour'"}


def access(**given: str) -> str:
    """A colleague's, of another organisation, to this one's record; it waits."""
    return _access(given, "generate_series(1, 1)")


def accesses(times: int, given: Mapping[str, str]) -> str:
    """So many of them, each with an id of its own."""
    return _access({**given, "id": "gen_random_uuid()"}, f"generate_series(1, {times})")


def _access(given: Mapping[str, str], source: str) -> str:
    values = {**_COLUMNS, **given}
    row = f"select {', '.join(values.values())} from {source}"
    return f"insert into emergency_access ({', '.join(values)}) {row}"


def grant(source: str, case: str, person: object = PERSON, **given: str) -> str:
    """What an emergency opened, or what else is given, to a person."""
    values = {
        "id": "gen_random_uuid()",
        "domain": "'safeguarding_case'",
        "record_id": case,
        "person_id": f"'{person}'",
        "basis": "'break_glass'",
        "team_role": "''",
        "categories": "'{operational}'",
        "source_id": source,
        "granted_by": f"'{COLLEAGUE}'",
        "reason": "''",
        "from_at": "now()",
        "until_at": "now() + interval '1 hour'",
        **given,
    }
    made = f"({', '.join(values)}) values ({', '.join(values.values())})"
    return f"insert into access_grant {made}"


def looking(steps: Sequence[str], look: str) -> list[str]:
    """The steps, and then what is asked past the wall, if anything."""
    return [*steps, "reset role", look] if look else [*steps]


def of_access(asked: str, number: str = BESIDE) -> str:
    return f"select {asked} from emergency_access where id = {number}"


def of_grants(asked: str, which: str) -> str:
    return f"select {asked} from access_grant where {which}"

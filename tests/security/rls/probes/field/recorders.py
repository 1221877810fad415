"""Where somebody may record visits today: by which engagements, and whose."""

from __future__ import annotations

from uuid import UUID

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY
from tests.security.rls.states import COLLEAGUE, PERSON

_TODAY, _LATER, _EARLIER = "current_date", "current_date + 1", "current_date - 1"


def _engaged(number: int, **given: str) -> str:
    """One more engagement, in an organisation of this number."""
    told = {
        "id": "gen_random_uuid()",
        "organisation_id": f"'{UUID(int=number)}'::uuid",
        "role": "'officer'::text",
        "approved_at": "now()",
        "from_on": _TODAY,
        "to_on": "null::date",
        "ended_at": "null::timestamptz",
        **given,
    }
    changes = ", ".join(f"'{name}', {value}" for name, value in told.items())
    return (
        "insert into agencies_engagement select (jsonb_populate_record(e,"
        f" jsonb_build_object({changes}))).* from agencies_engagement e"
        f" where person_id = '{PERSON}' and role = 'overseer'"
    )


_ENGAGED = [
    _engaged(1),
    _engaged(2, approved_at="null::timestamptz"),
    _engaged(3, ended_at="now()"),
    _engaged(4, from_on=_LATER),
    _engaged(5, to_on=_EARLIER),
    _engaged(6, to_on=_TODAY),
    _engaged(7, role="'analyst'::text"),
    _engaged(8, role="'partner'::text"),
    _engaged(9, person_id=f"'{COLLEAGUE}'::uuid"),
    f"delete from agencies_engagement where person_id = '{PERSON}'"
    f" and organisation_id > '{UUID(int=9)}'",
]


def _records(name: str, expects: str, *before: str) -> Attempt:
    """The numbers of the organisations for which the person may record visits."""
    asked = (
        "select string_agg(ltrim(right(o::text, 2), '0'), ' ' order by o)"
        f" from unnest(wall.records_for('{PERSON}')) o"
    )
    return Attempt("records_for", name, NOBODY, [LOOK, asked], expects, before)


ATTEMPTS = [
    _records("by each engagement of today that lets them", "1 6 8", *_ENGAGED),
    _records("once they left altogether", "None", *_ENGAGED,
             f"update agencies_person set is_active = false where id = '{PERSON}'"),
]  # fmt: skip

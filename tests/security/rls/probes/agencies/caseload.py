"""What somebody who leaves would leave behind, as an administrator asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.agencies.engagements import NOBODY, OFFICER
from tests.security.rls.probes.agencies.prepared import (
    ADMINISTRATOR,
    LEADER,
    LEAVER,
    LEAVING,
    OURS,
    PLACE,
    SECOND,
    THEIRS,
    THIRD,
    UNKNOWN,
    beside,
    engaged,
    granted,
    stored,
)
from tests.security.rls.states import OTHER, OWN

_ALONE, _NONE = str(PLACE), "None"
_YESTERDAY, _TOMORROW = "current_date - 1", "current_date + 1"
_IN_THEIRS = f"update access_grant set record_id = {THEIRS} where id = '{PLACE}'"


def _asks(
    name: str,
    expects: str,
    more: Sequence[str] = (),
    *,
    engagement: UUID = LEAVING,
    who: tuple[str, str] = ADMINISTRATOR,
) -> Attempt:
    asked = f"string_agg(grant_id::text, ' ') from wall.caseload('{engagement}')"
    before = [*LEADER, *more]
    return Attempt("caseload covers", name, who, [f"select {asked}"], expects, before)


def _works_too(
    organisation: UUID = OWN, role: str = "support_manager", **more: str
) -> str:
    """The leaver has another engagement as well."""
    given = {"approved_at": "now()", **more}
    changed = ", ".join(f"{column} = {value}" for column, value in given.items())
    return engaged(LEAVER, role, organisation, changed)


def _beside_lead(
    more: str, of: str = "agencies_engagement", who: str = "person_id"
) -> list[str]:
    """A lead stands beside the leaver about whom this is so."""
    return [*beside("lead"), f"update {of} set {more} where {who} = '{THIRD}'"]


def _needed(name: str, before: Sequence[str], says: str) -> Attempt:
    asked = f"select is_needed from wall.caseload('{LEAVING}')"
    named = "caseload is_led_without is_at_work"
    return Attempt(named, name, ADMINISTRATOR, [asked], says, before)


# The table's own rule keeps such a row away; the procedure does not lean on it.
_SHARE_WITH_ROLE = [
    *beside("lead"),
    f"update access_grant set basis = 'share' where id = '{SECOND}'",
]
_CALLED = f"urn = current_setting('called.so') from safeguarding_case where id = {OURS}"
PLACES = [
    _asks("the leaver's places", _ALONE),
    _asks("as an officer", REFUSED, who=OFFICER),
    _asks("as nobody", REFUSED, who=NOBODY),
    _asks("of no engagement", _NONE, engagement=OWN),
    _asks("no colleague's", _ALONE, [granted(SECOND, OURS, THIRD)]),
    _asks("no share", _ALONE, [granted(SECOND, THEIRS, LEAVER, "")]),
    _asks("none that ended", _ALONE, [granted(SECOND, THEIRS, LEAVER, ended="now()")]),
    _asks(
        "none of another domain",
        _ALONE,
        [granted(SECOND, UNKNOWN, LEAVER, domain="investigation")],
    ),
]
KEPT = [
    _asks("what other work keeps", _NONE, [_works_too()]),
    _asks("what it keeps for now", _NONE, [_works_too(to_on=_TOMORROW)]),
    _asks("what it kept until yesterday", _ALONE, [_works_too(to_on=_YESTERDAY)]),
    _asks("what nobody approved", _ALONE, [_works_too(approved_at="null")]),
    _asks("what has ended", _ALONE, [_works_too(ended_at="now()")]),
    _asks("what does not meet it", _ALONE, [_works_too(role="analyst")]),
    _asks("what is done elsewhere", _ALONE, [_works_too(OTHER)]),
    _asks("what is done where it is", _NONE, [_IN_THEIRS, _works_too(OTHER)]),
]
NEEDED = [
    _needed("of nobody else", LEADER, "True"),
    _needed("beside a lead", beside("lead"), "False"),
    _needed("beside a supervisor", beside("supervisor"), "False"),
    _needed("beside a worker", beside("worker"), "True"),
    _needed("beside one who led", beside("lead", "now()"), "True"),
    _needed(
        "beside a disabled lead",
        _beside_lead("is_active = false", "agencies_person", "id"),
        "True",
    ),
    _needed("beside a lead who waits", _beside_lead("approved_at = null"), "True"),
    _needed("beside a lead who is gone", _beside_lead("ended_at = now()"), "True"),
    _needed("beside a lead who left", _beside_lead(f"to_on = {_YESTERDAY}"), "True"),
    _needed("beside a lead for now", _beside_lead(f"to_on = {_TOMORROW}"), "False"),
    _needed("beside a lead with other work", _beside_lead("role = 'analyst'"), "True"),
    _needed("beside a share", _SHARE_WITH_ROLE, "True"),
    Attempt(
        "caseload reference_of",
        "what it is called",
        ADMINISTRATOR,
        [
            "select set_config('called.so', reference, true)"
            f" from wall.caseload('{LEAVING}')",
            *stored(_CALLED),
        ],
        "True",
        LEADER,
    ),
]
ATTEMPTS = [*PLACES, *KEPT, *NEEDED]

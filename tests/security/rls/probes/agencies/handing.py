"""Who may take a leaver's place, and what becomes of one that they have."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tests.security.rls.attempts import DONE, Attempt
from tests.security.rls.probes.agencies.leaving import ENDED_GRANTS, NO_HOME
from tests.security.rls.probes.agencies.prepared import (
    ADMINISTRATOR,
    LEADER,
    OURS,
    PLACE,
    SECOND,
    SECRET,
    TAKER,
    THEIRS,
    THIRD,
    UNKNOWN,
    WITH_TAKER,
    engaged,
    granted,
    leave,
    stored,
)
from tests.security.rls.states import OTHER, OWN, PERSON


def _takes(
    name: str, expects: str, before: Sequence[str], taker: UUID = TAKER
) -> Attempt:
    steps = [leave((PLACE, taker))]
    named = "leave_engagement may_take covers"
    return Attempt(named, name, ADMINISTRATOR, steps, expects, before)


def _engaged(name: str, more: str, expects: str = NO_HOME) -> Attempt:
    """The taker's only engagement is changed so."""
    changed = f"update agencies_engagement set {more} where person_id = '{TAKER}'"
    return _takes(name, expects, [*WITH_TAKER, changed])


def _kept_out(name: str, case: str, whom: str, expects: str, more: str = "") -> Attempt:
    kept = (
        "insert into access_exclusion (id, domain, record_id, person_id,"
        " organisation_id, reason, set_by, from_at) values"
        f" ({UNKNOWN}, 'safeguarding_case', {case}, {whom}, '', '{PERSON}', now());"
        f" update access_exclusion set reason = '' {more} where id = {UNKNOWN}"
    )
    return _takes(name, expects, [*WITH_TAKER, kept])


_IN_SECRET = f"update access_grant set record_id = {SECRET} where id = '{PLACE}'"
_IS_GONE = f"update agencies_person set is_active = false where id = '{TAKER}'"
TAKING = [
    _takes("by a colleague", DONE, WITH_TAKER),
    _takes("by oneself", NO_HOME, LEADER, PERSON),
    _takes("by somebody without work", NO_HOME, LEADER),
    _takes("by a disabled person", NO_HOME, [*WITH_TAKER, _IS_GONE]),
    _takes("by another organisation's", NO_HOME,
           [*LEADER, engaged(TAKER, organisation=OTHER)]),
    _takes("by an analyst", NO_HOME, [*LEADER, engaged(TAKER, "analyst")]),
    _takes("without the clearance", NO_HOME, [*WITH_TAKER, _IN_SECRET]),
    _engaged("by one who waits", "approved_at = null"),
    _engaged("by one who is gone", "ended_at = now()"),
    _engaged("by one who comes", "from_on = current_date + 2"),
    _engaged("by one who left", "to_on = current_date - 1"),
    _engaged("by one who stays for now", "to_on = current_date + 1", DONE),
    _kept_out("by one who is kept out", OURS, f"'{TAKER}', null", NO_HOME),
    _kept_out("by an organisation that is", OURS, f"null, '{OWN}'", NO_HOME),
    _kept_out("by one who was kept out", OURS, f"'{TAKER}', null", DONE,
              ", ended_at = now()"),
    _kept_out("while another is kept out", OURS, f"'{THIRD}', null", DONE),
    _kept_out("by one who is kept out of another", THEIRS, f"'{TAKER}', null", DONE),
]  # fmt: skip

_ROLE = (
    f"string_agg(team_role, ' ') from access_grant where record_id = {OURS}"
    f" and person_id = '{TAKER}' and basis = 'team' and ended_at is null"
)


def _has(name: str, expects: str, *more: str, asked: str = _ROLE) -> Attempt:
    """What the taker has once the leaver, a lead, is gone."""
    steps = [leave((PLACE, TAKER)), *stored(asked)]
    before = [*WITH_TAKER, *more]
    return Attempt("hand_over", name, ADMINISTRATOR, steps, expects, before)


_ONLY_WORKED = f"update access_grant set team_role = 'worker' where id = '{PLACE}'"
_LEADS, _LOOKS = (granted(SECOND, OURS, TAKER, role) for role in ("lead", "observer"))
HAVING = [
    _has("a place", "lead"),
    _has("a place beside another team's", "lead", granted(SECOND, THEIRS, TAKER)),
    _has("a place beside one that ended", "lead",
         granted(SECOND, OURS, TAKER, ended="now()")),
    _has("a place beside a share", str(PLACE), granted(SECOND, OURS, TAKER, ""),
         asked=ENDED_GRANTS),
    _has("a stronger place", "lead", _LOOKS),
    _has("their own place, the stronger", "lead", _LEADS, _ONLY_WORKED),
    _has("their own place, as strong", str(PLACE), _LEADS, asked=ENDED_GRANTS),
    _has("one place, not two", f"{PLACE} {SECOND}", _LOOKS, asked=ENDED_GRANTS),
]  # fmt: skip
ATTEMPTS = [*TAKING, *HAVING]

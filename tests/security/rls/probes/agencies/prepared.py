"""A leaver, who may take over from them, and places on teams: prepared rows."""

from __future__ import annotations

from uuid import UUID, uuid5

from tests.security.rls.records import ABOVE, CASE, FREE, record
from tests.security.rls.states import OWN, PERSON
from tests.security.rls.world import engagement

ADMINISTRATOR = ("administrator", "system_admin")
LEAVER, TAKER, THIRD = (uuid5(PERSON, each) for each in ("leaver", "taker", "third"))
#: The ids of grants: the leaver's place, and others.
PLACE, SECOND, FURTHER, LAST = (uuid5(LEAVER, str(number)) for number in range(4))
#: Cases that nobody is on the team of.
OURS, SECRET = (record(CASE, (), level, is_own=True) for level in (FREE, ABOVE))
THEIRS = record(CASE, ())
UNKNOWN = "'00000000-0000-4000-8000-00000000000a'::uuid"
LEAVING = engagement("support_worker", LEAVER)
OPEN = "null"
#: When it is done, as who does it says: no other row has this moment.
AT = "'2001-02-03'::timestamptz"


def person(who: UUID, *, is_active: bool = True) -> str:
    return (
        "insert into agencies_person (id, email, name, language, is_active)"
        f" values ('{who}', '{who}', '', 'en', {is_active})"
    )


def engaged(
    who: UUID,
    role: str = "support_worker",
    organisation: UUID = OWN,
    more: str = "approved_at = now()",
) -> str:
    """An engagement that began yesterday, and has no end; ``more`` as in an UPDATE."""
    made = engagement(role, who)
    return (
        "insert into agencies_engagement (id, person_id, organisation_id, role,"
        f" clearance, from_on, asked_at) values ('{made}', '{who}', '{organisation}',"
        f" '{role}', 2, current_date - 1, now());"
        f" update agencies_engagement set {more} where id = '{made}'"
    )


def granted(
    grant: UUID,
    case: str,
    who: UUID,
    role: str = "lead",
    ended: str = OPEN,
    domain: str = "safeguarding_case",
) -> str:
    """A place on a team, or a share where there is no ``role``."""
    basis = "team" if role else "share"
    named = f"'{basis}', '{role}', '{{}}', '{{}}', '{who}', '', now(), {ended}"
    return (
        "insert into access_grant (id, domain, record_id, person_id, basis, team_role,"
        " categories, purposes, granted_by, reason, from_at, ended_at) values"
        f" ('{grant}', '{domain}', {case}, '{who}', {named})"
    )


#: The leaver works for the first organisation, and leads one of its cases alone.
LEADER = [
    person(LEAVER),
    person(TAKER),
    person(THIRD),
    engaged(LEAVER),
    granted(PLACE, OURS, LEAVER),
]
#: A colleague may take it.
WITH_TAKER = [*LEADER, engaged(TAKER)]


def beside(role: str, ended: str = OPEN) -> list[str]:
    """Somebody else is on the leaver's team, or has a share where there is no role."""
    return [*LEADER, engaged(THIRD), granted(SECOND, OURS, THIRD, role, ended)]


def leave(*homes: tuple[UUID, UUID | None], leaving: UUID = LEAVING) -> str:
    """End the leaver's engagement; each home is a place and who takes it."""
    listed = ", ".join(
        f'{{"grant": "{grant}", "person": ' + (f'"{taker}"}}' if taker else "null}")
        for grant, taker in homes
    )
    return f"select wall.leave_engagement('{leaving}', '[{listed}]', {AT})"


def stored(asked: str) -> list[str]:
    """What the tables hold, past every rule."""
    return ["reset role", f"select {asked}"]

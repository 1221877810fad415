"""Whether phones have safeguarding leads to seal to, for who watches."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.field.prepared import NONE, OTHER, add_device
from tests.security.rls.probes.sharing.prepared import NOBODY, row
from tests.security.rls.states import COLLEAGUE, IDLE, OWN
from tests.security.rls.states import OTHER as ELSEWHERE

_TEAM = "'00000000-0000-0000-0000-0000000000f1'::uuid"
_LEADS = {"role": "'safeguarding_lead'", "organisation_id": f"'{OWN}'"}
_NOBODY_LEADS = [
    *NONE,
    "update agencies_engagement set approved_at = now(), role = 'officer'",
    "delete from vault_membership",
    "delete from vault_team",
]
_PHONE = add_device(OTHER, approved_at="now()")


def _missing(name: str, expects: int, *before: str) -> Attempt:
    asked = "select wall.health() ->> 'leads_without_keys'"
    made = [*_NOBODY_LEADS, *before]
    role = "unhidden_health"
    return Attempt(
        "leads_without_keys", name, NOBODY, [asked], str(expects), made, role
    )


def _leads(who: object = COLLEAGUE, **given: str) -> str:
    said = ", ".join(f"{name} = {value}" for name, value in {**_LEADS, **given}.items())
    return (
        f"update agencies_engagement set {said} where id = (select id from"
        f" agencies_engagement where person_id = '{who}' limit 1)"
    )


def _team(organisation: object = OWN, at: str = _TEAM) -> str:
    return row(
        "vault_team", id=at, organisation_id=f"'{organisation}'", created_at="now()"
    )


def _link(at: str = _TEAM) -> str:
    return row(
        "vault_link", team_id=at, number="1", header="'x'", signatures="'x'"
    )  # fmt: skip


def _member(who: object = COLLEAGUE, at: str = _TEAM, **given: str) -> str:
    whole = {"team_id": at, "member_id": f"'{who}'", "asked_at": "now()", **given}
    return row("vault_membership", **whole)


_WHOLE = (_PHONE, _leads(), _team(), _link(), _member())
_OWN_TEAM = f"'{OWN}'::uuid"
ATTEMPTS = [
    _missing("a lead without keys, while phones go out", 1, _PHONE, _leads()),
    _missing("two leads of one organisation", 1, _PHONE, _leads(), _leads(IDLE)),
    _missing("while no phone goes out", 0, _leads()),
    _missing("while one waits to", 0, add_device(OTHER), _leads()),
    _missing("while one is lost", 0,
             add_device(OTHER, approved_at="now()", lost_at="now()"), _leads()),
    _missing("once it was handed back", 0,
             add_device(OTHER, approved_at="now()", ended_at="now()"), _leads()),
    _missing("nobody leads", 0, _PHONE),
    _missing("a lead whom nobody approved", 0, _PHONE, _leads(approved_at="null")),
    _missing("a lead who left", 0, _PHONE, _leads(ended_at="now()")),
    _missing("keys that were signed for", 0, *_WHOLE),
    _missing("keys that nobody signed for", 1, _PHONE, _leads(), _team(), _member()),
    _missing("signed for, of another team", 1, _PHONE, _leads(), _team(),
             _team(at="gen_random_uuid()"), _member(),
             "insert into vault_link (team_id, number, header, signatures)"
             f" select id, 1, 'x', 'x' from vault_team where id <> {_TEAM} limit 1"),
    _missing("keys that nobody holds", 1, _PHONE, _leads(), _team(), _link()),
    _missing("keys that the lead holds no more", 1, _PHONE, _leads(), _team(), _link(),
             _member(ended_at="now()")),
    _missing("keys that somebody else holds", 1, _PHONE, _leads(), _team(), _link(),
             _member(IDLE)),
    _missing("keys of another organisation", 1, _PHONE, _leads(), _team(ELSEWHERE),
             _link(), _member()),
    _missing("the organisation's own keys", 1, _PHONE, _leads(),
             f"delete from vault_team where id = {_OWN_TEAM}", _team(at=_OWN_TEAM),
             _link(_OWN_TEAM), _member(at=_OWN_TEAM)),
    _missing("of whom one holds them who was not approved", 1, _PHONE, _leads(),
             _leads(IDLE, approved_at="null"), _team(), _link(), _member(IDLE)),
    _missing("of whom one holds them who left", 1, _PHONE, _leads(),
             _leads(IDLE, ended_at="now()"), _team(), _link(), _member(IDLE)),
    _missing("of whom one leads elsewhere and holds them", 2, _PHONE, _leads(),
             _leads(IDLE, organisation_id=f"'{ELSEWHERE}'"), _team(), _link(),
             _member(IDLE)),
]  # fmt: skip

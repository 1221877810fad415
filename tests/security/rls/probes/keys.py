"""Changing keys: what is vouched for and what not, and whose keys they are."""

from __future__ import annotations

from collections.abc import Sequence

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.states import (
    COLLEAGUE,
    GONE,
    IDLE,
    LEFT,
    NEW,
    OTHER,
    OWN,
    PERSON,
    WAITING,
)

NOBODY, WORKER = ("", ""), "unhidden_worker"
SYSTEM = ("system", "system_admin")
SUPPORT, ADMINISTRATOR = (
    ("support_worker", "safeguarding_support"),
    ("administrator", "system_admin"),
)
BROKEN = "23514"
TEAM, ELSE = (
    "00000000-0000-4000-8000-0000000000a1",
    "00000000-0000-4000-8000-0000000000a2",
)
RECORD, SHARES = (f"00000000-0000-4000-8000-0000000000a{end}" for end in "34")
AT = "2026-01-01T00:00:00Z"
_TABLES = (
    "recordkey", "memberkey", "membership", "rewrap", "generation", "proof",
    "keptroster", "team", "wrap",
    "member", "recoverynotice", "recoveryuse", "shareholder", "recovery", "helper",
)  # fmt: skip
EMPTY = [f"delete from vault_{table}" for table in _TABLES]


def team(name: str = TEAM, organisation: object = OWN, set_up: str = "null") -> str:
    return (
        "insert into vault_team (id, organisation_id, created_at, set_up_at) values"
        f" ('{name}', '{organisation}', now(), {set_up})"
    )


def generation(number: int = 1, of: str = TEAM) -> str:
    own = "1" if of == TEAM else "2"
    return (
        "with made as (insert into vault_generation (id, team_id, number, public_key,"
        " server_wrapped, opens_first_version, created_at) values"
        f" ({own}{number}, '{of}', {number}, 'x', 'x', false, now()) returning id)"
        f" update vault_team set newest_id = made.id from made"
        f" where vault_team.id = '{of}'"
    )


def member(person: object = PERSON, *, is_recovery: bool = False) -> str:
    return (
        "insert into vault_member (id, public_key, is_recovery, created_at) values"
        f" ('{person}', 'old', {is_recovery}, now())"
    )


def in_team(
    person: object = PERSON,
    of: str = TEAM,
    admitted: str = "now()",
    ended: str = "null",
) -> str:
    return (
        "insert into vault_membership (team_id, member_id, asked_at, admitted_at,"
        f" ended_at) values ('{of}', '{person}', now(), {admitted}, {ended})"
    )


def wrap(person: object = PERSON, label: str = "") -> str:
    return (
        "insert into vault_wrap (member_id, kind, label, salt, operations, memory,"
        f" wrapped_key, created_at) values ('{person}', 'password', '{label}', 'x', 1,"
        " 1, 'x', now())"
    )


def holds(person: object = PERSON, number: int = 11) -> str:
    return (
        "insert into vault_memberkey (generation_id, member_id, sealed_key) values"
        f" ({number}, '{person}', 'x')"
    )


def proof(person: object = PERSON, of: str = TEAM, engagement: object = PERSON) -> str:
    return (
        "insert into vault_proof (team_id, person_id, engagement_id, signer, proof)"
        f" values ('{of}', '{person}', '{engagement}', 'x', 'x')"
    )


def record_key(of: str = TEAM, number: int = 11, slot: str = "a") -> str:
    return (
        "insert into vault_recordkey (id, record_id, slot, team_id, generation_id,"
        f" sealed_key) values (gen_random_uuid(), '{RECORD}', '{slot}', '{of}',"
        f" {number}, 'x')"
    )


def rewrap(number: int = 11, ended: str = "null") -> str:
    return (
        "insert into vault_rewrap (id, generation_id, total, done, broken, handed,"
        f" started_at, ended_at) values (7, {number}, 1, 0, 0, 'x', now(), {ended})"
    )


def vouch(
    change: str,
    *,
    of: str = "",
    number: int = 0,
    who: object = PERSON,
    kind: str = "link",
    digest: str = "encode(sha256(convert_to(c, 'UTF8')), 'hex')",
    challenge: str = "wall.challenge()",
) -> str:
    """Sign for this change as the program would, and keep both where SQL finds them."""
    parts = f"'{of}', '{number}', {digest}, '{who}', 'nonce', {challenge}"
    more = ", ''" if kind == "token" else ""
    signed = f"wall.packed('{kind}', array[{parts}{more}])"
    return (
        f"select set_config('stolen.voucher', {signed}, true),"
        f" set_config('stolen.change', c, true) from (select $c${change}$c$::text c) c"
    )


_TOLD = "(current_setting('stolen.voucher'), current_setting('stolen.change'))"


def _tries(
    procedures: str,
    name: str,
    vouched: str,
    before: Sequence[str] = (),
    expects: str = DONE,
    *,
    call: str,
    look: str = "",
    who: tuple[str, str] = SUPPORT,
) -> Attempt:
    then = ["reset role", f"select {look}"] if look else []
    steps = [f"select wall.{call}{_TOLD}", *then]
    return Attempt(procedures, name, who, steps, expects, [*EMPTY, *before, vouched])


def _vouching(name: str, expects: str = REFUSED, **given: object) -> Attempt:
    vouched = vouch("{}", **given)  # type: ignore[arg-type]  # its own parameters
    return _tries("vouched", name, vouched, expects=expects, call="change_record_keys")


_OTHER_DIGEST = "encode(sha256('other'::bytea), 'hex')"
VOUCHING = [
    _vouching("what is vouched for", DONE),
    _vouching("of a team's keys", of=TEAM),
    _vouching("at another number", number=1),
    _vouching("of another change", digest=_OTHER_DIGEST),
    _vouching("for another person", who=COLLEAGUE),
    _vouching("in another transaction", challenge="'1:1:1'"),
    _vouching("with a token in its place", kind="token"),
    Attempt("vouched unpacked", "with nothing", SUPPORT,
            ["select wall.change_record_keys('', '{}')"]),
]  # fmt: skip

_PAIR = '"public_key": "bmV3", "at": "' + AT + '"'
_WRAP = '"wraps": [{"kind": "password", "label": "", "salt": "eA==", "operations": 1, "memory": 1, "wrapped_key": "bmV3"}]'  # noqa: E501
_DROP = '"dropped": [{"kind": "password", "label": "b"}]'
_KEY = "encode(public_key, 'escape') from vault_member where id = "


def _own(
    name: str,
    change: str,
    before: Sequence[str] = (),
    expects: str = DONE,
    look: str = "",
    person: object = PERSON,
) -> Attempt:
    vouched = vouch(f'{{"person": "{person}", {change}}}')
    tried = "change_member put_key_pair"
    return _tries(
        tried, name, vouched, before, expects, call="change_member", look=look
    )


_HERE = [team(), generation()]
_PROVES = (
    f'{{"team": "{TEAM}", "engagement": "{PERSON}", "signer": "bmV3", "proof": "bmV3"}}'
)
_RENEWS = f'{_PAIR}, "renews": true, {_WRAP}'
_TWO = [member(), wrap(label="b"), wrap(label="c"), wrap(COLLEAGUE, "b")]
OWN_KEYS = [
    _own("a first key pair", f"{_PAIR}, {_WRAP}", expects="new",
         look=f"{_KEY}'{PERSON}'"),
    _own("another's key pair", f"{_PAIR}, {_WRAP}", expects=REFUSED, person=COLLEAGUE),
    _own("a key pair that nothing opens", _PAIR, expects=BROKEN),
    _own("a second key pair", f"{_PAIR}, {_WRAP}", [member(), wrap()], "old",
         f"{_KEY}'{PERSON}'"),
    _own("a second one's way in", f"{_PAIR}, {_WRAP}", [member(), wrap()], "1",
         "count(*) from vault_wrap"),
    _own("a second one leaves the way in to the first", f"{_PAIR}, {_WRAP}",
         [member(), wrap()], "x", "encode(wrapped_key, 'escape') from vault_wrap"),
    _own("a new one for a lost one", _RENEWS, [member(), wrap(), member(COLLEAGUE)],
         "new old", "string_agg(encode(public_key, 'escape'), ' ' order by public_key)"
         " from vault_member"),
    _own("a new one for the shares'", _RENEWS, [member(is_recovery=True), wrap()],
         "old",
         f"{_KEY}'{PERSON}'"),
    _own("whose old ways in are gone", _RENEWS, [member(), wrap(label="b"),
         wrap(COLLEAGUE)],
         "2", "count(*) from vault_wrap"),
    _own("what was sealed to the lost one", _RENEWS,
         [member(), holds(), holds(COLLEAGUE)], "1", "count(*) from vault_memberkey"),
    _own("what they proved with it", _RENEWS,
         [member(), *_HERE, proof(), proof(COLLEAGUE)], str(COLLEAGUE),
         "string_agg(person_id::text, '') from vault_proof"),
    _own("what they prove", f'"proved": [{_PROVES}]',
         [member(), wrap(), *_HERE, proof()], "new",
         "encode(proof, 'escape') from vault_proof"),
    _own("who waits then", _RENEWS,
         [member(), in_team(), in_team(COLLEAGUE), in_team(of=ELSE, ended="now()")],
         "1",
         "count(*) from vault_membership where admitted_at is null"),
    _own("one way in less", _DROP, _TWO, "2", "count(*) from vault_wrap"),
    _own("the last way in", _DROP, [member(), wrap(label="b")], BROKEN),
    _own("the last way in, while others have theirs", _DROP,
         [member(), wrap(label="b"), wrap(COLLEAGUE)], BROKEN),
    _own("a way in of another kind", _DROP.replace("password", "passkey"), _TWO, "3",
         "count(*) from vault_wrap"),
]  # fmt: skip

_SET_UP = [team(set_up="now()"), generation()]
_NEW_KEYS = '"generation": {"public_key": "bmV3"}'
_GIVES = f'"member_keys": [{{"member": "{PERSON}", "sealed_key": "bmV3"}}]'
_MINE = [in_team(), member()]


def _team(
    name: str,
    change: str,
    before: Sequence[str] = _HERE,
    expects: str = DONE,
    look: str = "",
    *,
    number: int = 1,
    tries: str = "",
    who: tuple[str, str] = SUPPORT,
) -> Attempt:
    text = f'{{"team": "{TEAM}", "at": "{AT}", {change}}}'
    person = "system" if who == SYSTEM else PERSON
    vouched = vouch(text, of=TEAM, number=number, who=person)
    tried = tries or "change_team may_change_team"
    return _tries(tried, name, vouched, before, expects, call="change_team", look=look,
                  who=who)  # fmt: skip


_NUMBERS = "string_agg(number::text, ' ' order by number) from vault_generation"
_LATEST = f"max(number) from vault_generation where team_id = '{TEAM}'"
CHANGING = [
    _team("a new team", f'"organisation": "{OWN}", {_NEW_KEYS}', [], "1", _NUMBERS,
          number=0),
    _team("new keys", _NEW_KEYS, [*_HERE, team(ELSE), generation(5, ELSE)], "2",
          _LATEST),
    _team("new keys beside another's", _NEW_KEYS,
          [team(ELSE), generation(5, ELSE), *_HERE], "2", _LATEST),
    _team("new keys leave others' newest as it was", _NEW_KEYS,
          [*_HERE, team(ELSE), generation(5, ELSE)], "25",
          f"newest_id from vault_team where id = '{ELSE}'"),
    _team("worked out from older ones", _NEW_KEYS, [*_HERE, generation(2)], REFUSED),
    _team("by a holder after set-up", _NEW_KEYS, [*_SET_UP, *_MINE], "2", _LATEST),
    *(
        _team(f"{what} by no holder", change, _SET_UP, REFUSED)
        for what, change in (
            ("new keys", _NEW_KEYS),
            ("let in", f'"admitted": ["{PERSON}"]'),
            ("given keys", _GIVES),
            ("set up", '"set_up": true'),
            ("shares", '"recovery": {}'),
        )
    ),
    _team("by enough shares", '"recovery_used": {"is_done": true}, "admitted": []',
          _SET_UP),
    _team("by too few shares", '"recovery_used": {"is_done": false}, "admitted": []',
          _SET_UP, REFUSED),
    _team("by one who waits", _NEW_KEYS, [*_SET_UP, in_team(admitted="null")], REFUSED),
    _team("by a holder of another's", _NEW_KEYS, [*_SET_UP, team(ELSE),
          in_team(of=ELSE)],
          REFUSED),
    _team("somebody asks after set-up", f'"asked": ["{PERSON}"]', _SET_UP),
    _team("the server's wrap comes back",
          '"generation": {"public_key": "eA==", "server_wrapped": "eA=="}',
          [*_SET_UP, *_MINE], REFUSED),
    _team("the server lets go", f'"set_up": true, {_NEW_KEYS}',
          [*_HERE, team(ELSE), generation(1, ELSE), *_MINE], ELSE,
          "string_agg(team_id::text, '') from vault_generation"
          " where server_wrapped is not null"),
    _team("and of no other team", f'"set_up": true, {_NEW_KEYS}',
          [*_HERE, team(ELSE), *_MINE], TEAM,
          "string_agg(id::text, '') from vault_team where set_up_at is not null"),
    _team("without being set up", _NEW_KEYS, expects="0",
          look="count(*) from vault_team where set_up_at is not null"),
    _team("by the system after set-up", _NEW_KEYS, _SET_UP, "2", _LATEST, who=SYSTEM),
    _team("the server's wrap before set-up",
          '"generation": {"public_key": "eA==", "server_wrapped": "eA=="}', _HERE, "2",
          _LATEST),
    _team("by who administers", _NEW_KEYS, _SET_UP, REFUSED, who=ADMINISTRATOR),
]  # fmt: skip

_ADMITS = f'"admitted": ["{PERSON}"]'
_IN = "string_agg(team_id || ' ' || member_id, ',' order by team_id, member_id) from"
_ADMITTED = f"{_IN} vault_membership where admitted_at = '{AT}'"
_ENDED = f"{_IN} vault_membership where ended_at = '{AT}'"
_BESIDE = [
    *_HERE, team(ELSE), generation(1, ELSE), in_team(), in_team(of=ELSE),
    in_team(COLLEAGUE), in_team(ended="'2020-01-01'"),
    holds(), holds(number=21), holds(COLLEAGUE),
]  # fmt: skip
_ENDS = f'"ended": ["{PERSON}"]'


def _members(
    name: str, change: str, before: Sequence[str], expects: str, look: str
) -> Attempt:
    return _team(name, change, before, expects, look, tries="change_membership")


MEMBERS = [
    _members("asks", f'"asked": ["{PERSON}"]', _HERE, "1",
             "count(*) from vault_membership"),
    _members("asks twice", f'"asked": ["{PERSON}"]', _BESIDE, "4",
             "count(*) from vault_membership"),
    _members("is let in", _ADMITS, _BESIDE, f"{TEAM} {PERSON}", _ADMITTED),
    _members("goes", _ENDS, _BESIDE, f"{TEAM} {PERSON}", _ENDED),
    _members("keeps no key", _ENDS, _BESIDE, "2", "count(*) from vault_memberkey"),
    _members("keeps those of another team", _ENDS, _BESIDE, "21",
             f"string_agg(generation_id::text, '') from vault_memberkey where member_id"
             f" = '{PERSON}'"),
]  # fmt: skip


def _given(
    name: str,
    change: str,
    before: Sequence[str],
    expects: str,
    look: str = "count(*) from vault_memberkey",
    who: tuple[str, str] = SUPPORT,
) -> Attempt:
    return _team(name, change, before, expects, look,
                 tries="give_keys entitled engagement_of", who=who)  # fmt: skip


def _keys_for(person: object, of: str = "") -> str:
    number = f'"generation": {of}, ' if of else ""
    return f'"member_keys": [{{{number}"member": "{person}", "sealed_key": "bmV3"}}]'


GIVING = [
    _given("to one who is in", _keys_for(PERSON), [*_HERE, in_team()], "1"),
    _given("to one of another organisation", _keys_for(COLLEAGUE),
           [*_HERE, in_team(COLLEAGUE)], REFUSED),
    _given("to one whose organisation has another team", _keys_for(COLLEAGUE),
           [*_HERE, team(ELSE, OTHER), in_team(COLLEAGUE)], REFUSED),
    _given("to one beside one who is in", _keys_for(COLLEAGUE),
           [*_HERE, in_team(), member()], REFUSED),
    _given("by the system, before anybody is engaged", _keys_for(COLLEAGUE),
           [*_HERE, in_team(COLLEAGUE)], "1", who=SYSTEM),
    _given("to one beside the key of the shares", _keys_for(COLLEAGUE),
           [*_HERE, in_team(COLLEAGUE), member(SHARES, is_recovery=True)], REFUSED),
    _given("to one of the other organisation's own team", _keys_for(COLLEAGUE),
           [team(organisation=OTHER), generation(), in_team(COLLEAGUE)], "1"),
    *(
        _given(f"to {what}", _keys_for(who), [*_HERE, in_team(who)], REFUSED)
        for what, who in (("one who is gone", GONE), ("one whose time is over", LEFT),
                          ("one who is not approved", WAITING), ("one disabled", IDLE))
    ),
    _given("to one who begins later", _keys_for(NEW), [*_HERE, in_team(NEW)], "1"),
    _given("to one who waits", _keys_for(PERSON), [*_HERE, in_team(admitted="null")],
           REFUSED),
    _given("to one who left the team", _keys_for(PERSON),
           [*_HERE, in_team(ended="now()")], REFUSED),
    _given("to one of another team", _keys_for(PERSON),
           [*_HERE, team(ELSE), in_team(of=ELSE)], REFUSED),
    _given("to the key of the shares", _keys_for(SHARES),
           [*_HERE, in_team(SHARES), member(SHARES, is_recovery=True)], "1"),
    _given("to a key that nobody is engaged with", _keys_for(SHARES),
           [*_HERE, in_team(SHARES), member(SHARES)], REFUSED),
    _given("of another team's generation", _keys_for(PERSON, "21"),
           [*_HERE, team(ELSE), generation(1, ELSE), in_team()], REFUSED),
    _given("twice", _keys_for(PERSON), [*_HERE, in_team(), holds()], "1"),
]  # fmt: skip
ATTEMPTS = [*VOUCHING, *OWN_KEYS, *CHANGING, *MEMBERS, *GIVING]

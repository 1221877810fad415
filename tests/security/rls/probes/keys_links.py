"""Chains of keys: which link may be added, and who is there to be let in."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.keys import (
    AT,
    ELSE,
    EMPTY,
    NOBODY,
    SUPPORT,
    TEAM,
    generation,
    holds,
    in_team,
    member,
    proof,
    team,
    vouch,
)
from tests.security.rls.states import COLLEAGUE, GONE, OTHER, OWN, PERSON

_TOLD = "(current_setting('stolen.voucher'), current_setting('stolen.change'))"
_HERE = [team(), generation(), in_team(), member(), holds()]
_X = b"x".hex()


def _roster(*people: object) -> str:
    return "".join(["why rotate\n", *(f"holder {one} none\n" for one in people)])


def _header(people: str, other: Mapping[str, str]) -> str:
    said = {
        "root": "r",
        "team": TEAM,
        "number": "1",
        "previous": "none",
        "day": "d",
        "generation": "1",
        "key": _X,
        "roster": sha256(people.encode()).hexdigest(),
    }
    return "".join(f"{name} {value}\n" for name, value in {**said, **other}.items())


def _link(*people: object, **other: str) -> str:
    roster = _roster(*people)
    parts = {
        "header": _header(roster, other),
        "signatures": "s",
        "roster": roster,
    }
    coded = {name: b64encode(part.encode()).decode() for name, part in parts.items()}
    return f'"link": {json.dumps(coded)}'


_FIRST = _header(_roster(PERSON), {})
_CHAIN = (
    "insert into vault_link (team_id, number, header, signatures) values"
    f" ('{TEAM}', 1, '{_FIRST}', 's')"
)
_OF_ELSE = _CHAIN.replace(TEAM, ELSE)
_AFTER = {"number": "2", "previous": sha256(_FIRST.encode()).hexdigest()}


def _links(
    name: str,
    change: str,
    before: Sequence[str] = _HERE,
    expects: str = REFUSED,
    look: str = "",
    number: int = 1,
) -> Attempt:
    text = f'{{"team": "{TEAM}", "at": "{AT}", {change}}}'
    then = ["reset role", f"select {look}"] if look else []
    return Attempt(
        "follow_link add_link holders",
        name,
        SUPPORT,
        [f"select wall.change_team{_TOLD}", *then],
        expects,
        [*EMPTY, *before, vouch(text, of=TEAM, number=number)],
    )


_COUNTED = f"count(*) from vault_link where team_id in ('{TEAM}', '{ELSE}')"
_NEW = f'"generation": {{"public_key": "{b64encode(b"x").decode()}"}}'
_GIVES = '"member_keys": [{"member": "%s", "sealed_key": "bmV3"}]'
_SECOND = _link(PERSON, generation="2")
_WAITING = (
    "string_agg(member_id::text, ',') from vault_membership where admitted_at is null"
)
LINKS = [
    _links("a first link", _link(PERSON), expects="1", look=_COUNTED),
    _links("the next", _link(PERSON, **_AFTER), [*_HERE, _CHAIN], "2", _COUNTED),
    _links("beside another team's", _link(PERSON), [*_HERE, team(ELSE), _OF_ELSE], "2",
           _COUNTED),
    *(
        _links(f"with another {what}", _link(PERSON, **{what: "else"}))
        for what in ("team", "previous", "generation", "key", "roster")
    ),
    _links("with another number", _link(PERSON, number="2")),
    _links("a second first", _link(PERSON), [*_HERE, _CHAIN]),
    _links("of a chain that goes another way", _link(PERSON, number="2"),
           [*_HERE, _CHAIN]),
    _links("for one who has no key", _link(PERSON, COLLEAGUE)),
    _links("for one who has only an older key", _link(PERSON, generation="2"),
           [*_HERE, generation(2)], number=2),
    _links("that leaves out whom it gives a key", f"{_GIVES % PERSON}, {_link()}"),
    _links("that names whom it gives a key",
           f"{_NEW}, {_GIVES % PERSON}, {_SECOND}", expects="1", look=_COUNTED),
    _links("whom it leaves out waits",
           f"{_NEW}, {_GIVES % PERSON}, {_SECOND}",
           [*_HERE, in_team(COLLEAGUE), in_team(GONE, ended="now()"), team(ELSE),
            in_team(COLLEAGUE, ELSE)], f"{TEAM} {COLLEAGUE}",
           "string_agg(team_id || ' ' || member_id, ',') from vault_membership"
           " where admitted_at is null"),
    _links("the same keys leave who is in", _link(PERSON),
           [*_HERE, in_team(COLLEAGUE)], "None", _WAITING),
    _links("new keys without a link", _NEW, [*_HERE, _CHAIN]),
    _links("new keys where there is no chain", _NEW, expects=DONE),
    _links("new keys where only others have a chain", _NEW,
           [*_HERE, team(ELSE), _OF_ELSE], DONE),
    _links("keys taken away without a link", f'"ended": ["{PERSON}"]',
           [*_HERE, _CHAIN], DONE),
    _links("the roster is the last link's", _link(PERSON, **_AFTER),
           [*_HERE, _CHAIN, f"insert into vault_keptroster values ('{TEAM}', 'old')"],
           "1", "count(*) from vault_keptroster where roster <> 'old'"),
]  # fmt: skip

_MINE = [team(), in_team(), member()]


def _asks(
    procedure: str,
    name: str,
    call: str,
    before: Sequence[str],
    expects: str,
    who: tuple[str, str] = SUPPORT,
) -> Attempt:
    asked = [f"select count(*) from wall.{procedure}({call})"]
    return Attempt(procedure, name, who, asked, expects, [*EMPTY, *before])


def _holders(
    name: str, before: Sequence[str], expects: str, who: tuple[str, str] = SUPPORT
) -> Attempt:
    return _asks("key_holders", name, f"'{TEAM}'", before, expects, who)


CANDIDATES = [
    _holders("who is in", _MINE, "1"),
    _holders("who is in another team", [*_MINE, team(ELSE), in_team(of=ELSE)], "1"),
    _holders("who has left", [team(), in_team(ended="now()"), member()], "0"),
    _holders("who is engaged elsewhere",
             [*_MINE, in_team(COLLEAGUE), member(COLLEAGUE)], "1"),
    _holders("who signed for their key, once", [*_MINE, proof(), proof(COLLEAGUE)],
             "1"),
    _holders("nobody asks", _MINE, "0", NOBODY),
]  # fmt: skip


def _proves(
    name: str,
    before: Sequence[str],
    expects: str,
    who: tuple[str, str] = SUPPORT,
    person: object = PERSON,
) -> Attempt:
    return _asks("to_prove", name, f"'{person}', 'x'", before, expects, who)


_PROVED = (
    "insert into vault_proof (team_id, person_id, engagement_id, signer, proof) values"
    f" ('{TEAM}', '{PERSON}', (wall.engagement_of('{PERSON}', '{OWN}')).id, 'x', 'x')"
)
PROVING = [
    _proves("in a team of one's organisation", [team()], "1"),
    _proves("proved already", [team(), _PROVED], "0"),
    _proves("in another organisation's", [team(organisation=OTHER)], "0"),
    _proves("for somebody else", [team(organisation=OTHER)], "0", person=COLLEAGUE),
    _proves("by nobody", [team()], "0", NOBODY),
    _proves("for an earlier engagement", [team(), proof(engagement=OWN)], "1"),
]  # fmt: skip
ATTEMPTS = [*LINKS, *CANDIDATES, *PROVING]

"""Forged, replayed, expired and borrowed contexts; and what is told without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.security.rls.attempts import DONE, Attempt
from tests.security.rls.records import CASE, FREE, KEPT_OUT, WORKER, record
from tests.security.rls.rows import key
from tests.security.rls.states import (
    ALL,
    COLLEAGUE,
    GONE,
    HOUR,
    IDLE,
    LEFT,
    NEW,
    OWN,
    PERSON,
    WAITING,
    Way,
)
from tests.security.rls.world import engagement

NOBODY = ("", "")
SUPPORT = ("support_worker", "safeguarding_support")
OVERSEER = ("overseer", "oversight_statistics")
OFFICER = ("officer", "safeguarding_support")
WORKS = "support_worker"
SHOWN = "select wall.person()"
FAR = 99_999_999_999


_CHALLENGE = "wall.challenge()"
_ELSEWHERE_SIGNED = "'1:1:1'"
_SOON = "(extract(epoch from clock_timestamp()) + 50)::bigint::text"
_LATER = "(extract(epoch from clock_timestamp()) + 70)::bigint::text"
_PAST = "'1'"


def _signed(
    kind: str,
    parts: Sequence[str],
    *,
    key: str = "",
    tag: str = "",
    lengths: str = "wall.lengths(p)",
) -> str:
    """A text as only whoever has the key could sign it; ``parts`` are in SQL."""
    begins = f"'{tag or f'unhidden {kind} 2'}', {lengths}"
    body = f"concat_ws('|', {begins}, array_to_string(p, '|'))"
    made = f"(select {body} b from (select array[{', '.join(parts)}] p) q) r"
    return f"(select wall.mac('{key or kind}', b) || '|' || b from {made})"


def _token_parts(
    person: object = PERSON,
    engaged: object = None,
    purpose: str = "safeguarding_support",
    expires: str = _SOON,
    challenge: str = _CHALLENGE,
    confirmed: int = 0,
) -> list[str]:
    engaged = engaged or engagement(WORKS)
    who = [f"'{person}'", f"'{engaged}'", f"'{purpose}'"]
    return [*who, expires, f"'{confirmed}'", "'nonce'", challenge]


def _kept(token: str) -> str:
    """Keep it where the thief finds it."""
    return f"select set_config('stolen.token', {token}, true)"


def _token(**parts: Any) -> str:
    return _kept(_signed("token", _token_parts(**parts)))


def _system(**parts: Any) -> str:
    given = {"person": "system", "purpose": "system_admin", **parts}
    return _kept(_signed("system", _token_parts(**given)))


def _context_parts(
    expires: str = _SOON,
    challenge: str = _CHALLENGE,
    domains: str = "safeguarding_case",
    organisation: str = "",
) -> list[str]:
    who = [PERSON, engagement(WORKS), OWN, WORKS, "safeguarding_support", 2]
    rights = [domains, organisation, "", "", "0", "nonce"]
    return [
        *(f"'{each}'" for each in who),
        expires,
        challenge,
        *(f"'{each}'" for each in rights),
    ]


def _put(text: str, place: str = "context") -> str:
    return f"select set_config('unhidden.{place}', {text}, true)"


def _context(expires: str = _SOON, challenge: str = _CHALLENGE, **frame: str) -> str:
    return _put(_signed("context", _context_parts(expires, challenge), **frame))


def _enter(name: str, before: str, expects: str = "42501", tries: str = "") -> Attempt:
    steps = ["select wall.enter(current_setting('stolen.token'))"]
    return Attempt(tries or "enter engaged", name, NOBODY, steps, expects, [before])


def _changed(old: str, new: str) -> str:
    held = f"replace(current_setting('unhidden.context'), '{old}', '{new}')"
    return f"select set_config('unhidden.context', {held}, true)"


READING = "unpacked mac"
_ANOTHER_MAC = "repeat('0', 64) || substr({}, 65)"
_MORE = [*_token_parts(), "'more'"]
_FEW = _token_parts()[1:]
ENTERING = [
    _enter("a good token", _token(), DONE),
    _enter("a token of another transaction", _token(challenge=_ELSEWHERE_SIGNED)),
    _enter("the system's", _system(), DONE),
    _enter("the system's, under a person's key",
           _kept(_signed("system", _token_parts("system"), key="token")),
           tries=READING),
    _enter("the system's, of another transaction",
           _system(challenge=_ELSEWHERE_SIGNED)),
    _enter("an expired token", _token(expires=_PAST)),
    _enter("a token for longer than a minute", _token(expires=_LATER)),
    _enter("a purpose that is not the role's", _token(purpose="investigation")),
    _enter("another's engagement", _token(person=COLLEAGUE)),
    _enter("a disabled person", _token(person=IDLE, engaged=engagement(WORKS, IDLE))),
    _enter("an engagement that is over",
           _token(person=LEFT, engaged=engagement(WORKS, LEFT))),
    _enter("one that has not begun",
           _token(person=NEW, engaged=engagement(WORKS, NEW))),
    _enter("one that ends later",
           _token(person=COLLEAGUE, engaged=engagement(WORKS, COLLEAGUE)), DONE),
    _enter("one who waits", _token(person=WAITING, engaged=engagement(WORKS, WAITING))),
    _enter("one who is gone", _token(person=GONE, engaged=engagement(WORKS, GONE))),
    Attempt(
        "enter",
        "a proof from the future is none",
        NOBODY,
        [
            "select wall.enter(current_setting('stolen.token'))",
            "select split_part(current_setting('unhidden.context'), '|', 16)",
        ],
        "0",
        [_token(confirmed=FAR)],
    ),
    _enter("an unknown engagement", _token(engaged=OWN)),
    _enter("a token with another mac",
           _kept(_ANOTHER_MAC.format(_signed("token", _token_parts()))), tries=READING),
    _enter("a context in a token's place",
           _kept(_signed("context", _context_parts())), tries=READING),
    _enter("a token with another's name",
           _kept(_signed("token", _token_parts(), tag="unhidden link 2")),
           tries=READING),
    _enter("a token of too few parts", _kept(_signed("token", _FEW)), tries=READING),
    _enter("a token of too many parts", _kept(_signed("token", _MORE)), tries=READING),
    _enter("a token with other lengths",
           _kept(_signed("token", _token_parts(), lengths="'1,2,3,4,5,6,7'")),
           tries=READING),
    _enter("an empty token", _kept("''"), tries=READING),
    Attempt("enter unpacked", "no token", NOBODY, ["select wall.enter(null)"]),
]  # fmt: skip
HOLDING = [
    Attempt("claims", "a good context", NOBODY, [SHOWN], str(PERSON), [_context()]),
    Attempt("claims", "of another transaction", NOBODY, [SHOWN],
            before=[_context(challenge=_ELSEWHERE_SIGNED)]),
    Attempt("claims", "expired", NOBODY, [SHOWN], before=[_context(_PAST)]),
    Attempt("claims", "another kind's name", NOBODY, [SHOWN],
            before=[_context(tag="unhidden opening 2")]),
    Attempt("claims", "a part too many", NOBODY, [SHOWN],
            before=[_put(_signed("context", [*_context_parts(), "'more'"]))]),
    Attempt("claims", "a part too few", NOBODY, [SHOWN],
            before=[_put(_signed("context", _context_parts()[:13]))]),
    Attempt("claims", "another role", SUPPORT,
            [_changed("support_worker", "support_manager"), SHOWN]),
    Attempt("claims", "another mac", NOBODY, [SHOWN], before=[
        _put(_ANOTHER_MAC.format(_signed("context", _context_parts())))]),
    Attempt("claims", "none", NOBODY, [SHOWN], "None"),
    Attempt("claims", "an empty one", NOBODY,
            ["select set_config('unhidden.context', '', true)", SHOWN], "None"),
]  # fmt: skip

_BEGUN = "'00000000-0000-4000-8000-00000000000a'"


def _opened(
    person: object = PERSON, nonce: str = "nonce", challenge: str = _CHALLENGE
) -> str:
    parts = ["'safeguarding_case'", _BEGUN, f"'{person}'", f"'{nonce}'", challenge]
    return _put(_signed("opening", parts), "opening")


_OPENING = "select wall.opening('safeguarding_case')"
OPENING = [
    Attempt("opening", "of this transaction", NOBODY, [_OPENING], _BEGUN.strip("'"),
            [_context(), _opened()]),
    Attempt("opening", "of another transaction", NOBODY, [_OPENING],
            before=[_context(), _opened(challenge=_ELSEWHERE_SIGNED)]),
    Attempt("opening", "of another person", NOBODY, [_OPENING],
            before=[_context(), _opened(person=COLLEAGUE)]),
    Attempt("opening", "of another context of the person", NOBODY, [_OPENING],
            before=[_context(), _opened(nonce="other")]),
    Attempt("opening", "of another domain", NOBODY,
            ["select wall.opening('visit')"], "None", [_context(), _opened()]),
]  # fmt: skip


def _packs(name: str, parts: str, expects: str = "42501") -> Attempt:
    """The database's own signing: only the guard's functions may ask for it."""
    asked = f"select cardinality(string_to_array(wall.packed('opening', {parts}), '|'))"
    return Attempt("packed", name, NOBODY, [asked], expects, role="unhidden_guard")


SIGNING = [
    _packs("all five parts", "array['a', 'b', 'c', '', 'e']", "8"),
    _packs("four parts", "array['a', 'b', 'c', 'd']"),
    _packs("a part that is null", "array['a', 'b', 'c', null, 'e']"),
    _packs("a part with a frame in it", "array['a|b', 'b', 'c', 'd', 'e']"),
    _packs("a part with another letter", "array['a', 'b', 'c', 'd', 'é']"),
    _packs("a part with a line's end", "array['a', 'b', 'c', 'd', E'\\n']"),
    Attempt("packed", "in staff's name", NOBODY,
            ["select wall.packed('opening', array['a', 'b', 'c', 'd', 'e'])"]),
]  # fmt: skip


def _with(name: str, asked: str, expects: str, **rights: str) -> Attempt:
    """In a context that no honest one is like: a right without what it belongs to."""
    before = _put(_signed("context", _context_parts(**rights)))
    return Attempt(
        "begin meets organisations", name, NOBODY, [asked], expects, [before]
    )


_CREATES = f"select wall.begin('{{}}', {_BEGUN})"
ODD = [
    _with("to create what is in view", _CREATES.format("safeguarding_case"), DONE,
          organisation="safeguarding_case:create"),
    _with("to create what is not in view", _CREATES.format("investigation"), "42501",
          organisation="investigation:create"),
    _with("to create what is no domain", _CREATES.format("anything"), "42501",
          domains="anything", organisation="anything:create"),
    _with("to read what is not in view",
          "select wall.meets('investigation', '{read}')", "False",
          organisation="investigation:read"),
    _with("whose records are read that are not in view",
          "select cardinality(wall.organisations('investigation', 'read'))", "0",
          organisation="investigation:read"),
]  # fmt: skip


def _says(
    procedure: str, name: str, who: tuple[str, str], asked: str, says: str
) -> Attempt:
    return Attempt(procedure, name, who, [f"select {asked}"], says)


_READERS = {
    "report": ("analyst", "report_triage"),
    "intelligence": ("analyst", "intel_assessment"),
    "operation": ("planner", "operation_delivery"),
    "visit": ("analyst", "intel_assessment"),
    "safeguarding_case": ("support_manager", "safeguarding_support"),
}
_NONE = "'00000000-0000-4000-8000-00000000000a'::uuid"
ASKING = [
    *(
        _says(
            "header may",
            f"no {domain}",
            who,
            f"wall.may('{domain}', {_NONE}, 'read')",
            "False",
        )
        for domain, who in _READERS.items()
    ),
    Attempt("header begin", "no investigation", ("investigator", "investigation"),
            [f"select wall.begin('investigation', {_NONE})"], DONE),
    # Who finds something at a visit asks those who can staff one.
    Attempt("begin", "an investigation, as an officer", ("officer", "investigation"),
            [f"select wall.begin('investigation', {_NONE})"]),
    _says("meets", "to write what is overseen", OVERSEER,
          "wall.meets('statistic', '{write}')", "False"),
    _says("meets", "to read what is overseen", OVERSEER,
          "wall.meets('statistic', '{read}')", "True"),
    _says("meets", "to read what nobody gave", ("partner", "operation_delivery"),
          "wall.meets('intelligence', '{read}')", "False"),
    _says("organisations", "to write what is overseen", OVERSEER,
          "cardinality(wall.organisations('visit', 'write'))", "0"),
]  # fmt: skip


def _met(
    name: str, ways: tuple[Way, ...], level: tuple[int, bool, str], says: str
) -> Attempt:
    asked = f"{record(CASE, ways, level)} = any(wall.met())"
    return _says("met", name, SUPPORT, asked, says)


_ENDED = (Way("team", "lead", is_ended=True),)
_OF_ALL = (Way("team", "worker", whose="organisation"),)
_COLLEAGUES = (Way("team", "lead", whose="colleague"),)
_OVER = (Way("share", categories=ALL, lasts=-HOUR),)
_FOR_NOW = (Way("break_glass", categories=("operational", "health"), lasts=HOUR),)
_ELSEWHERE = (
    Way("share", categories=ALL, purposes=("oversight_statistics", "intel_assessment")),
)
_FOR_SUPPORT = (Way("share", categories=ALL, purposes=("safeguarding_support",)),)
_SEEN = record(CASE, _FOR_NOW)


def _looked_at(name: str, ways: tuple[Way, ...], says: str) -> Attempt:
    seen = record(CASE, ways)
    steps = [
        f"select set_config('unhidden.looked_at', ({seen})::text, true)",
        f"select count(*) from safeguarding_case where id = {seen}",
    ]
    return Attempt("view looked_at", name, SUPPORT, steps, says)


_ALL_OVER = (Way("break_glass", categories=ALL, lasts=-HOUR),)
MEETING = [
    _looked_at("an emergency", _FOR_NOW, "1"),
    _looked_at("an emergency that is over", _ALL_OVER, "0"),
    _met("a team's", WORKER, FREE, "True"),
    _met("an organisation's", _OF_ALL, FREE, "True"),
    _met("a colleague's", _COLLEAGUES, FREE, "False"),
    _met("an ended one", _ENDED, FREE, "False"),
    _met("one that is over", _OVER, FREE, "False"),
    _met("an emergency that is not looked at", _FOR_NOW, FREE, "False"),
    Attempt(
        "met looked_at",
        "an emergency that is looked at",
        SUPPORT,
        [
            f"select set_config('unhidden.looked_at', ({_SEEN})::text, true)",
            f"select {_SEEN} = any(wall.met())",
        ],
        "True",
    ),
    _met("one for other purposes", _ELSEWHERE, FREE, "False"),
    _met("one for this purpose", _FOR_SUPPORT, FREE, "True"),
    _met("kept out", WORKER, KEPT_OUT, "False"),
]

_STRANGER = record(CASE, ())
_VICTIM = "'00000000-0000-4000-8000-00000000000b'::uuid"
_PERSONS = "visits_possiblevictim"


def _found(at: str) -> list[str]:
    """Somebody with a case, who was found at this visit."""
    return [
        f"update safeguarding_case set possible_victim_id = {_VICTIM}, nrm_state = 'x',"
        f" urn = 'found' where id = {_STRANGER}",
        f"update {_PERSONS} set id = {_VICTIM} where id = {at}",
    ]


_OWN_FOUND = record(_PERSONS, (), is_own=True)
_FOUND = _found(_OWN_FOUND)
_URN = f"select wall.urn_of_case({_VICTIM})"
_PREMISES = "'00000000-0000-4000-8000-00000000000c'::uuid"
_LEARNT = f"select count(*) from wall.learnt_at(array[{_PREMISES}])"
_TAUGHT = [
    f"update intelligence_intelligencereport set visit_id = {_PREMISES}"
    f" where id = {key('intelligence_intelligencereport', '1')}"
]
TELLING = [
    Attempt("urn_of_case", "to an opener", OFFICER, [_URN], "found", _FOUND),
    Attempt("urn_of_case", "to an opener, of somebody found elsewhere", OFFICER,
            [_URN], "None", _found(record(_PERSONS, ()))),
    Attempt("urn_of_case", "to an opener, of nobody who was found", OFFICER,
            [_URN], "None", _FOUND[:1]),
    Attempt("urn_of_case", "to a planner", ("planner", "operation_delivery"),
            [_URN], "None", _FOUND),
    Attempt("urn_of_case", "to a worker", SUPPORT, [_URN], "None", _FOUND),
    Attempt("urn_of_case", "to nobody", NOBODY, [_URN], "None", _FOUND),
    Attempt("learnt_at", "to a visitor's desk", ("analyst", "intel_assessment"),
            [_LEARNT], "1", _TAUGHT),
    Attempt("learnt_at", "to support", SUPPORT, [_LEARNT], "0", _TAUGHT),
]  # fmt: skip
ATTEMPTS = [*ENTERING, *HOLDING, *OPENING, *SIGNING, *ODD, *ASKING, *MEETING, *TELLING]

"""Signing and ending agreements."""

from __future__ import annotations

from tests.security.rls import world
from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import (
    AGREEMENT,
    LOOK,
    MANAGER,
    NOBODY,
    NONE,
    SHARE,
    WIDER,
    agreement,
    party,
    share,
    tried,
)
from tests.security.rls.states import OTHER, OWN, PERSON
from unhidden.agencies.policies import PERMISSIONS_OF_ROLE

_NEW = "; ".join(
    [
        agreement(NONE, version="2"),
        party(NONE, OWN, at="null"),
        party(NONE, OTHER, at="null"),
    ]
)
_LATE = "; update sharing_agreement set {} where id = " + NONE
_OTHERS = agreement(NONE, OTHER)
_SIGNED_BY_PERSON = (
    f"select count(*) from sharing_party where signed_by_id = '{PERSON}'"
)
_FINAL = "select count(*) from sharing_agreement where is_final"


def _sign(wanted: str = NONE, seen: int = 2) -> str:
    return f"select wall.sign_agreement({wanted}, {seen}, now())"


def _signs(name: str, expects: str, *prepared: str, seen: int = 2) -> Attempt:
    return tried(
        "sign_agreement", name, MANAGER, [_sign(seen=seen)], expects, *prepared
    )


def _end(wanted: str = AGREEMENT) -> str:
    return f"select cardinality(wall.end_agreement({wanted}, 'no', now()))"


SIGNING = [
    _signs("a party signs", "", _NEW),
    tried("sign_agreement", "for itself, this one", MANAGER,
          [_sign(), LOOK, _SIGNED_BY_PERSON], "1", _NEW, agreement(SHARE),
          party(SHARE, OWN, at="null")),
    tried("sign_agreement", "which is final then", MANAGER, [_sign(), LOOK, _FINAL],
          "1", _NEW),
    _signs("a party signs twice", "moved", agreement(NONE, OWN, OTHER, version="2")),
    _signs("an agreement of others", REFUSED, _OTHERS),
    _signs("one that is not there", REFUSED),
    _signs("a party of one that is not there", REFUSED, party(NONE, OWN, at="null")),
    _signs("other terms than were read", "moved", _NEW, seen=1),
    _signs("one that ended", "moved", _NEW + _LATE.format("ended_at = now()")),
    _signs("one that is over", "moved",
           _NEW + _LATE.format("to_on = current_date - 2")),
    tried("sign_agreement", "nobody signs", NOBODY, [_sign()], REFUSED, _NEW),
]  # fmt: skip
_UNDER = [
    share(),
    share("offered", id="gen_random_uuid()"),
    share("ended", id="gen_random_uuid()"),
    share("accepted", id="gen_random_uuid()", agreement_id=WIDER, record_id=SHARE),
]
_ENDED = "update sharing_agreement set ended_at = now()"
ENDING = [
    tried("end_agreement", "a party ends it with its shares", MANAGER, [_end()], "2",
          *_UNDER),
    tried("end_agreement", "that one alone", MANAGER, [_end(), LOOK, _FINAL], "1"),
    tried("end_agreement", "one that ended", MANAGER, [_end()], "None", _ENDED),
    tried("end_agreement", "an agreement of others", MANAGER, [_end(NONE)], REFUSED,
          _OTHERS),
    tried("end_agreement", "one that is not there", MANAGER, [_end(NONE)]),
    tried("end_agreement", "nobody ends it", NOBODY, [_end()]),
]  # fmt: skip
_KEEPS = "sharing.keep_agreements"
ROLES = [
    tried(f"{procedure} keeps_agreements", f"as {role}", (role, purpose), [step],
          done if _KEEPS in PERMISSIONS_OF_ROLE[role] else REFUSED, _NEW)
    for role, purpose in world.first_purposes().items()
    for procedure, step, done in (
        ("sign_agreement", _sign(), ""), ("end_agreement", _end(), "0"))
]  # fmt: skip
ATTEMPTS = [*SIGNING, *ENDING, *ROLES]

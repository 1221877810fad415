"""Answering what is offered to one's organisation, and letting its people in."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.agencies.prepared import THIRD as IDLER
from tests.security.rls.probes.agencies.prepared import engaged
from tests.security.rls.probes.sharing.prepared import (
    AGREEMENT,
    ANALYST,
    ANOTHER,
    FELLOW,
    LOOK,
    MANAGER,
    NOBODY,
    SHARE,
    THIRD,
    WIDER,
    received,
    tried,
)
from tests.security.rls.records import CASE, COLLEAGUE_OUT, KEPT_OUT, record
from tests.security.rls.states import COLLEAGUE, LEFT, OTHER, PERSON

_OFFERED, _ACCEPTED, _ENDED = (
    received(state) for state in ("offered", "accepted", "ended")
)
_FURTHER = {"id": ANOTHER, "record_id": record(CASE, (), COLLEAGUE_OUT)}
_OVER = f"update sharing_agreement set ended_at = now() where id = {AGREEMENT}"


def _people(*people: object) -> str:
    return "'{" + ", ".join(map(str, people)) + "}'::uuid[]"


def _accept(*people: object, seen: int = 1) -> str:
    return f"select wall.accept_share({SHARE}, {seen}, {_people(*people)}, now())"


def _decline(seen: int = 1) -> str:
    return f"select wall.decline_share({SHARE}, {seen}, '', now())"


def _add(*people: object) -> str:
    return f"select wall.add_to_share({SHARE}, {_people(*people)}, now())"


def _does(procedures: str, name: str, step: str, expects: str, *prep: str) -> Attempt:
    return tried(procedures, name, MANAGER, [step], expects, *prep)


def _accepts(name: str, expects: str, *prepared: str, seen: int = 1) -> Attempt:
    step = _accept(FELLOW, seen=seen)
    return _does("accept_share let_in_by_share", name, step, expects, *prepared)


def _lets_in(name: str, *people: object, offer: str = _OFFERED) -> Attempt:
    procedures = "accept_share let_in_by_share works_for"
    return _does(procedures, f"let in {name}", _accept(*people), "people", offer)


def _alone(procedure: str, step: str, column: str, state: str) -> Attempt:
    """Of two shares in this state, the one that is meant is written."""
    look = f"select count(*) from sharing_share where {column} is not null"
    two = received(state), received(state, **_FURTHER)
    return tried(procedure, "that one alone", MANAGER, [step, LOOK, look], "1", *two)


_HELD = (
    "select string_agg(distinct person_id::text, ' ') from agencies_engagement"
    f" where xmax::text <> '0' and person_id in ('{FELLOW}', '{IDLER}')"
)
_LET_IN = f"select count(*) from access_grant where source_id = {SHARE}"
ACCEPTING = [
    _accepts("the receiver accepts", "", _OFFERED),
    tried("accept_share", "and lets a colleague in", MANAGER,
          [_accept(FELLOW, FELLOW), LOOK, _LET_IN], "1", _OFFERED),
    tried("let_in_by_share works_on", "whose engagement cannot end meanwhile", MANAGER,
          [_accept(FELLOW), LOOK, _HELD], str(FELLOW), _OFFERED, engaged(IDLER)),
    _alone("accept_share", _accept(FELLOW), "answered_by_id", "offered"),
    _accepts("what is accepted", "moved", _ACCEPTED),
    _accepts("one that moved", "moved", _OFFERED, seen=2),
    _accepts("one that expired", "moved", received(expires_at="now()")),
    _accepts("one that expires later", "",
             received(expires_at="now() + interval '1 day'")),
    _accepts("under an ended agreement", "agreement", _OFFERED, _OVER),
    _lets_in("nobody"),
    _lets_in("who offered it", FELLOW, offer=received(offered_by_id=f"'{FELLOW}'")),
    _lets_in("one who left", FELLOW, LEFT),
    _lets_in("another organisation's", COLLEAGUE),
    _lets_in(
        "one who does none of it",
        FELLOW,
        offer=received(agreement_id=WIDER, purposes="'{disclosure}'"),
    ),
]  # fmt: skip
_EXCLUDED = received(record_id=record(CASE, (), KEPT_OUT))


def _declines(name: str, expects: str, *prepared: str, seen: int = 1) -> Attempt:
    procedures = "decline_share share_of_receiver"
    return _does(procedures, name, _decline(seen), expects, *prepared)


DECLINING = [
    _declines("the receiver declines", "", _OFFERED),
    _alone("decline_share", _decline(), "answered_by_id", "offered"),
    _declines("decline what is accepted", "moved", _ACCEPTED),
    _declines("decline one that moved", "moved", _OFFERED, seen=2),
    _declines("decline one that is not there", REFUSED, received(**_FURTHER)),
    _declines("decline another's", REFUSED,
              received(to_organisation_id=f"'{OTHER}'", from_organisation_id=THIRD)),
    _declines("decline one's own offer", REFUSED,
              received(offered_by_id=f"'{PERSON}'")),
    _declines("decline, and kept out", REFUSED, _EXCLUDED),
    _declines("decline a draft", REFUSED, received("draft")),
    tried("share_of_receiver domains_in_view", "decline at other work", ANALYST,
          [_decline()], REFUSED, _OFFERED),
    tried("share_of_receiver", "nobody declines", NOBODY, [_decline()], REFUSED,
          _OFFERED),
    tried("share_of_receiver", "nobody declines what is not there", NOBODY,
          [_decline()]),
]  # fmt: skip
_ADDS, _END = "add_to_share", f"select wall.end_share({SHARE}, {{}}, '', now())"
_CONFIRMS = "confirm_deletion"
_CONFIRM = f"select wall.confirm_deletion({SHARE}, now())"
AFTERWARDS = [
    _does(_ADDS, "let a colleague in later", _add(FELLOW), "", _ACCEPTED),
    _does(_ADDS, "before it is accepted", _add(FELLOW), "moved", _OFFERED),
    _does(_ADDS, "under an ended agreement", _add(FELLOW), "moved", _ACCEPTED, _OVER),
    _does(_ADDS, "oneself", _add(FELLOW, PERSON), "people", _ACCEPTED),
    _does(_ADDS, "to another's", _add(FELLOW), REFUSED,
          received("accepted", to_organisation_id=f"'{OTHER}'")),
    _does("end_share", "the receiver ends it", _END.format(1), "", _ACCEPTED),
    _does("end_share", "the receiver ends an offer", _END.format(1), "moved",
          _OFFERED),
    _does("end_share", "the receiver's moved", _END.format(2), "moved", _ACCEPTED),
    _does(_CONFIRMS, "the receiver keeps nothing", _CONFIRM, "", _ENDED),
    _alone(_CONFIRMS, _CONFIRM, "deleted_by_id", "ended"),
    _does(_CONFIRMS, "of what goes on", _CONFIRM, "moved", _ACCEPTED),
    _does(_CONFIRMS, "twice", _CONFIRM, "moved",
          received("ended", deleted_at="now()")),
]  # fmt: skip
ATTEMPTS = [*ACCEPTING, *DECLINING, *AFTERWARDS]

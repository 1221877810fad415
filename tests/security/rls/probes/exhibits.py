"""Exhibits: an exhibit is returned or destroyed by two people, one after the other."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, Way

_AT_WORK = ("investigator", "investigation")
_LED = record("investigations_investigation", (Way("team", "lead"),))
_ITEM, _OTHER_ITEM = key("exhibits", "'a'"), key("exhibits", "'b'")
_ASKED = key("exhibits", "'l'")
_WRONG = "23514"
_ME, _THEM = f"'{PERSON}'", f"'{COLLEAGUE}'"
_CLEARED = (
    "delete from investigations_custodygap",
    "delete from investigations_exhibitmove",
    "delete from investigations_exhibitleaving",
)


def _exhibit(made: str, reference: str) -> str:
    return row(
        "investigations_exhibit",
        id=made,
        investigation_id=_LED,
        reference=f"'{reference}'",
        kind="'thing'",
        description="'d'",
        found_at="'f'",
        found_by="'f'",
        seized_by="'f'",
        seized_at="now() - interval '1 day'",
        power="'found'",
        owner="''",
        is_sensitive_content="false",
        registered_by_id=_ME,
        registered_at="now()",
    )


def _move(
    turn: int,
    purpose: str,
    *,
    hands: tuple[str, str] = ("h", "h"),
    seals: tuple[str, str] = ("s", "s"),
    item: str = _ITEM,
    leaving: str = "null",
    before: str = "1 hour",
) -> str:
    return row(
        "investigations_exhibitmove",
        id="gen_random_uuid()",
        investigation_id=_LED,
        exhibit_id=item,
        turn=turn,
        moved_at=f"now() - interval '{before}'",
        from_holder=f"'{hands[0]}'",
        to_holder=f"'{hands[1]}'",
        seal_before=f"'{seals[0]}'",
        seal_after=f"'{seals[1]}'",
        purpose=f"'{purpose}'",
        condition="''",
        witnesses="'{}'",
        authority="'a'",
        leaving_id=leaving,
        recorded_by_id=_ME,
        recorded_at="now()",
    )


def _asked(
    purpose: str = "returned", *, by: str = _THEM, turn: int = 1, item: str = _ITEM
) -> str:
    return row(
        "investigations_exhibitleaving",
        id=_ASKED,
        investigation_id=_LED,
        exhibit_id=item,
        after_turn=turn,
        purpose=f"'{purpose}'",
        to_holder="'o'",
        authority="'a'",
        asked_by_id=by,
        asked_at="now()",
    )


def _follows(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_exhibitmove_follows"
    prepared = [
        *_CLEARED,
        _exhibit(_ITEM, "XX/1"),
        _exhibit(_OTHER_ITEM, "XX/2"),
        "alter table investigations_exhibitmove disable trigger user",
        *before,
        f"alter table investigations_exhibitmove enable always trigger {named}",
    ]
    return Attempt(named, name, _AT_WORK, [step], expects, prepared)


_TAKEN = _move(1, "seized", seals=("", "s"), before="3 hours")
_GONE = _move(2, "lost", before="2 hours")
_LEAVES = _move(2, "returned", leaving=_ASKED)

ATTEMPTS = [
    _follows("taken into custody", "done", _TAKEN),
    _follows("a first move that takes nothing", _WRONG, _move(1, "stored")),
    _follows("a first move as the second", _WRONG, _move(2, "seized")),
    _follows("the holder hands it on", "done", _move(2, "handed_on", hands=("h", "i")),
             _TAKEN),
    _follows("another hands it on", _WRONG, _move(2, "handed_on", hands=("i", "j")),
             _TAKEN),
    _follows("a turn left out", _WRONG, _move(3, "stored"), _TAKEN),
    _follows("the same turn again", _WRONG, _move(1, "stored"), _TAKEN),
    _follows("earlier than the move before", _WRONG,
             _move(2, "stored", before="4 hours"), _TAKEN),
    _follows("found with another after a gap", "done",
             _move(2, "found_again", hands=("i", "j"), seals=("", "t")), _TAKEN),
    _follows("found before it was taken", _WRONG,
             _move(2, "found_again", before="4 hours"), _TAKEN),
    _follows("on from where it was lost", _WRONG, _move(3, "stored"), _TAKEN, _GONE),
    _follows("found after it was lost", "done", _move(3, "found_again"), _TAKEN, _GONE),
    _follows("moves of another exhibit", "done", _TAKEN,
             _move(1, "seized", seals=("", "s"), item=_OTHER_ITEM, before="2 hours")),
    _follows("opened, and another seal", "done", _move(2, "opened", seals=("x", "t")),
             _TAKEN),
    _follows("sealed again", "done", _move(2, "resealed", seals=("s", "t")), _TAKEN),
    _follows("sealed again over another seal", _WRONG,
             _move(2, "resealed", seals=("x", "t")), _TAKEN),
    _follows("another seal than before", _WRONG, _move(2, "stored", seals=("x", "x")),
             _TAKEN),
    _follows("a new seal without being opened", _WRONG,
             _move(2, "stored", seals=("s", "t")), _TAKEN),
    _follows("lost by one", "done", _move(2, "lost"), _TAKEN),
    _follows("returned as another asked", "done", _LEAVES, _TAKEN, _asked()),
    _follows("destroyed as another asked", "done",
             _move(2, "destroyed", leaving=_ASKED), _TAKEN, _asked("destroyed")),
    _follows("returned by one", _WRONG, _move(2, "returned"), _TAKEN, _asked()),
    _follows("destroyed by one", _WRONG, _move(2, "destroyed"), _TAKEN,
             _asked("destroyed")),
    _follows("returned as oneself asked", _WRONG, _LEAVES, _TAKEN, _asked(by=_ME)),
    _follows("returned as another was asked", _WRONG, _LEAVES, _TAKEN,
             _asked(item=_OTHER_ITEM)),
    _follows("returned as it was asked to be destroyed", _WRONG, _LEAVES, _TAKEN,
             _asked("destroyed")),
    _follows("returned as was asked before it moved", _WRONG,
             _move(3, "returned", leaving=_ASKED), _TAKEN,
             _move(2, "stored", before="2 hours"), _asked()),
]  # fmt: skip

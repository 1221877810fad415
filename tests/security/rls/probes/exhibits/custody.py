"""Every hand follows the one before, and answers for itself; a gap stays."""

from __future__ import annotations

from typing import Any

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.exhibits.prepared import (
    ASKED,
    AT_MOVE,
    AT_WORK,
    CLEARED,
    ELSE,
    FAR,
    ITEM,
    ME,
    MOVE_OF_OTHER,
    MOVED,
    OTHER_ITEM,
    SECOND,
    THEM,
    WRONG,
    add_answer,
    add_exhibit,
    add_gap,
    add_leaving,
    add_move,
    judge_by,
)


def _follows(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_exhibitmove_follows"
    prepared = [
        *CLEARED,
        add_exhibit(ITEM, "XX/1"),
        add_exhibit(OTHER_ITEM, "XX/2"),
        *SECOND,
        add_exhibit(FAR, "XX/1", inside=ELSE),
        "alter table investigations_exhibitmove disable trigger user",
        *before,
        f"alter table investigations_exhibitmove enable always trigger {named}",
    ]
    return Attempt(named, name, AT_WORK, [step], expects, prepared)


_TAKEN = add_move(1, "seized", seals=("", "s"), before="3 hours")
_GONE = add_move(2, "lost", before="2 hours")
_LEAVES = add_move(2, "returned", leaving=ASKED)
_HELD = add_move(1, "seized", seals=("", "s"), before="3 hours", people=("null", ME))
_GIVEN = add_move(2, "stored", people=(ME, "null"))
#: A gap stands before its move, whose row it names.
_LET = "alter table investigations_custodygap disable trigger user"
_GAP = (_LET, add_gap())


def _found(**more: Any) -> str:
    return add_move(2, "found_again", made=MOVED, **more)


_first = judge_by("custodygap_is_first", "custodygap")
_own = judge_by("handanswer_is_own", "handanswer")
_inside = judge_by("exhibit_is_inside", "exhibit")

ATTEMPTS = [
    _follows("taken into custody", "done", _TAKEN),
    _follows("taken in an hour", WRONG, add_move(1, "seized", before="-1 hour")),
    _follows(
        "by a clock that is ahead", "done", add_move(1, "seized", before="-3 minutes")
    ),
    _follows("a first move that takes nothing", WRONG, add_move(1, "stored")),
    _follows("a first move as the second", WRONG, add_move(2, "seized")),
    _follows(
        "the holder hands it on",
        "done",
        add_move(2, "handed_on", hands=("h", "i")),
        _TAKEN,
    ),
    _follows(
        "another hands it on", WRONG, add_move(2, "handed_on", hands=("i", "j")), _TAKEN
    ),
    _follows("a turn left out", WRONG, add_move(3, "stored"), _TAKEN),
    _follows("the same turn again", WRONG, add_move(1, "stored"), _TAKEN),
    _follows(
        "earlier than the move before",
        WRONG,
        add_move(2, "stored", before="4 hours"),
        _TAKEN,
    ),
    _follows(
        "found with another after a gap",
        "done",
        _found(hands=("i", "j"), seals=("", "t")),
        _TAKEN,
        *_GAP,
    ),
    _follows("found again without a gap", WRONG, _found(), _TAKEN, _LET),
    _follows(
        "found again after the gap of another move",
        WRONG,
        _found(),
        _TAKEN,
        _LET,
        add_gap(move=ASKED),
    ),
    _follows(
        "found again after a gap of another investigation",
        WRONG,
        _found(),
        _TAKEN,
        _LET,
        add_gap(inside=ELSE),
    ),
    _follows(
        "found again after a gap that another tells",
        WRONG,
        _found(),
        _TAKEN,
        _LET,
        add_gap(by=THEM),
    ),
    _follows(
        "found again after a gap from before it was taken",
        WRONG,
        _found(),
        _TAKEN,
        _LET,
        add_gap(since="4 hours"),
    ),
    _follows(
        "found again after a gap that ended before",
        WRONG,
        _found(),
        _TAKEN,
        _LET,
        add_gap(until="90 minutes"),
    ),
    _follows("given by who had it", "done", _GIVEN, _HELD),
    _follows(
        "given by another than who had it",
        WRONG,
        add_move(2, "stored", people=(THEM, "null")),
        _HELD,
    ),
    _follows("given by nobody, of who had it", WRONG, add_move(2, "stored"), _HELD),
    _follows(
        "first given by somebody",
        WRONG,
        add_move(1, "seized", seals=("", "s"), people=(ME, "null")),
    ),
    _follows(
        "found again, and given", WRONG, _found(people=(ME, "null")), _HELD, *_GAP
    ),
    _follows(
        "of an exhibit of another investigation",
        WRONG,
        add_move(1, "seized", seals=("", "s"), item=FAR),
    ),
    _follows(
        "found before it was taken",
        WRONG,
        _found(before="4 hours"),
        _TAKEN,
        _LET,
        add_gap(since="4 hours", until="4 hours"),
    ),
    _follows("on from where it was lost", WRONG, add_move(3, "stored"), _TAKEN, _GONE),
    _follows(
        "found after it was lost",
        "done",
        add_move(3, "found_again", made=MOVED),
        _TAKEN,
        _GONE,
        *_GAP,
    ),
    _follows(
        "moves of another exhibit",
        "done",
        _TAKEN,
        add_move(1, "seized", seals=("", "s"), item=OTHER_ITEM, before="2 hours"),
    ),
    _follows(
        "opened, and another seal",
        "done",
        add_move(2, "opened", seals=("x", "t")),
        _TAKEN,
    ),
    _follows("sealed again", "done", add_move(2, "resealed", seals=("s", "t")), _TAKEN),
    _follows(
        "sealed again over another seal",
        WRONG,
        add_move(2, "resealed", seals=("x", "t")),
        _TAKEN,
    ),
    _follows(
        "another seal than before",
        WRONG,
        add_move(2, "stored", seals=("x", "x")),
        _TAKEN,
    ),
    _follows(
        "a new seal without being opened",
        WRONG,
        add_move(2, "stored", seals=("s", "t")),
        _TAKEN,
    ),
    _follows("lost by one", "done", add_move(2, "lost"), _TAKEN),
    _follows("returned as another asked", "done", _LEAVES, _TAKEN, add_leaving()),
    _follows(
        "destroyed as another asked",
        "done",
        add_move(2, "destroyed", leaving=ASKED),
        _TAKEN,
        add_leaving("destroyed"),
    ),
    _follows("returned by one", WRONG, add_move(2, "returned"), _TAKEN, add_leaving()),
    _follows(
        "destroyed by one",
        WRONG,
        add_move(2, "destroyed"),
        _TAKEN,
        add_leaving("destroyed"),
    ),
    _follows("returned as oneself asked", WRONG, _LEAVES, _TAKEN, add_leaving(by=ME)),
    _follows(
        "returned as another was asked",
        WRONG,
        _LEAVES,
        _TAKEN,
        add_leaving(item=OTHER_ITEM),
    ),
    _follows(
        "returned as it was asked to be destroyed",
        WRONG,
        _LEAVES,
        _TAKEN,
        add_leaving("destroyed"),
    ),
    _follows(
        "returned as was asked before it moved",
        WRONG,
        add_move(3, "returned", leaving=ASKED),
        _TAKEN,
        add_move(2, "stored", before="2 hours"),
        add_leaving(),
    ),
    _first("a gap before its move", "done", add_gap()),
    _first("a gap beside another move", "done", add_gap(move=ASKED), AT_MOVE),
    _first("a gap for a move that is there", WRONG, add_gap(), AT_MOVE),
    _own("who received it", "done", add_answer(), AT_MOVE),
    _own("who gave it", "done", add_answer("giver"), MOVE_OF_OTHER),
    _own("for who gave it", WRONG, add_answer("giver"), AT_MOVE),
    _own("for who received it", WRONG, add_answer(), MOVE_OF_OTHER),
    _own("of a move of another investigation", WRONG, add_answer(inside=ELSE), AT_MOVE),
    _own("of no move", WRONG, add_answer(move=ASKED), AT_MOVE),
    _inside(
        "a part of one of its own", "done", add_exhibit(ASKED, "XX/3", parent=ITEM)
    ),
    _inside("a part of nothing", "done", add_exhibit(ASKED, "XX/3")),
    _inside(
        "a part of one of another investigation",
        WRONG,
        add_exhibit(ASKED, "XX/3", parent=FAR),
    ),
]

"""What is kept of an exhibit comes whole, and is checked as it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.exhibits.prepared import (
    ASKED,
    AT_MOVE,
    CAME,
    CLEARED,
    ELSE,
    FAR,
    ITEM,
    MOVE_OF_OTHER,
    MOVED,
    OTHER_ITEM,
    QUIET,
    SENT,
    THEM,
    WRONG,
    add_exhibit,
    add_file,
    add_move,
    add_piece,
    add_rehash,
    add_upload,
    judge_by,
)
from tests.security.rls.probes.sharing.prepared import row

_sent = judge_by("exhibitfilepiece_is_sent", "exhibitfilepiece")
_whole = judge_by("exhibitfile_is_whole", "exhibitfile")
_honest = judge_by("rehash_is_honest", "rehash")
_inside_upload = judge_by("exhibit_is_inside", "exhibitupload")


def _job(named: str, name: str, expects: str, step: str, *before: str) -> Attempt:
    """A job of the worker's, behind which nobody stands."""
    prepared = [
        *CLEARED,
        *QUIET,
        add_exhibit(ITEM, "XX/1"),
        add_exhibit(OTHER_ITEM, "XX/2"),
        *before,
    ]
    return Attempt(named, name, ("", ""), [step], expects, prepared, role=_WORKER)


_WORKER = "unhidden_worker"
_CHECK = (
    "select coalesce(string_agg(is_same::text, ','), '-')"
    " from wall.check_exhibits(now(), {})"
)
_check = partial(_job, "check_exhibits")
_ALL, _ONE = _CHECK.format(9), _CHECK.format(1)
_KEPT = (*CAME, add_file())
_TWICE = (*_KEPT, add_upload(made=ASKED), add_piece(of=ASKED), add_file(made=ASKED))
_LATE = add_move(1, "seized", seals=("", "s"), made=MOVED, before="3 hours")
_LATE_OTHER = add_move(1, "seized", seals=("", "s"), item=OTHER_ITEM)
_CHECKED_BEFORE = (
    "update investigations_rehash set taken_at = now() - interval '90 minutes'"
)
_CHANGED = "update investigations_exhibitfilepiece set content = 'b'::bytea"
_BEFORE_IT = (
    "update investigations_exhibitmove set recorded_at = now() - interval '3 hours'"
)
_forget = partial(_job, "forget_uploads")
_FORGET = "select wall.forget_uploads(clock_timestamp())"
_FORGET_LATER = "select wall.forget_uploads(clock_timestamp() + interval '1 year')"
_BEGUN = "update investigations_exhibitupload set begun_at = now() - interval '{} days'"
_OLD, _NEW = _BEGUN.format(15), _BEGUN.format(13)
_BESIDE = (*CAME, add_upload(made=ASKED), add_piece(of=ASKED))
_ITS_OWN = f"{_OLD} where id = {SENT}"
_KEYS = tuple(
    row(
        "vault_recordkey",
        id="gen_random_uuid()",
        record_id=of,
        slot="'s'",
        team_id="gen_random_uuid()",
        generation_id="1",
        sealed_key="'x'",
    )
    for of in (SENT, ASKED)
)
_WHOSE = f"when {SENT} then 'old' when {ASKED} then 'new' end"
#: Of whose data something is there, after the worker forgot.
_LEFT = (
    "select string_agg(of, ',' order by of) from ("
    f"select case id {_WHOSE} || ' begun' as of from investigations_exhibitupload"
    f" union all select case file_id {_WHOSE} || ' piece'"
    " from investigations_exhibitfilepiece"
    f" union all select case record_id {_WHOSE} || ' key' from vault_recordkey) t"
)

ATTEMPTS = [
    _check("what moved is as it was", "true", _ALL, *_KEPT, _LATE),
    _check("what was changed since", "false", _ALL, *_KEPT, _LATE, _CHANGED),
    _check("what lost a piece", "false", _ALL, *CAME, add_piece(1), add_file(), _LATE),
    _check("what has not moved since it came", "-", _ALL, *_KEPT, _LATE, _BEFORE_IT),
    _check("what was checked since", "-", _ALL, *_KEPT, _LATE, add_rehash()),
    _check(
        "what was checked since, beside another",
        "true",
        _ALL,
        *_TWICE,
        _LATE,
        add_rehash(),
    ),
    _check(
        "what was checked before it moved",
        "true",
        _ALL,
        *_KEPT,
        _LATE,
        add_rehash(),
        _CHECKED_BEFORE,
    ),
    _check("what lies beside a thing that moved", "-", _ALL, *_KEPT, _LATE_OTHER),
    _check("what lies elsewhere", "-", _ALL, add_file(0), _LATE),
    _check("all that is due", "true,true", _ALL, *_TWICE, _LATE),
    _check("as much as was asked", "true", _ONE, *_TWICE, _LATE),
    _forget("what never came whole", "1", _FORGET, *CAME, _OLD),
    _forget(
        "what never came whole, beside a file",
        "1",
        _FORGET,
        *_BESIDE,
        add_file(made=ASKED),
        _ITS_OWN,
    ),
    replace(
        _forget(
            "all of it goes, and nothing else",
            "new begun,new key,new piece",
            _FORGET,
            *_BESIDE,
            _ITS_OWN,
            *_KEYS,
        ),
        steps=[_FORGET, "reset role", _LEFT],
    ),
    _forget("what began a fortnight ago, nearly", "0", _FORGET, *CAME, _NEW),
    _forget(
        "what began then, by a clock that is ahead", "0", _FORGET_LATER, *CAME, _NEW
    ),
    _forget("what is a file", "0", _FORGET, *_KEPT, _OLD),
    _sent("the first piece", "done", add_piece(), add_upload()),
    _sent("the next piece", "done", add_piece(1), *CAME),
    _sent("a piece left out", WRONG, add_piece(2), *CAME),
    _sent("the first piece as the second", WRONG, add_piece(1), add_upload()),
    _sent("of what nobody began", WRONG, add_piece()),
    _sent("beside an upload of other data", WRONG, add_piece(), add_upload(made=ASKED)),
    _sent(
        "the first piece beside another file",
        "done",
        add_piece(),
        add_upload(),
        add_upload(made=ASKED),
        add_piece(of=ASKED),
        add_file(made=ASKED),
    ),
    _sent("of what another began", WRONG, add_piece(), add_upload(by=THEM)),
    _sent(
        "of another investigation",
        WRONG,
        add_piece(),
        add_upload(inside=ELSE, item=FAR),
    ),
    _sent("of a file that is there", WRONG, add_piece(1), *CAME, add_file()),
    _whole("what came whole", "done", add_file(), *CAME),
    _whole(
        "what came whole, beside other data",
        "done",
        add_file(),
        *CAME,
        add_upload(made=ASKED),
        add_piece(of=ASKED),
    ),
    _whole(
        "of pieces that nobody began",
        WRONG,
        add_file(),
        add_piece(),
        add_upload(made=ASKED),
    ),
    _whole("a digest alone", "done", add_file(0)),
    _whole("more pieces than came", WRONG, add_file(2), *CAME),
    _whole("none of what came", WRONG, add_file(0), *CAME),
    _whole("as of another exhibit", WRONG, add_file(item=OTHER_ITEM), *CAME),
    _whole("what another sent", WRONG, add_file(), add_upload(by=THEM), add_piece()),
    _honest("the same", "done", add_rehash(), add_file(0)),
    _honest(
        "another, and says so",
        "done",
        add_rehash("repeat('0', 64)", is_same=False),
        add_file(0),
    ),
    _honest(
        "another, called the same", WRONG, add_rehash("repeat('0', 64)"), add_file(0)
    ),
    _honest("the same, called another", WRONG, add_rehash(is_same=False), add_file(0)),
    _honest("of another investigation", WRONG, add_rehash(inside=ELSE), add_file(0)),
    _honest(
        "of a file that is not there", WRONG, add_rehash(), add_file(0, made=ASKED)
    ),
    _job(
        "check_exhibits investigations_rehash_is_honest",
        "what the worker finds, which reads it as it is sealed",
        "true",
        _ALL,
        *_KEPT,
        _LATE,
        "alter table investigations_rehash enable always"
        " trigger investigations_rehash_is_honest",
    ),
    _honest(
        "at a move of another exhibit, beside one of its own",
        WRONG,
        add_rehash(move=MOVED),
        add_file(0),
        MOVE_OF_OTHER,
        add_move(1, "seized", seals=("", "s"), made=ASKED),
    ),
    _honest("at a move", "done", add_rehash(move=MOVED), add_file(0), AT_MOVE),
    _honest(
        "at a move of another exhibit",
        WRONG,
        add_rehash(move=MOVED),
        add_file(0),
        MOVE_OF_OTHER,
    ),
    _inside_upload("data of one of another investigation", WRONG, add_upload(item=FAR)),
]

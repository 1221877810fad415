"""What the worker is given of mentions, and keeps of pairs, while a batch works."""

from __future__ import annotations

from tests.security.rls.attempts import NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.reviewing import (
    BESIDE,
    MENTION,
    MINE,
    THIRD,
    one_left,
    row_of,
)
from tests.security.rls.probes.sharing.prepared import ANALYST, LOOK, NOBODY, row
from tests.security.rls.rows import key
from tests.security.rls.states import PERSON
from unhidden.intelligence.subjects.rules.traces import SPEC

_WORKER = "unhidden_worker"
_B, _C, _M = (f"md5('{name}')::uuid" for name in ("b", "c", "m"))
_ONE, _TWO, _THREE = (key("intelligence_mention", number) for number in "123")
_LINKS, _DELAYS = "intelligence_proposedlink", "intelligence_proposaldelay"
_CLEAN = [
    f"delete from {_LINKS}; delete from {_DELAYS}",
    "delete from intelligence_linkagebatch",
    "delete from intelligence_modelpublication",
    f"update intelligence_trace set spec = '0'; update intelligence_trace"
    f" set spec = '{SPEC}' where mention_id in ({_ONE}, {_TWO})",
]


def _batch(of: str = _B, begun: str = "now()", ended: str = "null") -> str:
    return row(
        "intelligence_linkagebatch",
        id=of,
        asked_at="now()",
        begun_at=begun,
        ended_at=ended,
        failure="''",
        stage="'waiting'",
        share="0",
        tries="1",
    )


def _link(batch: str = _B, left: str = _ONE, right: str = _TWO) -> str:
    return row(
        _LINKS,
        id="gen_random_uuid()",
        batch_id=batch,
        left_id=left,
        right_id=right,
        bits="7",
        is_related="false",
    )


def _delay(until: str, mention: str = _ONE) -> str:
    return row(
        _DELAYS,
        id="gen_random_uuid()",
        person_id=f"'{PERSON}'",
        mention_id=mention,
        until_on=until,
    )


def _published(turn: str, model: str) -> str:
    return row(
        "intelligence_modelpublication",
        id="gen_random_uuid()",
        turn=turn,
        model_id=model,
        reason="'so'",
        published_by_id="gen_random_uuid()",
        published_at="now()",
    )


def _tried(
    procedures: str, name: str, steps: list[str], expects: str, *more: str
) -> Attempt:
    return Attempt(procedures, name, NOBODY, steps, expects, [*_CLEAN, *more], _WORKER)


def _looks(
    procedure: str, name: str, call: str, look: str, expects: str, *more: str
) -> Attempt:
    steps = [f"select wall.{call}", LOOK, f"select {look}"]
    return _tried(procedure, name, steps, expects, *more)


def _reads(name: str, expects: str, *more: str, behind: str = "null") -> Attempt:
    steps = [f"select count(*) from wall.mentions_to_relink({behind}, 1000)"]
    return _tried("mentions_to_relink is_relinking", name, steps, expects, *more)


def _keeps(
    name: str, expects: str, *more: str, left: str = _ONE, right: str = _TWO
) -> Attempt:
    call = (
        f"keep_proposals({_B}, array[{left}], array[{right}], array[7.5], array[false])"
    )
    look = f"count(*) from {_LINKS}"
    return _looks("keep_proposals", name, call, look, expects, *more)


def _left(table: str, *rows: str) -> Attempt:
    """Of what hangs on mentions of three records, that of the third stays."""
    return one_left("forget_mentions forget_said", table, f"delete from {table}", *rows)


_OWN, _BESIDE, _THIRD = (row_of(MENTION, each) for each in (MINE, BESIDE, THIRD))
_BATCHES = "intelligence_linkagebatch"
_BEGIN = f"begin_batch({_B}, 'epoch')"
_NOTE = f"note_batch({_B}, 'keeping', 70)"
_END = f"end_batch({_B}, '', 'epoch')"
_FAILS = f"end_batch({_B}, 'broken_off', 'epoch')"
_BEGUN = f"count(*) from {_BATCHES} where begun_at = 'epoch' and tries = 2"
_NOTED = f"count(*) from {_BATCHES} where stage = 'keeping' and share = 70"
_ENDED = f"count(*) from {_BATCHES} where ended_at = 'epoch' and failure = ''"
_OTHER = _batch(_C, ended="now()")
#: Beside it another that is open, which the table itself would refuse.
_ALSO_OPEN = ("drop index one_batch_is_open", _batch(_C))
ATTEMPTS = [
    _looks("begin_batch", "it alone", _BEGIN, _BEGUN, "1", _batch(begun="null"),
           _OTHER),
    _looks("begin_batch", "again, as of one that was killed", _BEGIN, _BEGUN, "1",
           _batch()),
    _looks("begin_batch", "it alone of two", _BEGIN, _BEGUN, "1", *_ALSO_OPEN,
           _batch()),
    _looks("note_batch", "it alone of two", _NOTE, _NOTED, "1", *_ALSO_OPEN, _batch()),
    _looks("end_batch", "it alone of two", _END, _ENDED, "1", *_ALSO_OPEN, _batch()),
    _keeps("it alone of two", "1", *_ALSO_OPEN, _batch()),
    _tried("begin_batch", "one that has ended", [f"select wall.{_BEGIN}"], REFUSED,
           _batch(ended="now()")),
    _tried("begin_batch", "none", [f"select wall.{_BEGIN}"], REFUSED),
    _looks("begin_batch", "without what an earlier try kept, and no other", _BEGIN,
           f"string_agg(batch_id::text, '') = {_C}::text from {_LINKS}", "True",
           _batch(), _OTHER, _link(), _link(_C)),
    _tried("begin_batch", "by the model that counts",
           [f"select model_id = {_M} from wall.{_BEGIN}"], "True", _batch(),
           _published("1", "null"), _published("2", _M)),
    _tried("begin_batch", "by the shipped one, where that counts again",
           [f"select model_id is null from wall.{_BEGIN}"], "True", _batch(),
           _published("1", _M), _published("2", "null")),
    _reads("while nothing is asked", "0"),
    _reads("before it begins", "0", _batch(begun="null")),
    _reads("after it ended", "0", _batch(ended="now()")),
    _reads("while it is under way", "2", _batch()),
    _reads("while another ended", "2", _batch(), _OTHER),
    _reads("from behind the last", "1", _batch(), behind=f"least({_ONE}, {_TWO})"),
    _reads("by earlier rules", "0", _batch(),
           "update intelligence_trace set spec = '0'"),
    _tried("mentions_to_relink", "with their own keys",
           ["select sum(cardinality(keys)) from wall.mentions_to_relink(null, 1000)"],
           "2", _batch()),
    _looks("note_batch", "it alone", _NOTE, _NOTED, "1", _batch(), _OTHER),
    _looks("note_batch", "before it begins", _NOTE, _NOTED, "0",
           _batch(begun="null")),
    _looks("note_batch", "after it ended", _NOTE, _NOTED, "0", _batch(ended="now()")),
    _keeps("while it is under way", "1", _batch()),
    _keeps("of it alone", "1", _batch(), _batch(_C, begun="null", ended="now()")),
    _keeps("before it begins", "0", _batch(begun="null")),
    _keeps("after it ended", "0", _batch(ended="now()")),
    _keeps("of a mention that is gone", "0", _batch(), right="gen_random_uuid()"),
    _keeps("of another that is gone", "0", _batch(), left="gen_random_uuid()"),
    _looks("end_batch", "it alone", _END, _ENDED, "1", _batch(), _OTHER),
    _tried("end_batch", "twice", [f"select wall.{_END}"], REFUSED,
           _batch(ended="now()")),
    _tried("end_batch", "before it begins", [f"select wall.{_END}"], REFUSED,
           _batch(begun="null")),
    _looks("end_batch", "in the place of those before", _END,
           f"string_agg(batch_id::text, '') = {_B}::text from {_LINKS}", "True",
           _batch(), _OTHER, _link(), _link(_C)),
    _looks("end_batch", "or nothing of it, where it failed", _FAILS,
           f"string_agg(batch_id::text, '') = {_C}::text from {_LINKS}", "True",
           _batch(), _OTHER, _link(), _link(_C)),
    _looks("end_batch", "what was put off until then comes up",
           f"end_batch({_B}, '', '2026-01-05 12:00+00')",
           f"string_agg(until_on::text, '') from {_DELAYS}", "2026-01-06", _batch(),
           _delay("'2026-01-05'"), _delay("'2026-01-04'"), _delay("'2026-01-06'")),
    _left(_LINKS, _link(_B, _OWN, _BESIDE), _link(_B, _BESIDE, _OWN),
          _link(_B, _BESIDE, _THIRD)),
    _left(_DELAYS, _delay("now()", _OWN), _delay("now()", _BESIDE)),
    Attempt("is_relinking", "by the worker", NOBODY, ["select wall.is_relinking()"],
            NOT_GRANTED, role=_WORKER),
    Attempt(_LINKS, "an analyst proposes", ANALYST, [_link()], NOT_GRANTED, _CLEAN),
    Attempt(_BATCHES, "an analyst ends one", ANALYST,
            [f"update {_BATCHES} set ended_at = now()"], NOT_GRANTED, _CLEAN),
]  # fmt: skip

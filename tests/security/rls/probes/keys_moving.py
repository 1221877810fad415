"""Data keys that are moved and taken away, shares of a team's keys, the worker's."""

from __future__ import annotations

from collections.abc import Sequence

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.keys import (
    AT,
    BROKEN,
    ELSE,
    EMPTY,
    NOBODY,
    RECORD,
    SHARES,
    SUPPORT,
    SYSTEM,
    TEAM,
    WORKER,
    generation,
    holds,
    in_team,
    member,
    record_key,
    rewrap,
    team,
    vouch,
)
from tests.security.rls.states import COLLEAGUE, OWN, PERSON

_TOLD = "(current_setting('stolen.voucher'), current_setting('stolen.change'))"
_HERE = [team(), generation(), generation(2), team(ELSE), generation(1, ELSE)]
_SHOWN = "string_agg(team_id || ' ' || slot, ',' order by team_id, slot) from"
_HELD = f"{_SHOWN} vault_recordkey"


def _named(of: str = TEAM, slot: str = "a") -> str:
    return f'"record": "{RECORD}", "slot": "{slot}", "team": "{of}"'


def _records(
    name: str, change: str, before: Sequence[str], expects: str, look: str = _HELD
) -> Attempt:
    steps = [f"select wall.change_record_keys{_TOLD}", "reset role", f"select {look}"]
    made = [*EMPTY, *_HERE, *before, vouch(change)]
    return Attempt("change_record_keys", name, SUPPORT, steps, expects, made)


_BOTH = [record_key(), record_key(ELSE, 21), record_key(slot="b")]
_KEPT = (
    f'"kept": [{{"id": "{RECORD}", {_named()}, "generation": %s,'
    ' "sealed_key": "bmV3"}]'
)
RECORDS = [
    _records("one of two takes leave", f'{{"dropped": [{{{_named(ELSE)}}}]}}', _BOTH,
             f"{TEAM} a,{TEAM} b"),
    _records("the last one", f'{{"dropped": [{{{_named()}}}]}}', [record_key()],
             BROKEN),
    _records("the last one, while another value has one",
             f'{{"dropped": [{{{_named()}}}]}}', [record_key(), record_key(slot="b")],
             BROKEN),
    _records("the last one, while another record has one",
             f'{{"dropped": [{{{_named()}}}]}}',
             [record_key(), record_key().replace(RECORD, SHARES)], BROKEN),
    _records("for another team's newest keys",
             f'{{{_KEPT.replace(TEAM, ELSE) % 21}}}', [], f"{ELSE} a"),
    _records("of another value", f'{{"dropped": [{{{_named(slot="b")}}}]}}',
             [record_key(), record_key(slot="b"), record_key(ELSE, 21, "b")],
             f"{TEAM} a,{ELSE} b"),
    _records("of another record", f'{{"dropped": [{{{_named()}}}]}}',
             [*_BOTH, record_key().replace(RECORD, SHARES)],
             f"{TEAM} a,{TEAM} b,{ELSE} a"),
    _records("sealed anew", f'{{"dropped": [{{{_named()}}}], {_KEPT % 12}}}',
             [record_key()], f"{TEAM} a"),
    _records("sealed anew to another's keys",
             f'{{"dropped": [{{{_named()}}}], {_KEPT % 21}}}', [record_key()], REFUSED),
    _records("sealed to keys that were replaced", f'{{{_KEPT % 11}}}', [], REFUSED),
    _records("sealed anew to a later one of its keys", f'{{{_KEPT % 12}}}', [], "12",
             "generation_id from vault_recordkey"),
]  # fmt: skip

_NONE = "'00000000-0000-0000-0000-000000000000'::uuid"
_COUNTED = f"select count(*) from wall.keys_to_move(7, {_NONE}, 10)"
_SEALED = "decode(repeat('61', {}), 'hex')"
_WAITS = [*_HERE, record_key(), rewrap()]


def _moves(
    name: str,
    call: str,
    before: Sequence[str],
    expects: str,
    look: str = "",
    who: tuple[str, str] = SUPPORT,
    role: str = "unhidden_staff",
) -> Attempt:
    then = ["reset role", f"select {look}"] if look else []
    return Attempt("moves keys_to_move move_keys end_moving", name, who, [call, *then],
                   expects, [*EMPTY, *before], role)  # fmt: skip


_FIXED = "update vault_recordkey set id = '" + RECORD + "'"
_MOVE = (
    "select wall.move_keys(7, array['" + RECORD + "']::uuid[], array[" + _SEALED + "])"
)
_READY = [*_WAITS, _FIXED]
_WHERE = (
    "string_agg(generation_id::text, ',' order by generation_id) from vault_recordkey"
)
_END = f"select wall.end_moving(7, 3, '{AT}')"
_OVER = (
    "string_agg(coalesce(broken::text, '') || (ended_at is null), '') from vault_rewrap"
)
MOVING = [
    _moves("the worker looks", _COUNTED, _WAITS, "1", who=NOBODY, role=WORKER),
    _moves("a holder looks", _COUNTED, [*_WAITS, in_team()], "1"),
    _moves("no holder looks", _COUNTED, _WAITS, "0"),
    _moves("a holder of another's looks", _COUNTED, [*_WAITS, in_team(of=ELSE)], "0"),
    _moves("nobody looks", _COUNTED, _WAITS, "0", who=NOBODY),
    _moves("when it is over", _COUNTED, [*_HERE, record_key(), rewrap(ended="now()")],
           "0", who=NOBODY, role=WORKER),
    _moves("keys of other teams", _COUNTED, [*_WAITS, record_key(ELSE, 11, "b")], "1",
           who=NOBODY, role=WORKER),
    _moves("keys of other generations", _COUNTED, [*_WAITS, record_key(number=12,
           slot="b")],
           "1", who=NOBODY, role=WORKER),
    _moves("of another moving", _COUNTED.replace("7", "8"), _WAITS, "0", who=NOBODY,
           role=WORKER),
    _moves("after the last", _COUNTED.replace(_NONE, f"'{RECORD}'::uuid"),
           _READY, "0", who=NOBODY, role=WORKER),
    _moves("the worker moves", _MOVE.format(80), _READY, "12", _WHERE, NOBODY, WORKER),
    _moves("a holder moves", _MOVE.format(80), [*_READY, in_team()], "12", _WHERE),
    _moves("no holder moves", _MOVE.format(80), _READY, "11", _WHERE),
    _moves("no holder counts", _MOVE.format(80), _READY, "0", "done from vault_rewrap"),
    _moves("what is no sealed key", _MOVE.format(79), _READY, "11", _WHERE, NOBODY,
           WORKER),
    _moves("another key", _MOVE.format(80), [*_WAITS], "11", _WHERE, NOBODY, WORKER),
    _moves("a key of another team", _MOVE.format(80),
           [*_HERE, record_key(ELSE, 11), rewrap(), _FIXED], "11", _WHERE, NOBODY,
           WORKER),
    _moves("a key that was moved before", _MOVE.format(80),
           [*_HERE, generation(3), record_key(number=12), rewrap(), _FIXED], "12",
           _WHERE,
           NOBODY, WORKER),
    _moves("of another moving again", _MOVE.format(80).replace("(7", "(8"), _READY,
           "11",
           _WHERE, NOBODY, WORKER),
    _moves("beside a team with later keys", _MOVE.format(80),
           [*_READY, generation(9, ELSE)], "12", _WHERE, NOBODY, WORKER),
    _moves("of another moving of the team", _MOVE.format(80).replace("(7", "(8"),
           [*_READY, generation(3), rewrap(12).replace("(7,", "(8,")], "11", _WHERE,
           NOBODY, WORKER),
    _moves("of another moving of the team, looked at",
           _COUNTED.replace("(7,", "(8,"), [*_WAITS, rewrap(12).replace("(7,", "(8,")],
           "0", who=NOBODY, role=WORKER),
    _moves("the system looks", _COUNTED, _WAITS, "1", who=SYSTEM),
    _moves("and it is counted", _MOVE.format(80), [*_READY,
           rewrap(21).replace("(7,", "(8,")], "1", "sum(done) from vault_rewrap",
           NOBODY,
           WORKER),
    _moves("the worker ends it", _END, _WAITS, "3false", _OVER, NOBODY, WORKER),
    _moves("no holder ends it", _END, _WAITS, "0true", _OVER),
    _moves("another goes on", _END, [*_WAITS, rewrap(21).replace("(7,", "(8,")],
           "1", "count(*) from vault_rewrap where ended_at is null", NOBODY, WORKER),
]  # fmt: skip


def _team(
    procedures: str,
    name: str,
    change: str,
    before: Sequence[str],
    expects: str,
    look: str,
) -> Attempt:
    text = f'{{"team": "{TEAM}", "at": "{AT}", {change}}}'
    steps = [f"select wall.change_team{_TOLD}", "reset role", f"select {look}"]
    made = [*EMPTY, *before, vouch(text, of=TEAM, number=2)]
    return Attempt(procedures, name, SUPPORT, steps, expects, made)


_HANDS = '"rewraps": [{"generation": 11, "handed": "bmV3"}]'
_HANDED = (
    "string_agg(total || encode(handed, 'escape'), ',' order by id) from vault_rewrap"
)


def _hands(
    name: str, before: Sequence[str], expects: str, change: str = _HANDS
) -> Attempt:
    return _team("begin_moving", name, change, before, expects, _HANDED)


HANDING = [
    _hands("what is to be moved", [*_HERE, record_key(), record_key(number=12,
           slot="b")],
           "1new"),
    _hands("nothing", _HERE, "None"),
    _hands("once more", [*_WAITS], "1new"),
    _hands("after it was over", [*_HERE, record_key(), rewrap(ended="now()")],
           "1x,1new"),
    _hands("of another team", [*_HERE, record_key(ELSE, 21)], "None",
           _HANDS.replace("11", "21")),
]  # fmt: skip

_HOLDERS = f'"holders": [{{"person": "{COLLEAGUE}", "organisation": "{OWN}"}}]'
_MADE = (
    f'"recovery": {{"member": "{SHARES}", "public_key": "bmV3", "threshold": 2,'
    f' "by": "{PERSON}", {_HOLDERS}}}'
)


def recovery(
    of: str = TEAM, who: object = SHARES, ended: str = "null", own: int = 5
) -> str:
    return (
        "insert into vault_recovery (id, team_id, member_id, threshold, created_by,"
        f" created_at, ended_at) values ({own}, '{of}', '{who}', 2, '{PERSON}', now(),"
        f" {ended})"
    )


def _holder(of: int = 5, who: object = COLLEAGUE) -> str:
    return (
        "insert into vault_shareholder (recovery_id, person_id, organisation_id) values"
        f" ({of}, '{who}', '{OWN}')"
    )


_SPLIT = [*_HERE, recovery(), member(SHARES, is_recovery=True), in_team(SHARES),
          holds(SHARES), in_team(), holds()]  # fmt: skip
_BESIDE = [*_SPLIT, recovery(ELSE, RECORD, own=6), in_team(SHARES, ELSE)]
_ENDS = '"recovery_ended": true'
_USED = f'"recovery_used": {{"by": "{PERSON}", "is_done": false}}'
_AGO = "'2020-01-01'"


def _shares(
    name: str, change: str, before: Sequence[str], expects: str, look: str
) -> Attempt:
    return _team(
        "change_recovery tell_share_holders", name, change, before, expects, look
    )


RECOVERY = [
    _shares("are made", _MADE, _HERE, f"{TEAM} 2",
            "max(team_id || ' ' || threshold) from"
            " vault_recovery"),
    _shares("have holders", _MADE, _HERE, str(COLLEAGUE),
            "max(person_id::text) from vault_shareholder"),
    _shares("are not made unasked", _HANDS, _HERE, "0", "count(*) from vault_recovery"),
    _shares("end", _ENDS, [*_BESIDE, recovery(ended=_AGO, who=OWN, own=7)], "5",
            f"string_agg(id::text, ',') from vault_recovery where ended_at = '{AT}'"),
    _shares("do not end unasked", _HANDS, _BESIDE, "0",
            "count(*) from vault_recovery where ended_at is not null"),
    _shares("are of the team no more", _ENDS, [*_BESIDE, in_team(SHARES, ended=_AGO)],
            f"{TEAM} {SHARES}", "string_agg(team_id || ' ' || member_id, ',') from"
            f" vault_membership where ended_at = '{AT}'"),
    _shares("keep no key", _ENDS, _SPLIT, str(PERSON),
            "string_agg(member_id::text, ',') from vault_memberkey"),
    _shares("are used", _USED, [*_SPLIT, _holder()], f"{PERSON} false",
            "string_agg(used_by || ' ' || is_done, ',') from vault_recoveryuse"),
    _shares("and all are told", _USED,
            [*_SPLIT, recovery(ELSE, RECORD, own=6), recovery(ended=_AGO, who=OWN,
            own=7),
             _holder(), _holder(6), _holder(7)], "1",
            "count(*) from vault_recoverynotice"),
    _shares("are not used unasked", _HANDS, [*_SPLIT, _holder()], "0",
            "count(*) from vault_recoveryuse"),
]  # fmt: skip


def _notice(who: object, seen: str = "null") -> str:
    return (
        "insert into vault_recoverynotice (use_id, person_id, seen_at) values"
        f" (1, '{who}', {seen})"
    )


_SEES = f"select wall.see_recovery_notices('{{}}', '{AT}')"
_SEEN = (
    f"string_agg(person_id::text, ',') from vault_recoverynotice where seen_at = '{AT}'"
)


def _reads(
    name: str, who: object, expects: str, page: tuple[str, str] = SUPPORT
) -> Attempt:
    before = [*EMPTY, _notice(PERSON), _notice(PERSON, _AGO), _notice(COLLEAGUE)]
    steps = [_SEES.format(who), "reset role", f"select {_SEEN}"]
    return Attempt("see_recovery_notices", name, page, steps, expects, before)


READING = [
    _reads("one's own", PERSON, str(PERSON)),
    _reads("another's", COLLEAGUE, "None"),
    _reads("nobody's", PERSON, "None", NOBODY),
]


def _locks(
    name: str, which: str, expects: str, who: tuple[str, str] = SUPPORT
) -> Attempt:
    asked = [f"select wall.lock_team{_TOLD}"]
    made = [*EMPTY, team(), vouch(f'{{"team": "{which}"}}')]
    return Attempt("lock_team", name, who, asked, expects, made)


_ANNOUNCED = "encode(wrapped_public_key, 'escape') from vault_helper"
_SAYS = f"select wall.announce_helper('new', '{AT}')"
OTHERS = [
    _locks("a team that is there", TEAM, "True"),
    _locks("none", ELSE, "False"),
    _locks("by nobody", TEAM, REFUSED, NOBODY),
    Attempt("announce_helper", "the worker", NOBODY,
            [_SAYS, _SAYS, "reset role", f"select {_ANNOUNCED}"], "new", EMPTY, WORKER),
    Attempt("announce_helper", "staff", SUPPORT, [_SAYS], REFUSED),
]  # fmt: skip
ATTEMPTS = [*RECORDS, *MOVING, *HANDING, *RECOVERY, *READING, *OTHERS]

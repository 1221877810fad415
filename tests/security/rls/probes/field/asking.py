"""What phones and people are told of what landed, and have tried again."""

from __future__ import annotations

import json
from uuid import UUID

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.field.prepared import (
    ELSEWHERE,
    FIELD,
    KEY,
    KNOWN,
    NONE,
    OTHER,
    SENT,
    WORKER,
    add_device,
    add_landed,
    hash_hex,
    write_bytes,
)
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row
from tests.security.rls.states import OWN, PERSON
from unhidden.vault.device_keys import device_id_of


def _asks(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    key: bytes = KEY,
    of: bytes | None = None,
    asked: object = None,
    waiting: object = 0,
    shifts: object = (),
    says: str = "-> 'told' -> 0 ->> 'is'",
    then: str = "",
) -> Attempt:
    digest = hash_hex(b'{"parts":[]}')
    usual = [{"submission": str(SENT), "digest": digest}]
    holds = json.dumps({"waiting": waiting, "shifts": shifts})
    given = (
        f"'{device_id_of(of or key)}'", write_bytes(key),
        f"'{json.dumps(usual if asked is None else asked)}'", f"'{holds}'",
    )  # fmt: skip
    steps = [f"select wall.ask_receipts({', '.join(given)}) {says}"]
    if then:
        steps += ["reset role", then]
    return Attempt(
        "ask_receipts", name, NOBODY, steps, expects, [*NONE, *before], FIELD
    )


_SHIFT, _GONE_SHIFT = UUID(int=81), UUID(int=82)


def _taking(at: str = "now() - interval '1 day'", **given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "device_id": f"'{device_id_of(KEY)}'",
        "shift_id": f"'{_SHIFT}'",
        '"on"': "current_date",
        "planned_ids": "'{}'",
        "landing_key_id": "gen_random_uuid()",
        "readable_until": "now()",
        "taken_at": at,
    }
    return row("field_taking", **{**whole, **given})


_ENTRY = UUID(int=91)


def _received(what: str = "received", about: UUID = _ENTRY) -> str:
    return row(
        "operations_boardentry",
        id="gen_random_uuid()",
        visit_id="gen_random_uuid()",
        number="9000",
        what=f"'{what}'",
        entered_by_id=f"'{PERSON}'",
        entered_at="now()",
        is_by_radio="false",
        about_id=f"'{about}'",
    )


_SEEN = "-> 'told' -> 0 -> 'alarm' ->> 'seen_at' is not null"
_ALARM = {"id": f"'{_ENTRY}'", "kind": "'alarm'"}
_WAITS = "select waiting from field_device"
_HELD = "select count(*) from field_taking where gone_at is null"
QUESTIONS = [
    _asks("what landed", "received", add_landed()),
    _asks("what did not", "unknown"),
    _asks("what another phone sent", "unknown",
          add_landed(device_id=f"'{device_id_of(OTHER)}'")),
    _asks("of another submission", "unknown",
          add_landed(submission_id=f"'{ELSEWHERE}'")),
    _asks("of other words", "unknown", add_landed(b'{"parts": []}')),
    _asks("by a key that is too short", REFUSED, key=b"k" * 31),
    _asks("as another device", REFUSED, of=OTHER),
    _asks("no list", REFUSED, asked={}),
    _asks("more than it may", REFUSED,
          asked=[{"submission": str(SENT), "digest": "00" * 32}] * 201),
    _asks("without shifts", REFUSED, shifts=None),
    _asks("with fewer than none that wait", REFUSED, waiting=-1),
    _asks("an alarm that somebody received", "True", add_landed(**_ALARM), _received(),
          says=_SEEN),
    _asks("an alarm that was taken back", "False", add_landed(**_ALARM),
          _received("undone"), says=_SEEN),
    _asks("an alarm where another was received", "False", add_landed(**_ALARM),
          _received(about=ELSEWHERE), says=_SEEN),
    _asks("no alarm", "False", add_landed(id=f"'{_ENTRY}'"), _received(), says=_SEEN),
    _asks("and says how much waits", "3", KNOWN, waiting=3, then=_WAITS),
    _asks("and says nothing of another", "0", add_device(OTHER), waiting=3,
          then=_WAITS),
    _asks("and says that it is empty", "False", KNOWN,
          then="select empty_since is null from field_device"),
    _asks("and says that it is not", "True", add_device(empty_since="now()"), waiting=1,
          then="select empty_since is null from field_device"),
    _asks("and stays empty since then", "True",
          add_device(empty_since="'2020-01-01'"),
          then="select empty_since < now() - interval '1 year' from field_device"),
    _asks("and holds no shift any more", "0", KNOWN, _taking(), then=_HELD),
    _asks("and holds it still", "1", KNOWN, _taking(), shifts=[str(_SHIFT)],
          then=_HELD),
    _asks("and took one a moment ago", "1", KNOWN, _taking("now()"), then=_HELD),
    _asks("and leaves that of another", "1", KNOWN,
          _taking(device_id=f"'{device_id_of(OTHER)}'"), then=_HELD),
    _asks("and leaves when one was gone", "True", KNOWN,
          _taking(gone_at="'2020-01-01'"),
          then="select gone_at < now() - interval '1 year' from field_taking"),
]  # fmt: skip


_PLANS = ("planner", "operation_delivery")
_PLAN, _PLANNED_OPERATION = UUID(int=95), UUID(int=96)


def _planned(lead: object = OWN, plan: UUID = _PLAN) -> list[str]:
    return [
        f"update operations_operation set lead_id = '{lead}'",
        f"update operations_plannedvisit set id = '{plan}' where id ="
        " (select p.id from operations_plannedvisit p order by p.id limit 1)",
    ]


def _tries(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = _PLANS,
    then: str = "",
) -> Attempt:
    steps = [f"select wall.try_landed_again('{_ENTRY}', now())"]
    if then:
        steps += [LOOK, then]
    prepared = [*NONE, *before]
    return Attempt("try_landed_again sees_landing", name, who, steps, expects, prepared)


_WAITING = {"id": f"'{_ENTRY}'", "state": "'waits'", "reason": "'device_unknown'"}
_OF_ANOTHER = UUID(int=99)
_LEADS_ALL_OTHERS = (
    f"update operations_operation set lead_id = '{OWN}' where id <>"
    f" (select operation_id from operations_plannedvisit where id = '{_PLAN}')"
)
AGAIN = [
    _tries("what waits of one's own phones", DONE, KNOWN, add_landed(**_WAITING)),
    _tries("what waits, and nothing else", "landed waits", KNOWN,
           add_landed(**{**_WAITING, "id": "gen_random_uuid()",
                         "submission_id": f"'{ELSEWHERE}'"}),
           add_landed(**_WAITING),
           then="select string_agg(state, ' ' order by state) from field_submission"),
    _tries("what was applied", REFUSED, KNOWN,
           add_landed(id=f"'{_ENTRY}'", state="'applied'")),
    _tries("what is not there", REFUSED, KNOWN),
    _tries("another one", REFUSED, KNOWN,
           add_landed(**{**_WAITING, "id": f"'{SENT}'"})),
    _tries("what waits of another organisation's phones", REFUSED,
           add_device(organisation_id=f"'{_OF_ANOTHER}'"), add_landed(**_WAITING)),
    _tries("what waits of a phone that nobody knows", REFUSED, add_landed(**_WAITING)),
    _tries("the same, of another phone than is known", REFUSED, add_device(OTHER),
           add_landed(**_WAITING)),
    _tries("the same, at another task", REFUSED, KNOWN, add_landed(**_WAITING),
           who=("safeguarding_lead", "safeguarding_support")),
    _tries("the same, by who knows no plans for safety", REFUSED, KNOWN,
           add_landed(**_WAITING), who=("officer", "operation_delivery")),
    _tries("what waits of a register", REFUSED, KNOWN,
           add_landed(kind="'register'", **_WAITING)),
    _tries("what names a visit of one's own", DONE, *_planned(),
           add_landed(planned_named=f"'{_PLAN}'", **_WAITING)),
    _tries("what names a visit of others", REFUSED, *_planned(_OF_ANOTHER),
           add_landed(planned_named=f"'{_PLAN}'", **_WAITING)),
    _tries("what names a visit of others, who lead no other operation", REFUSED,
           *_planned(_OF_ANOTHER), _LEADS_ALL_OTHERS,
           add_landed(planned_named=f"'{_PLAN}'", **_WAITING)),
    _tries("what names no visit of ours", REFUSED, *_planned(),
           add_landed(planned_named=f"'{SENT}'", **_WAITING)),
]  # fmt: skip


def _waits(name: str, expects: str, *before: str) -> Attempt:
    asked = "select wall.health() ->> 'unapplied_since' is null"
    prepared = [*NONE, *before]
    return Attempt(
        "unapplied_since", name, NOBODY, [asked], expects, prepared, "unhidden_health"
    )


WATCHING = [
    _waits("what landed", "False", add_landed()),
    _waits("what was applied", "True", add_landed(state="'applied'")),
]


def _decides(name: str, expects: str, *before: str, where: str = "true") -> Attempt:
    asked = f"select count(*) from wall.phones_that_wait() where {where}"
    prepared = [*NONE, *before]
    return Attempt("phones_that_wait", name, NOBODY, [asked], expects, prepared, WORKER)


def _held(**given: str) -> str:
    return _taking(**{"readable_until": "now() + interval '1 hour'", **given})


_LOST = add_device(lost_at="now()")
_LONG_LOST = add_device(lost_at="now() - interval '2 days'")
DECISIONS = [
    _decides("a phone that waits", "1", KNOWN),
    _decides("one that was approved", "0", add_device(approved_at="now()")),
    _decides("one that was lost meanwhile", "0", add_device(lost_at="now()"),
             where="topic = 'approvals'"),
    _decides("one that was handed back", "0", add_device(ended_at="now()")),
    _decides("a lost one, for administrators", "1", _LOST),
    _decides("a lost one that was handed back", "0",
             add_device(lost_at="now()", ended_at="now()")),
    _decides("one that was lost long ago", "0", _LONG_LOST),
    _decides("the same, while it holds visits", "2", _LONG_LOST, _held()),
    _decides("the same, when these are read no more", "0", _LONG_LOST,
             _held(readable_until="now()")),
    _decides("the same, when they are gone", "0", _LONG_LOST, _held(gone_at="now()")),
    _decides("the same, of what another phone holds", "0", _LONG_LOST,
             _held(device_id="gen_random_uuid()")),
    _decides("one that holds visits and is not lost", "0",
             add_device(approved_at="now()"), _held()),
]  # fmt: skip
ATTEMPTS = [*DECISIONS, *QUESTIONS, *AGAIN, *WATCHING]

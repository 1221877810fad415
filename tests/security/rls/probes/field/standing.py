"""How a visit stands, and what became of a call for help, as phones say it."""

from __future__ import annotations

from tests.security.rls.attempts import NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.accounts import make_plan
from tests.security.rls.probes.alarms import (
    ROW,
    VISIT,
    add_member,
    add_phone,
    add_plan,
    add_sent,
)
from tests.security.rls.probes.field.prepared import OTHER as OTHER_KEY
from tests.security.rls.probes.field.prepared import WORKER, add_device
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row
from tests.security.rls.states import COLLEAGUE, GONE, OWN, PERSON

_APPROVED = {"approved_at": "now()", "approved_by_id": f"'{OWN}'"}
_OWN_PHONE = add_phone(**_APPROVED)
_STATE = {"kind": "'state'"}
_ELSE = {"id": "gen_random_uuid()", "digest": "'e'"}
_THERE = (_OWN_PHONE, add_member())


def _entry(number: int, what: str, **given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "visit_id": VISIT,
        "number": str(number),
        "what": f"'{what}'",
        "entered_by_id": f"'{COLLEAGUE}'",
        "entered_at": "now() - interval '1 hour'",
        "is_by_radio": "false",
    }
    return row("operations_boardentry", **{**whole, **given})


_ENTRIES = "select count(*) from operations_boardentry"


def _stands(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    plan: list[str] | None = None,
    reasons: str = "",
    stands: str = "there",
    then: str = "",
    role: str = WORKER,
) -> Attempt:
    given = f"'{ROW}', '{{{reasons}}}', '{stands}', now()"
    steps = [f"select wall.enter_landed_state({given})"]
    if then:
        steps += [LOOK, then]
    procedures = "enter_landed_state reasons_of_device reasons_against records_for"
    prepared = [*(plan or add_plan()), *before]
    return Attempt(procedures, name, NOBODY, steps, expects, prepared, role)


_SAID = add_sent(**_STATE)
_OF_ANOTHER = {"visit_id": "gen_random_uuid()"}
_APPLIED = "select count(*) from field_submission where state = 'applied'"
STANDING = [
    _stands("how a visit stands", "", *_THERE, _SAID),
    _stands("how a visit stands, on its board", "1", *_THERE, _SAID, then=_ENTRIES),
    _stands("how a visit stands, and nothing else", "1", *_THERE,
            add_sent(**_STATE, **_ELSE), _SAID, then=_APPLIED),
    _stands("what waited", "", *_THERE, add_sent(**_STATE, state="'waits'")),
    _stands("what did not come", REFUSED, *_THERE, add_sent(**_STATE, **_ELSE)),
    _stands("what was applied", REFUSED, *_THERE,
            add_sent(**_STATE, state="'applied'")),
    _stands("what is a call for help", REFUSED, *_THERE, add_sent()),
    _stands("what somebody else signed", "signature", *_THERE, _SAID,
            reasons="signature"),
    _stands("what somebody else signed, on the board", "0", *_THERE, _SAID,
            reasons="signature", then=_ENTRIES),
    _stands("what is no state", "0", *_THERE, _SAID, stands="gone", then=_ENTRIES),
    _stands("how a visit stands that is done", "0", *_THERE, _SAID,
            plan=add_plan("done"), then=_ENTRIES),
    _stands("how a visit stands that is done beside another", "0", *_THERE, _SAID,
            make_plan(), plan=add_plan("done"), then=_ENTRIES),
    _stands("how a visit stood before somebody said more", "1", *_THERE, _SAID,
            _entry(1, "left", entered_at="now() + interval '1 hour'"), then=_ENTRIES),
    _stands("how a visit stands by what is said of another", "2", *_THERE, _SAID,
            _entry(1, "left", entered_at="now() + interval '1 hour'", **_OF_ANOTHER),
            then=_ENTRIES),
    _stands("how a visit stands already", "1", *_THERE, _SAID, _entry(1, "there"),
            then=_ENTRIES),
    _stands("how a visit stands already, by its own entries", "2", *_THERE, _SAID,
            _entry(1, "there"), _entry(5, "left", **_OF_ANOTHER), then=_ENTRIES),
    _stands("how a visit stands once more", "3", *_THERE, _SAID, _entry(1, "there"),
            _entry(2, "inside"), then=_ENTRIES),
    _stands("the first entry of a visit", "1", *_THERE, _SAID,
            _entry(5, "left", **_OF_ANOTHER),
            then=f"select number from operations_boardentry where visit_id = {VISIT}"),
    _stands("how a visit stands, by the field process", NOT_GRANTED, *_THERE, _SAID,
            role="unhidden_field"),
    _stands("what a phone says that nobody knows", "device_unknown",
            add_device(OTHER_KEY), add_member(), _SAID),
    _stands("what a phone says that was lost", "device_lost",
            add_phone(**_APPROVED, lost_at="now() - interval '1 hour'"), add_member(),
            _SAID),
    _stands("what a phone says that was handed back", "device_ended",
            add_phone(**_APPROVED, ended_at="now() - interval '1 hour'"), add_member(),
            _SAID),
    _stands("what a phone says that nobody approved", "device_waits", add_phone(),
            add_member(), _SAID),
    _stands("what a colleague's phone says", "author_differs",
            add_phone(**{**_APPROVED, "person_id": f"'{COLLEAGUE}'"}), add_member(),
            _SAID),
    _stands("how a visit stands, by who has left", "person_left",
            add_phone(**{**_APPROVED, "person_id": f"'{GONE}'"}),
            add_sent(**_STATE, author_id=f"'{GONE}'"), add_member(person=GONE)),
    _stands("how no visit of ours stands", "plan_unknown", *_THERE,
            add_sent(**_STATE, planned_named="gen_random_uuid()")),
    _stands("how a visit of another crew stands", "not_on_team", _OWN_PHONE,
            add_member("gen_random_uuid()"), _SAID),
    _stands("how a visit stands, by a colleague's place on the team", "not_on_team",
            _OWN_PHONE, add_member(person=COLLEAGUE), _SAID),
    _stands("how a visit stands that was cancelled", "plan_cancelled", *_THERE, _SAID,
            plan=add_plan("cancelled")),
    _stands("how a visit stands before its operation", "not_running", *_THERE, _SAID,
            plan=add_plan(stands="planned")),
    _stands("how a visit stands after its operation", "operation_closed", *_THERE,
            _SAID, plan=add_plan(stands="closed")),
    _stands("how a visit stands, by who is kept from it", "no_right", *_THERE, _SAID,
            f"insert into access_exclusion select * from jsonb_populate_record("
            f"(select e from access_exclusion e limit 1), jsonb_build_object('id',"
            f" gen_random_uuid(), 'person_id', '{PERSON}', 'ended_at', null,"
            f" 'record_id', (select operation_id from operations_plannedvisit"
            f" where id = {VISIT})))"),
]  # fmt: skip


def _settles(name: str, expects: str, *before: str, **given: str) -> Attempt:
    reasons, then = given.get("reasons", ""), given.get("then", "")
    steps = [f"select wall.settle_landed_alarm('{ROW}', '{{{reasons}}}')"]
    if then:
        steps += [LOOK, then]
    procedures = "settle_landed_alarm reasons_of_device"
    prepared = [*add_plan(), *before]
    return Attempt(procedures, name, NOBODY, steps, expects, prepared, WORKER)


_HELP, _ON_BOARD = add_sent(), _entry(1, "alarm", id=f"'{ROW}'")
SETTLING = [
    _settles("help that stands on the board", "", _HELP, _ON_BOARD),
    _settles("help, and nothing else", "1", add_sent(**_ELSE), _HELP, _ON_BOARD,
             then=_APPLIED),
    _settles("help that waited", "", add_sent(state="'waits'"), _ON_BOARD),
    _settles("help that did not come", REFUSED, add_sent(**_ELSE), _ON_BOARD),
    _settles("help that was settled", REFUSED, add_sent(state="'applied'"), _ON_BOARD),
    _settles("what is no call for help", REFUSED, _SAID, _ON_BOARD),
    _settles("help that stands nowhere", "plan_unknown", _OWN_PHONE, _HELP),
    _settles("help, where other help stands", "plan_unknown", _OWN_PHONE, _HELP,
             _entry(1, "alarm")),
    _settles("help of a phone that nobody knows", "device_unknown", _HELP),
    _settles("help that somebody else signed", "signature", _OWN_PHONE, _HELP,
             reasons="signature"),
]  # fmt: skip
ATTEMPTS = [*STANDING, *SETTLING]

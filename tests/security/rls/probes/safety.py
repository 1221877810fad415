"""Registers of places of safety: who keeps one, what phones bring, what leaves it."""

from __future__ import annotations

import json
from uuid import UUID

from tests.security.rls.attempts import NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.field.prepared import (
    ELSEWHERE,
    NEXT,
    NONE,
    PART,
    WORKER,
    add_device,
    add_landed,
    add_part,
    hash_hex,
)
from tests.security.rls.probes.field.prepared import OTHER as OTHER_KEY
from tests.security.rls.probes.keys import ELSE, TEAM, generation, team
from tests.security.rls.probes.sharing.prepared import (
    LOOK,
    MANAGER,
    NOBODY,
    PLANNER,
    row,
)
from tests.security.rls.records import OPERATION, record
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON, Way

REGISTER, SECOND, ROW, ENTRY = (UUID(int=each) for each in (111, 112, 113, 114))
_CLEARED = [
    f"delete from safeguarding_register{each}" for each in ("day", "entry", "keeper")
] + ["delete from safeguarding_safetyregister"]
_TABLE = "safeguarding_safetyregister"


def register(id: UUID = REGISTER, **given: str) -> str:
    whole = {
        "id": f"'{id}'",
        "organisation_id": f"'{OWN}'",
        "team_id": f"'{TEAM}'",
        "night": "current_date",
        "place_sealed": "'x'",
        "until_at": "now() + interval '1 day'",
        "opened_by_id": f"'{COLLEAGUE}'",
        "opened_at": "now()",
        "closed_at": "null",
    }
    return row(_TABLE, **{**whole, **given})


def keeper(person: UUID = PERSON, register: UUID = REGISTER, **given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "register_id": f"'{register}'",
        "person_id": f"'{person}'",
        "named_by_id": f"'{PERSON}'",
        "named_at": "now()",
        "ended_at": "null",
    }
    return row("safeguarding_registerkeeper", **{**whole, **given})


def _keeps(
    name: str, expects: str, *before: str, who: tuple[str, str] = MANAGER
) -> Attempt:
    steps = ["select cardinality(wall.kept_registers())"]
    return Attempt("kept_registers", name, who, steps, expects, [*_CLEARED, *before])


def ready() -> list[str]:
    """No register is there, and nobody keeps one."""
    return list(_CLEARED)


_OPENED = register(opened_by_id=f"'{PERSON}'")
KEEPING = [
    _keeps("a register that one keeps", "1", register(), keeper(),
           register(SECOND), keeper(COLLEAGUE, SECOND)),
    _keeps("a register that one kept", "0", register(), keeper(ended_at="now()"),
           keeper(COLLEAGUE)),
    _keeps("a register of another organisation", "0",
           register(organisation_id=f"'{OTHER}'"), keeper()),
    _keeps("a register at another task", "0", register(), keeper(),
           who=("safeguarding_lead", "operation_delivery")),
    _keeps("a register that one opened, before it has a keeper", "1", _OPENED),
    _keeps("a register that another opened, before it has a keeper", "0", register()),
    _keeps("a register that one opened, once others keep it", "0", _OPENED,
           keeper(COLLEAGUE)),
    _keeps("a register that one opened, once others kept it", "0", _OPENED,
           keeper(COLLEAGUE, ended_at="now()")),
    _keeps("a register that one opened, while another has a keeper", "1", _OPENED,
           register(SECOND), keeper(COLLEAGUE, SECOND)),
]  # fmt: skip

_TOLD = {"id": str(ENTRY), "what": "register", "team": str(TEAM), "generation": 1,
         "key": "eA==", "part": hash_hex(PART)}  # fmt: skip
_KEYS = [
    "delete from vault_rewrap", "delete from vault_recordkey",
    "delete from vault_generation", "delete from vault_team", team(), generation(1),
]  # fmt: skip
LANDED = add_landed(id=f"'{ROW}'", kind="'register'", author_id=f"'{PERSON}'")
PHONE = add_device(approved_at="now()", approved_by_id=f"'{OWN}'")
EMPTY = [*NONE, *_KEYS, *_CLEARED]
WHOLE = [PHONE, register(), keeper(), add_part(), LANDED]
_COUNT = "select count(*) from safeguarding_registerentry"
_DOUBTS = "select array_to_string(doubts, ' ') from safeguarding_registerentry"
_STANDS = "select concat_ws(' ', state, reason) from field_submission"


def lands_as(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    then: str = "",
    reasons: str = "'{}'",
    register: str = f"'{REGISTER}'",
    entries: object = None,
    role: str = WORKER,
    **said: object,
) -> Attempt:
    told = [{**_TOLD, **said}] if entries is None else entries
    given = f"'{ROW}', {reasons}, {register}, '{json.dumps(told)}', now()"
    steps = [f"select wall.keep_landed_register({given})"]
    if then:
        steps += [LOOK, then]
    procedures = "keep_landed_register keep_register_entries is_landing_slot"
    prepared = [*EMPTY, *before]
    return Attempt(procedures, name, NOBODY, steps, expects, prepared, role)


def _there(**given: str) -> str:
    whole = {
        "id": f"'{ENTRY}'",
        "register_id": f"'{REGISTER}'",
        "sealed_as": f"'{ENTRY}'",
        "content_sealed": "'other'",
        "written_by_id": f"'{PERSON}'",
        "written_at": "now()",
        "is_by_phone": "true",
        "doubts": "'{}'",
    }
    return row("safeguarding_registerentry", **{**whole, **given})


_ANOTHER = add_landed(b'{"parts":[] }', submission_id=f"'{ELSEWHERE}'",
                      kind="'register'")  # fmt: skip
LANDING = [
    lands_as("an entry of who keeps the register", "1", *WHOLE, then=_COUNT),
    lands_as("an entry, which is applied", "applied ", *WHOLE, then=_STANDS),
    lands_as("an entry, and no other submission", "1", *WHOLE, _ANOTHER,
           then="select count(*) from field_submission where state = 'landed'"),
    lands_as("an entry, by the field process", NOT_GRANTED, *WHOLE,
           role="unhidden_field"),
    lands_as("what did not come", REFUSED, PHONE, register(), keeper(), _ANOTHER),
    lands_as("what is of another kind", REFUSED, PHONE, register(), keeper(),
           add_landed(id=f"'{ROW}'")),
    lands_as("what was applied", REFUSED, PHONE, register(), keeper(),
           add_landed(id=f"'{ROW}'", kind="'register'", state="'applied'")),
    lands_as("what waits", "", PHONE, register(), keeper(), add_part(),
           add_landed(id=f"'{ROW}'", kind="'register'", state="'waits'",
                      reason="'device_waits'", author_id=f"'{PERSON}'")),
    lands_as("entries that are no list", REFUSED, *WHOLE, entries={}),
    lands_as("an entry that is not signed", "signature", *WHOLE,
           reasons="'{signature}'"),
    lands_as("an entry that cannot be read", "unreadable", *WHOLE,
           reasons="'{unreadable}'"),
    lands_as("an entry of a phone that nobody knows", "device_unknown", register(),
           keeper(), add_part(), LANDED),
    lands_as("an entry of a phone that nobody approved", "device_waits", add_device(),
           register(), keeper(), add_part(), LANDED),
    lands_as("an entry of a phone that was lost, with a mark", "device_lost",
           add_device(approved_at="now()", lost_at="now() - interval '1 hour'"),
           *WHOLE[1:], then=_DOUBTS),
    lands_as("an entry in a register that there is not", "about_unknown", *WHOLE,
           register=f"'{SECOND}'"),
    lands_as("an entry in no register", "about_unknown", *WHOLE, register="null"),
    lands_as("an entry of who never kept the register", "about_unknown", PHONE,
           register(), keeper(COLLEAGUE), add_part(), LANDED),
    lands_as("an entry of who keeps another register", "about_unknown", PHONE,
           register(), register(SECOND), keeper(register=SECOND), add_part(),
           LANDED),
    lands_as("an entry in the name of who keeps it, by another's phone",
           "about_unknown",
           add_device(approved_at="now()", person_id=f"'{COLLEAGUE}'"),
           *WHOLE[1:]),
    lands_as("an entry whose phone is told from others", "", add_device(
           OTHER_KEY, approved_at="now()", person_id=f"'{COLLEAGUE}'"), *WHOLE),
    lands_as("an entry of who kept it, with a mark", "keeper_ended", PHONE,
           register(), keeper(ended_at="now()"), add_part(), LANDED, then=_DOUBTS),
    lands_as("an entry of who keeps it, without a mark", "", *WHOLE, then=_DOUBTS),
    lands_as("an entry of who kept it, where others keep it and they another",
           "keeper_ended", PHONE, register(), register(SECOND),
           keeper(ended_at="now()"), keeper(COLLEAGUE), keeper(register=SECOND),
           add_part(), LANDED, then=_DOUBTS),
    lands_as("an entry whose part is not here", "sealed_elsewhere", *WHOLE,
           part=hash_hex(NEXT)),
    lands_as("an entry whose part came for another submission", "sealed_elsewhere",
           *WHOLE[:3], add_part(submission=ELSEWHERE), LANDED),
    lands_as("an entry that is sealed to others", "sealed_elsewhere", *WHOLE,
           team(ELSE), generation(1, ELSE), team=str(ELSE)),
    lands_as("an entry that is sealed to keys nobody knows", "sealed_elsewhere",
           *WHOLE, generation=9),
    lands_as("an entry that is there already, once", "1", *WHOLE,
           _there(content_sealed="'x'"), then=_COUNT),
    lands_as("an entry that is in another register with the same content", "2",
           *WHOLE, register(SECOND),
           _there(register_id=f"'{SECOND}'", content_sealed="'x'"), then=_COUNT),
    lands_as("an entry beside others, under its own id", "1", *WHOLE,
           _there(id=f"'{SECOND}'", sealed_as=f"'{SECOND}'"),
           then=f"{_COUNT} where id = '{ENTRY}'"),
    lands_as("an entry of an id that is there, beside it", "2", *WHOLE, _there(),
           then=_COUNT),
    lands_as("an entry that is told under its register", "1", *WHOLE,
           then="select count(*) from audit_event where name ="
           " 'safeguarding.register_entry_landed' and at > now() - interval '1 hour'"),
]  # fmt: skip

SEEN = record(OPERATION, (Way("team", "worker", whose="organisation"),))
STRANGE = record(OPERATION, ())
_DATED = (
    "update operations_operation set starts_on = current_date,"
    " ends_on = current_date + 5"
)


def _day(people: int, day: int = 0, register: UUID = REGISTER) -> str:
    return row(
        "safeguarding_registerday",
        id="gen_random_uuid()",
        register_id=f"'{register}'",
        day=f"current_date + {day}",
        people=people,
        told_by_id=f"'{PERSON}'",
        told_at="now()",
    )


_LED = f"update operations_operation set lead_id = '{OWN}' where id = {SEEN}"


def _totals(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = PLANNER,
    of: str = SEEN,
) -> Attempt:
    steps = [f"select wall.told_by_registers({of})"]
    prepared = [*_CLEARED, "delete from operations_partner", _DATED, _LED, *before]
    return Attempt("told_by_registers", name, who, steps, expects, prepared)


def _partner(organisation: UUID = OTHER, operation: str = SEEN) -> str:
    return row(
        "operations_partner",
        id="gen_random_uuid()",
        operation_id=operation,
        organisation_id=f"'{organisation}'",
    )


_OTHERS = register(organisation_id=f"'{OTHER}'")
TOTALS = [
    _totals("five people of an evening", "5", register(), _day(5)),
    _totals("four people of an evening", "None", register(), _day(4)),
    _totals("one who came the day after five", "5", register(), _day(5), _day(6, 1)),
    _totals("five who came the day after five", "10", register(), _day(5),
            _day(10, 1)),
    _totals("three and three of two evenings", "6", register(), _day(3), _day(6, 1)),
    _totals("a number that was put right by fewer than five", "7", register(),
            _day(7), _day(4, 1)),
    _totals("two registers of one evening", "6", register(), _day(3),
            register(SECOND), _day(3, register=SECOND)),
    _totals("the latest evening of each register", "9", register(), _day(2),
            _day(4, 1), register(SECOND), _day(5, 1, SECOND)),
    _totals("a register of a partner", "5", _OTHERS, _day(5), _partner()),
    _totals("a register of nobody who takes part", "None", _OTHERS, _day(5)),
    _totals("a register of nobody who takes part, beside one's own", "None", _OTHERS,
            _day(5), register(SECOND)),
    _totals("a register of another operation's partner", "None", _OTHERS, _day(5),
            _partner(operation=STRANGE)),
    _totals("a register of another partner than the one who takes part", "None",
            _OTHERS, _day(5), _partner(COLLEAGUE)),
    _totals("a night before the operation", "None",
            register(night="current_date - 1"), _day(5)),
    _totals("a night after the operation", "None",
            register(night="current_date + 6"), _day(5)),
    _totals("five people, for a safeguarding lead", "5", register(), _day(5),
            who=("safeguarding_lead", "operation_delivery")),
    _totals("five people, for who investigates", "None", register(), _day(5),
            who=("investigator", "investigation")),
    _totals("five people, for a partner's officer", "None", register(), _day(5),
            who=("partner", "operation_delivery")),
    _totals("five people of an operation that one does not meet", "None",
            register(), _day(5), _partner(OWN, STRANGE), of=STRANGE),
]  # fmt: skip
ATTEMPTS = [*KEEPING, *LANDING, *TOTALS]

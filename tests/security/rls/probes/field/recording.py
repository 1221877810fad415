"""Another account in the place of the one that counted, beside what others recorded."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.accounts import (
    ACCOUNT,
    CLEARED,
    DECIDES,
    PLACE,
    PLAN,
    SECOND,
    make_account,
    make_plan,
    make_recorded,
)
from tests.security.rls.probes.field.counting import SAID
from tests.security.rls.probes.sharing.prepared import LOOK, OPERATED, grant, row
from tests.security.rls.probes.targets import make_insert, make_warrant
from tests.security.rls.records import VISIT, record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, DESK, IDLE, PERSON

_OURS, _THEIRS = record(VISIT, (), is_own=True), record(VISIT, ())
_THIRD, _FOURTH = (key("visits_account", f"'{each}'") for each in "cd")
_ELSEWHERE = key("operations_plannedvisit", "'e'")
_BESIDE = make_plan(id=_ELSEWHERE, premises_id=_ELSEWHERE)
_PROCEDURES = """
decide_account visit_of_account keep_former_account record_of write_visit write_counts
find_victim write_victims hand_to_author keep_look offer_item count_entry
"""
_READY = [
    *CLEARED,
    "delete from visits_possiblevictim",
    "delete from intelligence_look",
]


def _chosen(  # each is one thing that decides
    name: str,
    then: str,
    expects: str,
    *before: str,
    plan: str | None = None,
    counted: str = SECOND,
    author: UUID = COLLEAGUE,
    former: UUID = IDLE,
    **said: Any,
) -> Attempt:
    """What a superuser finds once an account was decided to count."""
    told = f"'{json.dumps({'record': {**SAID, **said}})}'"
    prepared = [
        *_READY, *before, plan or make_plan(), make_recorded(_OURS, counted),
        make_account(SECOND, state="'counts'", form="'former'",
                     author_id=f"'{former}'"),
        make_account(ACCOUNT, content=told, form="'chosen'", author_id=f"'{author}'"),
    ]  # fmt: skip
    if counted == "null":
        prepared.append(f"delete from visits_account where id = {SECOND}")
    asked = f"select wall.decide_account({ACCOUNT}, 'count', 'because', now())"
    return Attempt(_PROCEDURES, name, DECIDES, [asked, LOOK, then], expects, prepared)


_STATES = """select string_agg(concat_ws(' ', form, state, nullif(decided_why, '')),
 ', ' order by form collate "C") from visits_account"""
_DONE = f"""select p.xmin = o.xmin from operations_plannedvisit p,
 operations_plannedvisit o where p.id = {PLAN} and o.id = {_ELSEWHERE}"""
_ENTRIES = f"select count(*) from operations_warrantentry where planned_id = {PLAN}"
STANDING = [
    _chosen("one account of several", _STATES,
            "chosen counts because, elsewhere set_aside, former beside,"
            " third set_aside",
            make_account(_FOURTH, planned_id=_ELSEWHERE, state="'set_aside'",
                         form="'elsewhere'"),
            make_account(_THIRD, state="'set_aside'", form="'third'")),
    _chosen("an account of a visit that is done, which is not written anew", _DONE,
            "True", _BESIDE, plan=make_plan(status="'done'")),
    _chosen("an account of an entry by a power", _ENTRIES, "1",
            *make_warrant(operation=OPERATED, place=PLACE),
            plan=make_plan("enforcement", authority="'W1'"), entry_basis="power"),
]  # fmt: skip


def _person(
    number: int,
    age: str,
    alleges: str,
    *,
    visit: str = _OURS,
    is_withdrawn: bool = False,
) -> str:
    return row(
        "visits_possiblevictim",
        id="gen_random_uuid()",
        visit_id=visit,
        number=number,
        age_group=f"'{age}'",
        alleges=f"'{alleges}'",
        is_brought_to_safety="false",
        is_withdrawn=is_withdrawn,
    )


def _tell(age: str, alleges: str) -> dict[str, object]:
    return {"age_group": age, "alleges": alleges, "is_brought_to_safety": False}


_PEOPLE = f"""select string_agg(concat_ws(' ', number, age_group, alleges,
 case when visit_id = {_THEIRS} then 'elsewhere' end,
 case when is_withdrawn then 'withdrawn' end), ', ' order by number)
 from visits_possiblevictim"""
_FAR = _person(90, "child", "labour", visit=_THEIRS)
VICTIMS = [
    _chosen("somebody like one of another visit", _PEOPLE,
            "1 child labour, 90 child labour elsewhere", _FAR,
            possible_victims=[_tell("child", "labour")]),
    _chosen("the only one of their age, of whom other things are told", _PEOPLE,
            "1 adult sexual, 2 child sexual withdrawn, 90 child labour elsewhere",
            _FAR, _person(2, "child", "sexual"), _person(1, "adult", "labour"),
            possible_victims=[_tell("adult", "sexual")]),
    _chosen("two of an age, of whom one was known", _PEOPLE,
            "1 adult labour withdrawn, 2 adult sexual, 3 adult criminal",
            _person(1, "adult", "labour"), _person(2, "adult", "sexual"),
            possible_victims=[_tell("adult", "sexual"), _tell("adult", "criminal")]),
    _chosen("one who could be either of two", _PEOPLE,
            "1 adult labour withdrawn, 2 adult sexual withdrawn, 3 adult criminal",
            _person(1, "adult", "labour"), _person(2, "adult", "sexual"),
            possible_victims=[_tell("adult", "criminal")]),
]  # fmt: skip


def _item(
    text: str,
    state: str,
    *,
    visit: str = _OURS,
    hours: int = 1,
    is_of_safeguarding: bool = False,
) -> str:
    """What the desk was offered before, so many hours ago."""
    return row(
        "visits_draftitem",
        id="gen_random_uuid()",
        visit_id=visit,
        text=f"'{text}'",
        sign_codes="'{}'",
        source="'1'",
        assessment="'A'",
        handling="'C'",
        state=f"'{state}'",
        is_of_safeguarding=is_of_safeguarding,
        offered_by_id=f"'{COLLEAGUE}'",
        offered_at=f"now() - interval '{hours} hours'",
        released_by_id=f"'{PERSON}'",
    )


def _add_sign(code: str) -> str:
    """A sign of the catalogue with this code, whose words are the same."""
    new = json.dumps({"code": code, "phrase_en": f"Sign {code}"})
    return (
        f"insert into signs_sign select (jsonb_populate_record(s, '{new}')).*"
        " from signs_sign s where code = (select min(code) from signs_sign)"
    )


def _add_answer(code: str, answer: str, visit: str = _THEIRS) -> str:
    return row(
        "visits_signanswer",
        id="gen_random_uuid()",
        visit_id=visit,
        sign_id=f"'{code}'",
        answer=f"'{answer}'",
        how="'saw'",
    )


def _say(code: str, answer: str, how: str = "saw") -> dict[str, str]:
    return {"code": code, "answer": answer, "how": how}


_CATALOGUE = [_add_sign(f"zz{number}") for number in range(1, 6)]
_LOOKED_ELSEWHERE = [_add_answer("zz4", "seen"), _add_answer("zz5", "not_seen")]
_SIGNS = [_say("zz1", "seen"), _say("zz2", "seen", "heard"), _say("zz3", "not_seen")]
_ITEMS = """select string_agg(concat_ws(' ', replace(d.text, chr(10), ' '),
 nullif(array_to_string(d.sign_codes, '+'), ''), d.state, 'for ' || f.text), ', '
 order by d.text collate "C")
 from visits_draftitem d left join visits_draftitem f on f.id = d.corrects_id"""
_LOOKS = "select string_agg(not_seen::text, ';') from intelligence_look"
_TOLD = "Heard or told, and not seen: 1. Ask for a report."
_BEFORE = [
    _item("far read", "written", visit=_THEIRS),
    _item("far waits", "ready", visit=_THEIRS),
    _item("dropped", "set_aside"),
    _item("quiet read", "written", is_of_safeguarding=True),
    _item("quiet waits", "ready", is_of_safeguarding=True),
    _item("read", "written", hours=9),
    _item("waits", "ready"),
]
OFFERED = [
    _chosen("what the desk is offered, beside all that it was", _ITEMS,
            f"Sign zz1 {_TOLD} zz1 ready for read, dropped set_aside,"
            " far read written, far waits ready, quiet read written,"
            " quiet waits ready, read written, waits set_aside",
            *_CATALOGUE, *_LOOKED_ELSEWHERE, *_BEFORE, signs=_SIGNS),
    _chosen("what the desk is offered of what was heard alone", _ITEMS,
            f"No sign was seen. {_TOLD} ready", *_CATALOGUE, signs=_SIGNS[1:2]),
    _chosen("that nothing was seen, where the desk has read otherwise", _ITEMS,
            "No sign was seen. ready for read, read written",
            _item("read", "written")),
    _chosen("what this visit looked for in vain, and no other", _LOOKS, '["zz3"]',
            *_CATALOGUE, *_LOOKED_ELSEWHERE, signs=_SIGNS),
]  # fmt: skip


def _counted(visit: str) -> list[str]:
    """One of each thing that a record counts; of possible victims one is withdrawn."""
    whole = {"id": "gen_random_uuid()", "visit_id": visit}
    return [
        row("visits_peoplepresent", **whole, age="'old'", sex="'f'", count="1"),
        _add_answer("zz1", "seen", visit),
        make_insert("visits_referral", **whole, to="'fire'", legal_basis="''"),
        _person(1, "adult", "labour", visit=visit),
        _person(2, "adult", "labour", visit=visit, is_withdrawn=True),
    ]


_BARE = [
    f"delete from visits_{each} where visit_id = {_OURS}"
    for each in ("peoplepresent", "signanswer", "referral")
]
_COUNTS = ", ".join(
    f"jsonb_array_length(content #> '{{record,{each}}}')"
    for each in ("present", "signs", "referrals", "possible_victims")
)
_KEPT = f"""select string_agg(concat_ws(' ', source, state, {_COUNTS}), ', ')
 from visits_account where id <> {ACCOUNT}"""
FORMER = [
    _chosen("an account beside a record of before accounts were kept", _KEPT,
            "web beside 1 1 1 1", *_BARE, *_counted(_THEIRS), *_counted(_OURS),
            _BESIDE,
            f"update visits_visit set planned_id = {_ELSEWHERE} where id = {_THEIRS}",
            counted="null"),
    _chosen("an account beside a record whose account is kept", _KEPT,
            "phone beside 0 0 0 0"),
]  # fmt: skip


def _place(name: str, person: UUID, role: str = "observer", **given: str) -> str:
    whole = {
        "case": _OURS,
        "domain": "'visit'",
        "team_role": f"'{role}'",
        "reason": f"'{name}'",
    }
    return grant(person=person, **{**whole, **given})


_LEFT = {"ended_at": "now()", "ended_by": f"'{COLLEAGUE}'"}
_PLACES = f"""select string_agg(concat_ws(' ', coalesce(nullif(reason, ''), 'new'),
 nullif(team_role, ''), case when ended_at is null then 'in'
 when ended_by = '{PERSON}' then 'ended' else 'left' end), ', '
 order by reason collate "C") from access_grant where record_id in ({_OURS}, {_THEIRS})
"""
HANDED = [
    _chosen("the place of whose account counted", _PLACES,
            "new observer in, another observer in, author worker left, by share in,"
            " far observer in, former observer ended, once observer left",
            _place("far", IDLE, case=_THEIRS), _place("once", IDLE, **_LEFT),
            _place("former", IDLE), _place("another", DESK),
            _place("author", COLLEAGUE, "worker", **_LEFT),
            _place("by share", COLLEAGUE, "", basis="'share'")),
    _chosen("places that both have by more than their accounts", _PLACES,
            "author lead in, former worker in", _place("former", IDLE, "worker"),
            _place("author", COLLEAGUE, "lead")),
    _chosen("an account of who has a place already", _STATES,
            "chosen counts because, former beside", _place("author", COLLEAGUE)),
    _chosen("the place of who wrote both accounts", _PLACES, "author observer in",
            _place("author", COLLEAGUE), former=COLLEAGUE),
    _chosen("no place for who may read no records", _PLACES, "None", author=IDLE),
]  # fmt: skip
ATTEMPTS = [*STANDING, *VICTIMS, *OFFERED, *FORMER, *HANDED]

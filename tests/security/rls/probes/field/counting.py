"""The account that counts: its record, and what it writes beside it."""

from __future__ import annotations

import json
from typing import Any

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.accounts import (
    CLEARED,
    DECIDES,
    SECOND,
    make_account,
    make_plan,
)
from tests.security.rls.probes.alarms import (
    ROW,
    SUPPORT,
    SUPPORTS,
    THERE,
    VISIT,
    add_member,
    add_phone,
    add_plan,
    add_sent,
)
from tests.security.rls.probes.field.applying import BESIDE
from tests.security.rls.probes.field.prepared import WORKER
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

SAID: dict[str, Any] = {
    "purpose_told": "p",
    "entry_basis": "consent",
    "entry_detail": "m",
    "interpreter": "phone",
    "started_at": "2026-01-05T10:00Z",
    "ended_at": "2026-01-05T11:00Z",
    "outcome": "advice_given",
    "spoken_to": 1,
    "leaflets": 0,
    "notices": 0,
    "arrests": 0,
    "narrative": "",
    "follow_up_on": None,
    "present": [],
    "signs": [],
    "referrals": [],
    "possible_victims": [],
    "came_of": "not_known",
}
_READY = [
    *CLEARED, *add_plan(), "delete from visits_possiblevictim",
    "delete from intelligence_look", "delete from operations_enforcementturn",
    "delete from operations_commandrisk", "delete from operations_warrant",
    f"update operations_plannedvisit set kind = 'soft' where id = {VISIT}",
    add_phone(approved_at="now()", approved_by_id=f"'{OWN}'"), add_member(),
]  # fmt: skip
_PROCEDURES = """
keep_landed settle_account reasons_against records_for turn_by_account visit_of_account
keep_former_account record_of write_visit write_counts find_victim write_victims
hand_to_author keep_look offer_item count_entry
"""
#: The code of a sign of the catalogue.
_SIGN = "(select min(code) from signs_sign)"


def _counts(  # each is one thing that decides
    name: str,
    expects: str,
    *before: str,
    kind: str = "account",
    about: object = None,
    signs: str = "'[]'",
    then: str = "",
    turn: object = None,
    reasons: tuple[str, ...] = (),
    **said: object,
) -> Attempt:
    facts = {
        "reasons": reasons, "inner": [], "photos": [], "about": about, "turn": turn,
    }  # fmt: skip
    whole = json.dumps({"record": {**SAID, **said}})
    content = f"jsonb_set('{whole}', '{{record,signs}}', {signs}::jsonb, false)"
    steps = [
        f"select wall.keep_landed('{ROW}', {content}, '{json.dumps(facts)}', now())"
    ]
    if then:
        steps += [LOOK, then]
    prepared = [*_READY, *before, add_sent(kind=f"'{kind}'", submission_id=f"'{ROW}'")]
    return Attempt(_PROCEDURES, name, NOBODY, steps, expects, prepared, WORKER)


def _sign(answer: str, code: str = _SIGN) -> str:
    return (
        f"(select jsonb_build_array(jsonb_build_object('code', {code},"
        f" 'answer', '{answer}', 'how', 'saw')))"
    )


_HERE = f"(select id from visits_visit where account_id = '{ROW}')"
_RECORDED = (
    f"update visits_visit set planned_id = {VISIT}"
    " where id = (select min(id::text)::uuid from visits_visit)"
)
_VICTIM = {"age_group": "adult", "alleges": "", "is_brought_to_safety": False}
_OTHER_KIND = f"update operations_plannedvisit set kind = '%s' where id = {VISIT}"
_COME = make_account(SECOND, submission_id=f"'{BESIDE}'")
_STATE = f"select state from visits_account where id = '{ROW}'"
_NOBODY_ELSE = "delete from operations_teammember"
_MADE = "select count(*) from visits_draftitem"
_TURN = {
    "power": "p",
    "authority": "W1",
    "decided_by": str(PERSON),
    "decided_at": "2026-01-05T10:00:00Z",
    "told": "t",
}


def _turned(planned: str) -> str:
    return row(
        "operations_enforcementturn",
        id="gen_random_uuid()",
        planned_id=planned,
        power="'p'",
        authority="'W1'",
        decided_by_id=f"'{PERSON}'",
        decided_at="now()",
        told="'t'",
        recorded_by_id=f"'{PERSON}'",
        recorded_at="now()",
    )


_TURNED_ELSEWHERE = _turned("gen_random_uuid()")
_STATES = "select count(*) from visits_account where %s"
_OWN = {"planned_id": VISIT, "author_id": f"'{PERSON}'"}
_OWN_WRITTEN = make_account(f"'{ROW}'", source="'web'", **_OWN)


def _settles(name: str, expects: str, **given: str) -> Attempt:
    """Why an account waits or waited, once it is settled again."""
    steps = [
        LOOK,
        f"select wall.settle_account('{ROW}', '{{signature}}', now())",
        f"select reason from visits_account where id = '{ROW}'",
    ]
    prepared = [*_READY, make_account(f"'{ROW}'", **_OWN, **given)]
    return Attempt("settle_account", name, NOBODY, steps, expects, prepared, WORKER)


RECORDING = [
    _counts("an account that nothing speaks against", ""),
    _counts("an account, which becomes the record", "1",
            then=f"select count(*) from visits_visit where account_id = '{ROW}'"),
    _counts("an account, by which its visit is done, and no other", "1",
            then="select count(*) from operations_plannedvisit where status = 'done'"),
    _counts("an account beside one of another visit", "counts",
            make_account(SECOND, state="'counts'"),
            then=f"select state from visits_account where id = {SECOND}"),
    _counts("an account of a visit that is recorded", "recorded_already", _RECORDED),
    _counts("an account that somebody decided about", "set_aside",
            make_account(f"'{ROW}'", state="'set_aside'"),
            then=_STATE),
    _counts("people who were not there", "0",
            present=[{"age": "adult", "sex": "female", "count": 0}],
            then=f"select count(*) from visits_peoplepresent where visit_id = {_HERE}"),
    _counts("an account, which leaves what others counted", "True",
            then="select count(*) > 0 from visits_peoplepresent"),
    _counts("an account, which leaves signs of others", "True",
            then="select count(*) > 0 from visits_signanswer"),
    _counts("an account, which leaves referrals of others", "True",
            then="select count(*) > 0 from visits_referral"),
    _counts("a sign of the catalogue", "", signs=_sign("seen")),
    _counts("a sign of no catalogue", "sign_unknown", signs=_sign("seen", "'none'")),
    _counts("what the desk is offered", "1", signs=_sign("seen"),
            then=_MADE),
    _counts("what the desk is not offered, where nothing was seen", "0",
            then=_MADE),
    _counts("what the desk is not offered of a safeguarding visit", "0",
            make_plan(), _OTHER_KIND % "safeguarding", signs=_sign("seen"),
            then=_MADE),
    _counts("what the desk may know of a look", "1",
            then=f"select count(*) from intelligence_look where visit_id = {_HERE}"),
    _counts("what it may not know of a safeguarding visit", "0",
            _OTHER_KIND % "safeguarding",
            then=f"select count(*) from intelligence_look where visit_id = {_HERE}"),
    _counts("a possible victim", "1", possible_victims=[_VICTIM],
            then="select count(*) from visits_possiblevictim"),
    _counts("two who are alike", "2", possible_victims=[_VICTIM, _VICTIM],
            then="select count(*) from visits_possiblevictim where not is_withdrawn"),
    _counts("its author reads the record", "1",
            then="select count(*) from access_grant where basis = 'team'"
                 f" and record_id = {_HERE} and person_id = '{PERSON}'"),
    _counts("the same submission with other words", "another_content",
            make_account(SECOND, submission_id=f"'{ROW}'", digest="'e'")),
    _counts("a submission beside others with other words", "",
            make_account(SECOND, submission_id=f"'{BESIDE}'", digest="'e'",
                         planned_id="null")),
    _counts("an account that is the record already, told again", "",
            make_account(f"'{ROW}'", planned_id=VISIT, submission_id=f"'{ROW}'",
                         author_id=f"'{PERSON}'"),
            _RECORDED,
            f"update visits_visit set account_id = '{ROW}' where planned_id = {VISIT}"),
    _counts("an unfinished account", "unfinished", kind="unfinished"),
    _counts("an addendum", "beside", _COME, _RECORDED, kind="addendum",
            about=str(BESIDE), then=_STATE),
    _counts("an addendum to what did not come", "about_unknown", _RECORDED,
            kind="addendum", about=str(BESIDE)),
    _counts("an addendum to what is no record", "about_unknown", _COME,
            kind="addendum", about=str(BESIDE)),
    _counts("an account of a crew that came along", "", _NOBODY_ELSE, SUPPORT,
            add_member(SUPPORTS)),
    _counts("an account of a crew that came along to another", "not_on_team",
            _NOBODY_ELSE, SUPPORT, add_member(SUPPORTS),
            "update operations_supportingcrew set visit_id = gen_random_uuid()"),
    _counts("an addendum, and no other account", "1", _COME, _RECORDED, kind="addendum",
            about=str(BESIDE), then=_STATES % "state = 'beside'"),
    _counts("an account that waits, and no other", "1", make_account(SECOND),
            reasons=("unreadable",), then=_STATES % "reason = 'unreadable'"),
    _settles("one that waits", "signature"),
    _settles("one that was decided about, and waits", "clock", decided_at="now()"),
    _settles("one that stands beside another", "clock", state="'beside'"),
    Attempt("judge_account", "their own that nothing speaks against", DECIDES,
            [f"select wall.judge_account('{ROW}')"], "clock", [*_READY, _OWN_WRITTEN]),
    _counts("an account for another organisation", "not_on_team",
            f"update operations_teammember set organisation_id = '{OTHER}'"),
    _counts("a power that nobody turned to", "does_not_add_up", entry_basis="power"),
    _counts("a power that another visit turned to", "does_not_add_up",
            _TURNED_ELSEWHERE, entry_basis="power"),
    _counts("a power that somebody turned to", "", turn=_TURN, entry_basis="power"),
    _counts("a power at a visit that had it from the first", "",
            _OTHER_KIND % "enforcement", entry_basis="power"),
]  # fmt: skip
#: What a transaction locks bears its mark, as does what it has written.
_LOCKED = " || ' ' || ".join(
    f"(select count(*) from {table} where xmax = (select s.xmin from field_submission s"
    f" where s.id = '{ROW}'))"
    for table in ("operations_plannedvisit", "operations_operation")
)
_TURNS = f"select count(*) from operations_enforcementturn where planned_id = {VISIT}"


def _turns(name: str, expects: str, *before: str, **turn: object) -> Attempt:
    return _counts(
        name, expects, *before, turn={**_TURN, **turn}, entry_basis="power", then=_TURNS
    )


_RISK = {
    "id": "gen_random_uuid()",
    "subject": "'occupants'",
    "risk": "'r'",
    "likelihood": "3",
    "impact": "5",
    "control": "' '",
    "owner": "'silver'",
    "review_on": "current_date",
    "closed_at": "null",
    "version": "1",
}


def _risk(**given: str) -> str:
    whole = {**_RISK, "operation_id": THERE, **given}
    return row("operations_commandrisk", **whole)


_ELSEWHERE = "'00000000-0000-4000-8000-0000000000e2'"
_ANOTHER_TEAM = row(
    "operations_team", id=_ELSEWHERE, operation_id=_ELSEWHERE, name="'n'"
)
_TURNED = _turned(VISIT)
_OTHERS_SOFT = (
    f"update operations_plannedvisit set kind = 'soft', status = 'planned'"
    f" where id <> {VISIT}"
)
TURNING = [
    _turns("a visit that turned", "1"),
    _turns("a visit that turned after the account of it", "0",
           decided_at="2099-01-01T00:00:00Z"),
    _turns("a visit that turned by no power", "0", power=" "),
    _turns("a visit that turned without a word", "0", told=" "),
    _turns("a visit that somebody of no team turned", "0", decided_by=str(COLLEAGUE)),
    _turns("a safeguarding visit that turned", "0", _OTHER_KIND % "safeguarding"),
    _turns("a visit that turned, and is over", "0",
           f"update operations_plannedvisit set status = 'done' where id = {VISIT}"),
    _turns("a visit that turned by no number", "0", authority=""),
    _turns("a visit that turned, of who is on no team", "0",
           "delete from operations_teammember", decided_by=str(PERSON)),
    _turns("a visit that turned, by a phone that nobody knows", "0",
           "delete from field_device"),
    _turns("a visit that turned, of an account among others", "1",
           make_account(SECOND, planned_id=_ELSEWHERE)),
    _turns("a visit that turned, among visits that did not", "1", _OTHERS_SOFT,
           f"update operations_plannedvisit set kind = 'soft' where id = {VISIT}"),
    _turns("a visit that somebody turned whose team is elsewhere", "0", _ANOTHER_TEAM,
           add_member(_ELSEWHERE, COLLEAGUE), decided_by=str(COLLEAGUE)),
    _turns("a visit that the crew turned, and its author is not of it", "0",
           "delete from operations_teammember", add_member(person=COLLEAGUE),
           decided_by=str(COLLEAGUE)),
    _turns("a visit that turned before", "1", _TURNED),
    _turns("a visit that turned, beside another", "1", _TURNED_ELSEWHERE),
    _turns("a visit that turned with a high risk without a control", "0", _risk()),
    _turns("a visit that turned with risks that stop nobody", "1",
           _risk(operation_id=_ELSEWHERE), _risk(closed_at="now()"),
           _risk(likelihood="2"), _risk(control="'Wait'")),
    _counts("a visit that turned, by a letter that nobody signed", "0", turn=_TURN,
            entry_basis="power", then=_TURNS, reasons=("signature",)),
    _counts("what turns a visit holds that visit and its operation", "1 1", turn=_TURN,
            entry_basis="power", then=f"select {_LOCKED}", reasons=("clock",)),
    _counts("what turns none holds the visit alone", "1 0", then=f"select {_LOCKED}",
            reasons=("clock",)),
]  # fmt: skip
ATTEMPTS = [*RECORDING, *TURNING]

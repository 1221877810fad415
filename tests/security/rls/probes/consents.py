"""What a word covers, and what ends with one that no longer stands."""

from __future__ import annotations

from typing import Any

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import (
    ANOTHER,
    CONTENT,
    FELLOW,
    GIVEN,
    LOOK,
    MANAGER,
    NONE,
    OPERATED,
    PLANNER,
    SHARE,
    THIRD,
    WIDER,
    WORKS,
    agreed,
    consent,
    grant,
    row,
    share,
    tried,
)
from tests.security.rls.records import CASE, LEAD, WORKER, record
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

_GIVEN_BY_CONSENT = {**CONTENT, "ground": "''", "authorised_by_id": "null"}


def _draft(**given: str) -> str:
    content = {**_GIVEN_BY_CONSENT, "by_consent": "true", **given}
    told = ", ".join(f"'{name}', {value}" for name, value in content.items())
    return f"select wall.draft_share({SHARE}, jsonb_build_object({told}), now())"


def _covers(name: str, expects: str, *prepared: str, **given: str) -> Attempt:
    return tried("consent_of agreed", name, MANAGER, [_draft(**given)], expects,
                 *prepared)  # fmt: skip


_SUPPORT = consent(GIVEN, kind="support")
_DAYS = "current_date {:+d}".format
_YES: dict[str, Any] = {
    "kind": "share",
    "receiver": OTHER,
    "categories": "'{narrative}'",
}
_DATED = consent(GIVEN, at=1, **_YES)
_NUMBERED = consent(GIVEN, number="9223372036854775807", **_YES)
COVERING = [
    _covers("by a word for this receiver", "", *agreed(GIVEN)),
    _covers("by one for another receiver", "basis", _SUPPORT,
            agreed(GIVEN, receiver=THIRD)[1]),
    _covers("by one of another person", "basis", _SUPPORT, agreed(record(CASE, ()))[1]),
    _covers("by one that does not go so far", "basis", _SUPPORT,
            consent(GIVEN, kind="share", receiver=OTHER, categories="'{health}'")),
    _covers("by one that goes further", "", _SUPPORT,
            consent(GIVEN, kind="share", receiver=OTHER,
                    categories="'{health,narrative}'")),
    _covers("by one through today", "", *agreed(GIVEN, until=_DAYS(0))),
    _covers("by one until yesterday", "basis", *agreed(GIVEN, until=_DAYS(-1))),
    _covers("with nothing said of support", "basis", agreed(GIVEN)[1]),
    _covers("with a yes to something else", "basis", consent(GIVEN, kind="nrm"),
            agreed(GIVEN)[1]),
    _covers("with support taken back", "basis", *agreed(GIVEN),
            consent(GIVEN, "withdrawn", kind="support", at=1)),
    _covers("by one before a no of the same moment", "basis", *agreed(GIVEN),
            consent(GIVEN, "no", kind="share", receiver=OTHER)),
    _covers("by one that is dated after a no that was written later", "basis",
            _SUPPORT, _DATED, consent(GIVEN, "no", kind="share", receiver=OTHER)),
    _covers("by one that is numbered after a no that was written later", "basis",
            _SUPPORT, _NUMBERED, consent(GIVEN, "no", kind="share", receiver=OTHER)),
    _covers("by one that is dated before a no, and was written after it", "", _SUPPORT,
            consent(GIVEN, "no", kind="share", receiver=OTHER, at=9), _DATED),
    tried("safeguarding_consent", "whoever works on a case says its number", WORKS,
          [consent(record(CASE, WORKER), number="9223372036854775807"), LOOK,
           "select max(number) < 1000000 from safeguarding_consent"], "True"),
    _covers("by a yes after a no", "", _SUPPORT,
            consent(GIVEN, "no", kind="share", receiver=OTHER),
            consent(GIVEN, kind="share", receiver=OTHER, categories="'{narrative}'",
                    at=1)),
    _covers("by a yes before a no", "basis", *agreed(GIVEN),
            consent(GIVEN, "no", kind="share", receiver=OTHER, at=1)),
]  # fmt: skip

_MEMBER = record(CASE, WORKER)
_LED = record(CASE, LEAD)
_END = "select wall.end_unconsented('safeguarding_case', {}, now())"
_IDENTITY = "safeguarding_case.identity_sealed"


def _team(organisation: object) -> str:
    return (
        "insert into vault_team (id, organisation_id, created_at) values"
        f" ('{organisation}', '{organisation}', now()) on conflict do nothing"
    )


def _key(case: str, team: object = OTHER, slot: str = _IDENTITY) -> str:
    return row(
        "vault_recordkey",
        id="gen_random_uuid()",
        record_id=case,
        slot=f"'{slot}'",
        team_id=f"'{team}'",
        generation_id="1",
        sealed_key="'x'",
    )


def _keys(name: str, left: int, *prepared: str, case: str = _MEMBER) -> Attempt:
    before = ("delete from vault_recordkey", _team(OTHER), _team(OWN), _key(case))
    steps = [_END.format(case), LOOK, "select count(*) from vault_recordkey"]
    return tried("end_stray_keys works_with", name, WORKS, steps, str(left), *before,
                 *prepared)  # fmt: skip


_LEADS = f"update safeguarding_case set lead_id = '{OTHER}' where id = {_MEMBER}"
_AWAY = f"update safeguarding_case set lead_id = '{THIRD.split(chr(39))[1]}'"
_ELSEWHERE = f"{_AWAY} where id = {_MEMBER}"
_WORKS_THERE = (
    "update agencies_engagement set role = 'support_worker'"
    f" where person_id = '{COLLEAGUE}'"
)
_OPEN = {"record_id": _MEMBER, "categories": "'{operational,identity}'"}
STRAYS = [
    _keys("a key of those who have nothing to do with it", 0, _ELSEWHERE),
    _keys("one of those who lead it", 1, _LEADS),
    _keys("one of those who work on it", 1, _ELSEWHERE, _WORKS_THERE,
          grant(_MEMBER, COLLEAGUE)),
    _keys("of those who worked on it", 0, _ELSEWHERE, _WORKS_THERE,
          grant(_MEMBER, COLLEAGUE, ended_at="now()", ended_by=THIRD)),
    _keys("of those who work on another", 0, _ELSEWHERE, _WORKS_THERE,
          grant(GIVEN, COLLEAGUE)),
    _keys("of those who read it in an emergency", 0, _ELSEWHERE, _WORKS_THERE,
          grant(_MEMBER, COLLEAGUE, basis="'break_glass'", team_role="''")),
    _keys("of those whose colleague does other work now", 0, _ELSEWHERE,
          grant(_MEMBER, COLLEAGUE),
          f"update agencies_engagement set role = 'planner' where person_id ="
          f" '{COLLEAGUE}'"),
    _keys("one that is shared", 1, _ELSEWHERE, share("accepted", **_OPEN)),
    _keys("one that is offered", 1, _ELSEWHERE, share("offered", **_OPEN)),
    _keys("one that was shared", 0, _ELSEWHERE, share("ended", **_OPEN)),
    _keys("one of a kind that is not shared", 0, _ELSEWHERE,
          share("accepted", record_id=_MEMBER)),
    _keys("one that is shared with others", 0, _ELSEWHERE,
          share("accepted", **_OPEN, to_organisation_id=THIRD)),
    _keys("one of another that is shared", 0, _ELSEWHERE,
          share("accepted", **{**_OPEN, "record_id": GIVEN})),
    _keys("of another record", 1, _ELSEWHERE, _key(NONE)),
    _keys("of another place", 1, _ELSEWHERE, _key(_MEMBER, slot="another")),
    _keys("of a team that is no organisation's", 1, _ELSEWHERE,
          _key(_MEMBER, team=FELLOW)),
]  # fmt: skip


def _outgoing(
    number: int, consent_id: str = "null", case: str = _MEMBER, source: str = SHARE
) -> str:
    return row(
        "safeguarding_caseoutgoing",
        id=f"'00000000-0000-4000-9000-00000000000{number}'",
        case_id=case,
        kind="'share'",
        receiver_id=f"'{OTHER}'",
        outside="''",
        categories="'{operational}'",
        consent_id=consent_id,
        source_id=source,
        purpose="''",
        digest="''",
        is_asked_for="false",
        is_talked_over="false",
        passed_by_id=f"'{PERSON}'",
        passed_at="now()",
    )


_OPERATION = {
    "domain": "'operation'",
    "record_id": OPERATED,
    "agreement_id": WIDER,
    "purposes": "'{operation_delivery}'",
}
_MARKS = (
    "select coalesce(string_agg(code || ' ' || right(outgoing_id::text, 1), ','"
    " order by code, outgoing_id), '') from safeguarding_outgoingmark"
)
_CLEAN = "delete from safeguarding_outgoingmark; delete from safeguarding_caseoutgoing"
_WORD = "'00000000-0000-4000-a000-000000000001'"
_OFFER = f"select wall.offer_share({SHARE}, 1, now() + interval '1 day', now())"
_PASSED = (
    f"select concat_ws(' ', kind, receiver_id = '{OTHER}',"
    f" array_to_string(categories, '+'), source_id = {SHARE},"
    " consent_id is null) from safeguarding_caseoutgoing"
)
_CLOSE = f"select wall.end_share({SHARE}, 1, '', now())"


def _ended(name: str, expects: str, *prepared: str) -> Attempt:
    steps = [_END.format(_MEMBER), LOOK, _MARKS]
    return tried("end_consented", name, WORKS, steps, expects, _CLEAN, *prepared)


CROSSINGS = [
    tried("note_crossing", "an offer is kept as what left the case", MANAGER,
          [_OFFER, LOOK, _PASSED], "share t operational+narrative t t", _CLEAN,
          share("draft")),
    tried("note_crossing", "what is no case is kept as none of it", PLANNER,
          [_OFFER, LOOK, "select count(*) from safeguarding_caseoutgoing"], "0",
          _CLEAN, share("draft", **_OPERATION)),
    tried("end_crossing", "what ends is marked, and no other", MANAGER,
          [_CLOSE, LOOK, _MARKS], "ended 1", _CLEAN, share("accepted"),
          _outgoing(1, case=GIVEN), _outgoing(2, case=GIVEN, source=ANOTHER)),
    _ended("what rests on a word taken back", "withdrawn 1",
           consent(_MEMBER, id=_WORD, kind="share", receiver=OTHER),
           consent(_MEMBER, "withdrawn", kind="share", receiver=OTHER, at=1),
           _outgoing(1, _WORD)),
    _ended("what rests on one that stands", "", _outgoing(1, _WORD),
           consent(_MEMBER, id=_WORD, kind="share", receiver=OTHER)),
    _ended("what rests on no word", "",
           consent(_MEMBER, "withdrawn", id=_WORD, kind="share", receiver=OTHER),
           _outgoing(1)),
    _ended("what left another case", "",
           consent(_MEMBER, "withdrawn", id=_WORD, kind="share", receiver=OTHER),
           _outgoing(1, _WORD, case=GIVEN)),
    _ended("what is marked already", "withdrawn 1",
           consent(_MEMBER, "withdrawn", id=_WORD, kind="share", receiver=OTHER),
           _outgoing(1, _WORD),
           row("safeguarding_outgoingmark", id="gen_random_uuid()",
               outgoing_id="'00000000-0000-4000-9000-000000000001'",
               code="'withdrawn'", marked_at="now()")),
]  # fmt: skip

ATTEMPTS = [*COVERING, *STRAYS, *CROSSINGS]

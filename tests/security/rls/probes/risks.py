"""What premises share, and what a visit leaves for the desk to know."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import FREE, WORKER
from tests.security.rls.rows import key
from tests.security.rls.states import OTHER, OWN, STATES, TEAMS, State

ANALYST, PLANNER = ((role, "intel_assessment") for role in ("analyst", "planner"))
OFFICER = ("officer", "operation_delivery")
_HEAD, _ITEM, _MENTION, _VISIT = (
    "intelligence_intelligencereport",
    "intelligence_item",
    "intelligence_mention",
    "visits_visit",
)
# Records of one's own that somebody is let in to, and nobody is kept out of.
_HERE, _THERE, _APART = (
    str(STATES.index(State(ways, OWN, *FREE)) + 1) for ways in ((), WORKER, (TEAMS[0],))
)
_P, _Q, _R = (f"md5('place {name}')::uuid" for name in "pqr")
_PHONE = "md5('phone {}')::uuid"


def _risk(premises: str, own: int, score: int = 0, band: str = "low") -> str:
    return row(
        "intelligence_premisesrisk",
        id="gen_random_uuid()",
        premises_id=premises,
        score=str(score),
        own_score=str(own),
        band=f"'{band}'",
        reasons="'[]'",
        computed_at="now()",
    )


def _names(number: str, premises: str, meets: int) -> list[str]:
    """The item of this number names the premises and a phone of this key."""
    phone = _PHONE.format(number)
    return [
        f"update {_HEAD} set sensitivity = 1 where id = {key(_HEAD, number)}",
        f"update {_MENTION} set kind = 'premises', premises_id = {premises}"
        f" where id = {key(_MENTION, number)}",
        row(
            _MENTION,
            id=phone,
            item_id=key(_ITEM, number),
            kind="'phone'",
            text="''",
            key="''",
            details="'{}'",
        ),
        row(
            "intelligence_meetingkey",
            id="gen_random_uuid()",
            mention_id=phone,
            key=str(meets),
        ),
    ]


_SHARED = [
    *_names(_HERE, _P, 424242),
    *_names(_THERE, _Q, 424242),
    *_names(_APART, _R, 999),
    _risk(_Q, 60),
    _risk(_R, 60),
]
_ASKED = f"from wall.shared_for_writer(array[{_P}], 60)"
_OTHERS = f"select count(*) {_ASKED} where premises_id <> {_P}"
_OWN = f"select count(*) {_ASKED} where premises_id = {_P}"
_OF_THERE = f"where id = {key(_HEAD, _THERE)}"
_KEPT = row(
    "access_exclusion",
    id="md5('kept')::uuid",
    domain="'intelligence'",
    record_id=key(_HEAD, _THERE),
    reason="''",
    set_by="gen_random_uuid()",
    from_at="now()",
)
_OF_GRADES = "intelligence_grading"
_PROPOSED = [
    f"update {_ITEM} set is_proposed = true where id = {key(_ITEM, _THERE)}",
    f"delete from {_OF_GRADES} where item_id = {key(_ITEM, _THERE)}",
]
_CONFIRMED = row(
    _OF_GRADES,
    id="gen_random_uuid()",
    item_id=key(_ITEM, _THERE),
    version="2",
    source="'1'",
    assessment="'A'",
    handling="'P'",
    conditions="''",
    reason="'so'",
    graded_by_id="gen_random_uuid()",
    graded_at="now()",
)


def _shares(
    name: str,
    expects: str,
    *more: str,
    asks: str = _OTHERS,
    who: tuple[str, str] = ANALYST,
) -> Attempt:
    procedures = "shared shared_for_writer"
    return Attempt(procedures, name, who, [asks], expects, [*_SHARED, *more])


_NEW = "'00000000-0000-4000-8000-00000000100c'"
_VISITED = [
    f"update {_VISIT} set id = {_NEW}, premises_id = {_P}, planned_id = {_NEW}"
    f" where id = {key(_VISIT, _HERE)}",
    f"update operations_plannedvisit set id = {_NEW}, kind = 'soft'"
    " where id = (select min(id::text)::uuid from operations_plannedvisit)",
    "delete from intelligence_premisesrisk",
    _risk(_Q, 60, 99, "high"),
    _risk(_P, 40, 41, "medium"),
    "delete from visits_signanswer",
    *(
        row(
            "visits_signanswer",
            id="gen_random_uuid()",
            visit_id=visit,
            sign_id=f"'{sign}'",
            answer=f"'{answer}'",
            how="''",
        )
        for visit, sign, answer in (
            (_NEW, "a", "not_seen"),
            (_NEW, "b", "seen"),
            (key(_VISIT, _THERE), "c", "not_seen"),
        )
    ),
]
_LOOKED = "from intelligence_look where came_of = 'borne_out'"
_TOLD = f"select string_agg(band || score || not_seen::text, ' ') {_LOOKED}"


def _looks(
    name: str, expects: str, *again: str, opens: bool = True, kind: str = "soft"
) -> Attempt:
    begin = [f"select wall.begin('visit', {_NEW})"] if opens else []
    of_kind = f"update operations_plannedvisit set kind = '{kind}' where id = {_NEW}"
    made = ["reset role", *_VISITED, of_kind, "set local role unhidden_staff"]
    note = "select wall.note_look('borne_out')"
    steps = [*begin, *made, note, *again, "reset role", _TOLD]
    return Attempt("note_look", name, OFFICER, steps, expects)


_PLACE = "'00000000-0000-4000-8000-00000000000c'::uuid"
_EVIDENCE = f"select count(*) from wall.evidence_for_writer(array[{_PLACE}])"
_MENTIONED = [
    f"update intelligence_mention set kind = 'premises', premises_id = {_PLACE}"
    f" where id = {key('intelligence_mention', '1')}",
    # Of other premises.
    "update intelligence_mention set kind = 'premises', premises_id = id"
    f" where id = {key('intelligence_mention', '2')}",
]
_GRADE = f"select source from wall.evidence_for_writer(array[{_PLACE}])"
_GRADED_SINCE = [
    # Of other items, and graded more often.
    "update intelligence_grading set source = '3', version = 9",
    "update intelligence_grading set source = '2', version = 2 where item_id ="
    " (select item_id from intelligence_mention"
    f" where id = {key('intelligence_mention', '1')})",
]
_FIRST = key("intelligence_mention", "1")
_OF_FIRST = f"(select item_id from intelligence_mention where id = {_FIRST})"
_PROPOSES = [
    *_MENTIONED,
    f"update intelligence_item set is_proposed = true where id = {_OF_FIRST}",
]
_UNCONFIRMED = f"delete from intelligence_grading where item_id = {_OF_FIRST}"
ATTEMPTS = [
    Attempt("evidence evidence_for_writer", "to a writer",
            ANALYST, [_EVIDENCE], "1", _MENTIONED),
    Attempt("evidence_for_writer", "to a planner", PLANNER,
            [_EVIDENCE], "0", _MENTIONED),
    Attempt("evidence", "of a person", ANALYST, [_EVIDENCE],
            "0", [each.replace("'premises',", "'person',") for each in _MENTIONED[:1]]),
    Attempt("evidence", "as it is graded now", ANALYST,
            [_GRADE], "2", [*_MENTIONED, *_GRADED_SINCE]),
    Attempt("evidence", "of a grade that is proposed", ANALYST,
            [_EVIDENCE], "0", [*_PROPOSES, _UNCONFIRMED]),
    Attempt("evidence", "of a grade that is confirmed", ANALYST,
            [_EVIDENCE], "1", _PROPOSES),
    Attempt("evidence", "of a grade as it was written", ANALYST,
            [_EVIDENCE], "1", [*_MENTIONED, _UNCONFIRMED]),
    _shares("a phone with premises of high risk", "1"),
    _shares("with their own items too", "1", asks=_OWN),
    _shares("with a name alone", "0", "update intelligence_meetingkey"
            " set is_within = true where key = 424242"),
    _shares("told to a planner", "0", who=PLANNER),
    _shares("by the key of another", "0", f"update intelligence_premisesrisk set"
            f" own_score = 59 where premises_id = {_Q}"),
    _shares("with another organisation's", "0",
            f"update {_HEAD} set organisation_id = '{OTHER}' {_OF_THERE}"),
    _shares("with what is above the ordinary", "0",
            f"update {_HEAD} set sensitivity = 2 {_OF_THERE}"),
    _shares("with what is restricted", "0",
            f"update {_HEAD} set is_restricted = true {_OF_THERE}"),
    _shares("with what is kept from somebody", "0", _KEPT),
    _shares("with what was kept from somebody", "1", _KEPT,
            "update access_exclusion set ended_at = now()"
            " where id = md5('kept')::uuid"),
    _shares("with a grade that is proposed", "0", *_PROPOSED),
    _shares("with a grade that is confirmed", "1", *_PROPOSED, _CONFIRMED),
    _shares("with a grade as it was written", "1", _PROPOSED[1]),
    _shares("the premises themselves", "0", f"update intelligence_meetingkey set"
            f" mention_id = {key(_MENTION, _HERE)}"
            f" where mention_id = {_PHONE.format(_HERE)}"),
    _shares("of a business at the place", "0", f"update {_MENTION} set"
            f" kind = 'business' where id = {key(_MENTION, _HERE)}"),
    _shares("with a business at the place", "0", f"update {_MENTION} set"
            f" kind = 'business' where id = {key(_MENTION, _THERE)}"),
    _looks("of the visit that is recorded", 'medium41["a"]'),
    _looks("of a visit, once", 'medium41["a"]', "select wall.note_look('not_known')"),
    _looks("of none that is", "None", opens=False),
    _looks("of a safeguarding visit", "None", kind="safeguarding"),
]  # fmt: skip

"""Disposing of intelligence: what two decided, nothing that is kept, and no more."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.emergency.prepared import access
from tests.security.rls.probes.mailbox import MINE as ANOTHERS
from tests.security.rls.probes.mailbox import THEIRS as REPORTED
from tests.security.rls.probes.mailbox import hold
from tests.security.rls.probes.sharing.prepared import ANALYST, LOOK, grant, row, share
from tests.security.rls.records import KEPT_OUT, LEAD, record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, STATES

_HEAD, _ITEM, MENTION = (
    "intelligence_intelligencereport",
    "intelligence_item",
    "intelligence_mention",
)
MINE, BESIDE = record(_HEAD, (), is_own=True), record(_HEAD, ())
_BARRED, _LED = record(_HEAD, (), KEPT_OUT, is_own=True), record(_HEAD, LEAD)
_NOW = "2026-01-05 12:00+00"


def row_of(table: str, report: str) -> str:
    """The id of the row of a table that belongs to a report, as the world is made."""
    return report.replace(f"{_HEAD}:", f"{table}:")


def _old(report: str) -> str:
    return f"update {_HEAD} set event_on = '2010-03-05' where id = {report}"


def _review(
    turn: int, decision: str, report: str = MINE, by: object = COLLEAGUE
) -> str:
    return row(
        "intelligence_review",
        id="gen_random_uuid()",
        report_id=report,
        turn=turn,
        decision=f"'{decision}'",
        review_group=4,
        necessity_words="'a'",
        pattern_words="''",
        risk_words="''",
        vulnerability_words="''",
        reason="'so'",
        decided_by_id=f"'{by}'",
        decided_at="now()",
    )


def _agreed(decision: str = "dispose", report: str = MINE, turn: int = 2) -> list[str]:
    """Somebody retained it once; a colleague decided, and the person agreed."""
    return [
        _review(turn - 1, "retain", report),
        _review(turn, decision, report),
        _review(turn + 1, "agree", report, PERSON),
    ]


#: Both reports are old; of the other one something else was decided, and is newer.
_CLEAN = [
    "delete from intelligence_review; delete from sharing_share;"
    " delete from emergency_access; delete from reporting_hold",
    f"update {_ITEM} set sign_codes = '[]' where id = {row_of(_ITEM, MINE)}",
    _old(MINE),
    _review(2, "retain", BESIDE, PERSON),
    _review(9, "retain", BESIDE),
]


def _carried(
    name: str,
    expects: str,
    *before: str,
    report: str = MINE,
    look: str = "",
    procedures: str = "carry_out_review",
    at: str = _NOW,
) -> Attempt:
    steps = [f"select wall.carry_out_review({report}, '{at}')"]
    steps += [LOOK, look] if look else []
    return Attempt(procedures, name, ANALYST, steps, expects, [*_CLEAN, *before])


CARRYING_OUT = [
    _carried("what two agreed on", "", *_agreed()),
    _carried("what two agreed to anonymise", "", *_agreed("anonymise")),
    _carried("another organisation's, whose team they lead", REFUSED, _old(_LED),
             *_agreed(report=_LED), report=_LED),
    _carried("one they are kept out of", REFUSED, _old(_BARRED),
             *_agreed(report=_BARRED), report=_BARRED),
    _carried("what one person agreed with themselves", REFUSED,
             _review(1, "dispose", by=PERSON), _review(2, "agree", by=PERSON)),
    _carried("what nobody agreed to", "moved", _review(1, "dispose"),
             _review(2, "dispose", by=PERSON)),
    _carried("an agreement to nothing", "moved", _review(1, "retain"),
             _review(2, "agree", by=PERSON)),
    _carried("what happened five years ago", "early", *_agreed(),
             f"update {_HEAD} set event_on = '2020-01-06' where id = {MINE}"),
    _carried("what will be old enough", "early", *_agreed(),
             f"update {_HEAD} set event_on = current_date - 999 where id = {MINE}",
             at="2090-01-01"),
    _carried("what was told of late", "early", *_agreed(),
             f"update {_HEAD} set event_on = null where id = {MINE}"),
]  # fmt: skip

_FROM = f"update {_HEAD} set report_id = {REPORTED} where id = {MINE}"
_HOLD = "is_kept_for_law carry_out_review"
HOLDING = [
    _carried("while it is held", "held", _review(0, "hold"), *_agreed(),
             procedures=_HOLD),
    _carried("while another is held", "", *_agreed(), _review(10, "hold", BESIDE),
             procedures=_HOLD),
    _carried("while what the public said is held", "held", *_agreed(), _FROM,
             hold(REPORTED)),
    _carried("while what others said is held", "", *_agreed(), _FROM, hold(ANOTHERS)),
    _carried("once the hold is lifted", "", _review(0, "hold"), _review(1, "lift"),
             *_agreed(turn=3), procedures=_HOLD),
]  # fmt: skip


def _shared(state: str, report: str = MINE, deleted_at: str = "null") -> str:
    return share(
        state,
        id="gen_random_uuid()",
        record_id=report,
        domain="'intelligence'",
        deleted_at=deleted_at,
    )


def _opened(report: str = MINE, **given: str) -> str:
    return access(
        **{
            "id": "gen_random_uuid()",
            "domain": "'intelligence'",
            "record_id": report,
            "opened_at": "now()",
            "ended_at": "now()",
            **given,
        }
    )


_IN_HANDS = "is_shared carry_out_review"
_URGENT = "is_in_emergency carry_out_review"
_REVIEWED = {"reviewed_at": "now()"}
_ASKED = {"opened_at": "null", "ended_at": "null"}
IN_OTHERS_HANDS = [
    _carried("while it is shared", "shared", *_agreed(), _shared("accepted"),
             procedures=_IN_HANDS),
    _carried("before they confirm that it is gone", "shared", *_agreed(),
             _shared("ended"), procedures=_IN_HANDS),
    _carried("after they confirmed", "", *_agreed(),
             _shared("ended", deleted_at="now()"), procedures=_IN_HANDS),
    _carried("after they declined", "", *_agreed(), _shared("declined"),
             procedures=_IN_HANDS),
    _carried("while another is shared", "", *_agreed(), _shared("accepted", BESIDE),
             procedures=_IN_HANDS),
    _carried("before an emergency is reviewed", "shared", *_agreed(), _opened(),
             procedures=_URGENT),
    _carried("after it is reviewed", "", *_agreed(), _opened(**_REVIEWED),
             procedures=_URGENT),
    _carried("while an emergency is asked for", "shared", *_agreed(),
             _opened(**_ASKED), procedures=_URGENT),
    _carried("after it was refused", "", *_agreed(),
             _opened(opened_at="null"), procedures=_URGENT),
    _carried("after nobody answered", "", *_agreed(),
             _opened(**_ASKED, until_at="now() - interval '1 hour'"),
             procedures=_URGENT),
    _carried("while another's is not reviewed", "", *_agreed(), _opened(BESIDE),
             procedures=_URGENT),
]  # fmt: skip


def _leaves(
    procedure: str, name: str, look: str, expects: str, *before: str
) -> Attempt:
    """What is there after it was disposed of."""
    return _carried(name, expects, *_agreed(), *before, look=look, procedures=procedure)


def _both(table: str, column: str, of: str = _HEAD, **given: object) -> list[str]:
    """A row for each of both reports, or of their rows of a table, and no other."""
    made = [
        row(table, id="gen_random_uuid()", **{column: row_of(of, report)}, **given)
        for report in (MINE, BESIDE)
    ]
    return [f"delete from {table}", *made]


def one_left(procedure: str, table: str, *before: str) -> Attempt:
    """Of a row for each of both reports, the other's stays."""
    look = f"select count(*) from {table}"
    return _leaves(procedure, f"with its rows of {table}", look, "1", *before)


def _own_left(procedure: str, table: str, its_own: str = "") -> Attempt:
    """Of a row for every report, its own is gone, and no other."""
    condition = its_own or f"id = {row_of(table, MINE)}"
    own = f"select count(*) from {table} where {condition}"
    look = f"select ({own}) || ' of ' || count(*) from {table}"
    expects = f"0 of {len(STATES) - 1}"
    return _leaves(procedure, f"with its row of {table}", look, expects)


def _judged(left: str, right: str) -> str:
    return row(
        "intelligence_judgement",
        id="gen_random_uuid()",
        decision="gen_random_uuid()",
        left_id=row_of(MENTION, left),
        right_id=row_of(MENTION, right),
        turn=1,
        verdict="'same'",
        reason="'so'",
        parts="'[]'",
        model="''",
        decided_by_id=f"'{PERSON}'",
        decided_at="now()",
    )


THIRD = key(_HEAD, "7")
_CONTACTS = [
    "delete from intelligence_contactstep; delete from intelligence_contact",
    *(
        row("intelligence_contact", id=report, organisation_id=report, urn="''",
            other_id=report, record_id=report, meeting=report, is_sensitive="false",
            made_at="now()")
        for report in (MINE, BESIDE)
    ),
    *(
        row("intelligence_contactstep", id=report, contact_id=report, state="''",
            outcome="'so'", taken_by_id=report, taken_at="now()")
        for report in (MINE, BESIDE)
    ),
]  # fmt: skip
_MATCHES = [
    "delete from intelligence_sourcestep; delete from intelligence_sourcematch",
    *(
        row("intelligence_sourcematch", id=report, organisation_id=report,
            earlier_id=BESIDE, later_id=report, earlier_urn="''", later_urn="''",
            reports="2", made_at="now()")
        for report in (MINE, THIRD)
    ),
    *(
        row("intelligence_sourcestep", id=report, match_id=report, state="''",
            outcome="'so'", taken_by_id=report, taken_at="now()")
        for report in (MINE, THIRD)
    ),
]  # fmt: skip
_SOURCES = _both("intelligence_sourcekey", "report_id", key="'a'")
_GIVEN = _both(
    "intelligence_dissemination", "item_id", _ITEM, version=1, recipient_name="''",
    organisation_id=MINE, to_person="''", basis="''", purpose="''", conditions="''",
    kept_by="''", given_by_id=MINE, given_at="now()",
)  # fmt: skip
_MATTERS = _both(
    "intelligence_reviewmatter", "report_id", turn=1, matter="'slavery'",
    reason="'so'", set_by_id=MINE, set_at="now()",
)  # fmt: skip
_KEYS = _both(
    "vault_recordkey", "record_id", slot="'a'", team_id=MINE, generation_id=1,
    sealed_key="'x'",
)  # fmt: skip
_EXCLUDED = _both(
    "access_exclusion", "record_id", domain="'intelligence'", reason="''",
    person_id=f"'{COLLEAGUE}'", set_by=MINE, from_at="now()",
)  # fmt: skip
_GRANTED = ["delete from access_grant", *(grant(each, COLLEAGUE) for each in
            (MINE, BESIDE))]  # fmt: skip
_SAID = "forget_mentions forget_said"
_LINKS = [
    "delete from intelligence_linkwithdrawal; delete from intelligence_link",
    *(
        row("intelligence_link", id=report, item_id=row_of(_ITEM, report),
            left_id=row_of(MENTION, report), right_id=row_of(MENTION, report),
            kind="'uses'")
        for report in (MINE, BESIDE)
    ),
]  # fmt: skip
_WITHDRAWN = _both(
    "intelligence_linkwithdrawal", "link_id", turn=1, is_withdrawn="true",
    reason="'so'", decided_by_id=MINE, decided_at="now()",
)  # fmt: skip
_REPLACED = _both(
    "intelligence_replacement", "old_id", _ITEM, new_id="gen_random_uuid()",
    text="'so'", said="'[]'", replaced_by_id=MINE, replaced_at="now()",
)  # fmt: skip
_OVER = [_shared("declined"), _shared("declined", BESIDE)]
_LOOKED = [_opened(**_REVIEWED), _opened(BESIDE, **_REVIEWED)]
GOING = [
    *(_own_left(_SAID, f"intelligence_{name}") for name in (
        "meetingkey", "trace", "mention")),
    one_left(_SAID, "intelligence_link", *_LINKS),
    one_left(_SAID, "intelligence_linkwithdrawal", *_LINKS, *_WITHDRAWN),
    _own_left(_SAID, "intelligence_tracekey", f"mention_id = {row_of(MENTION, MINE)}"),
    one_left(_SAID, "intelligence_judgement",
              "delete from intelligence_judgement", _judged(MINE, BESIDE),
              _judged(BESIDE, MINE), _judged(BESIDE, THIRD)),
    *(_own_left("forget_words", f"intelligence_{name}") for name in (
        "itemcheck", "grading")),
    one_left("forget_words", "intelligence_dissemination", *_GIVEN),
    one_left("forget_words", "intelligence_contact", *_CONTACTS),
    one_left("forget_words", "intelligence_contactstep", *_CONTACTS),
    one_left("forget_words", "intelligence_sourcekey", *_SOURCES),
    one_left("forget_words", "intelligence_sourcematch", *_MATCHES),
    one_left("forget_words", "intelligence_sourcestep", *_MATCHES),
    one_left("forget_words", "vault_recordkey", *_KEYS),
    one_left("forget_shares", "sharing_share", *_OVER),
    one_left("forget_emergencies", "emergency_access where words !~ '^Erased'",
              *_LOOKED),
    one_left("forget_ways_in", "access_grant", *_GRANTED),
    one_left("forget_ways_in", "access_exclusion", *_EXCLUDED),
    one_left("forget_ways_in", "wall.turn where work = 'x'",
              f"insert into wall.turn values ('x', {MINE}), ('x', {BESIDE})"),
    _leaves("forget_words", "with what was replaced",
            "select string_agg(text, '') from intelligence_replacement", "so",
            *_REPLACED, *_agreed("anonymise", turn=5)),
    one_left("dispose", "intelligence_replacement", *_REPLACED),
    *(_own_left("dispose", each) for each in (_ITEM, _HEAD)),
    one_left("dispose", "intelligence_reviewmatter", *_MATTERS),
    _leaves("dispose", "with its reviews", "select count(*) from intelligence_review",
            "2"),
]  # fmt: skip


def _anonymised(name: str, look: str, expects: str, *before: str) -> Attempt:
    look = f"select count(*) from {look}"
    return _carried(
        name, expects, *_agreed("anonymise"), *before, look=look,
        procedures="anonymise",
    )  # fmt: skip


ANONYMISING = [
    _anonymised("as figures", "intelligence_disposedcount", "1",
                "delete from intelligence_disposedcount"),
    _anonymised("the words of its items", f"{_ITEM} where text = ''", "1"),
    _anonymised("its reviews", "intelligence_review where reason = '—'", "3"),
    _anonymised("its matters", "intelligence_reviewmatter where reason = '—'", "1",
                *_MATTERS),
    _anonymised("itself and no other", f"{_HEAD} where anonymised_at is not null", "1"),
]  # fmt: skip

_COUNTED = "items_as_figures count_disposed"
_FIGURE = (
    "select string_agg(concat_ws(' ', t.council_id, t.grade, t.items), ', ')"
    " from intelligence_disposedcount t"
)
_PLACES = [
    "delete from intelligence_disposedcount; delete from intelligence_grading",
    f"update {_ITEM} set source = '1', assessment = 'A', handling = 'P',"
    " sign_codes = '[]'",
    "update places_premises set council_id = 'W06000001'",
    *(
        row("places_premises", id=report, name="''", kind="''", address="''", uprn="''",
            postcode="''", search_text="''", source="''", business_id="''",
            business_type="''", first_seen_on="now()", last_seen_on="now()",
            council_id=council)
        for report, council in ((MINE, "'W06000006'"), (BESIDE, "'W06000005'"))
    ),
    *(
        f"update {MENTION} set premises_id = {report}"
        f" where id = {row_of(MENTION, report)}"
        for report in (MINE, BESIDE)
    ),
]  # fmt: skip


def _graded(report: str, source: str, version: int) -> str:
    return row(
        "intelligence_grading", id="gen_random_uuid()", item_id=row_of(_ITEM, report),
        version=version, source=f"'{source}'", assessment="'B'", handling="'C'",
        conditions="''", reason="''", graded_by_id=MINE, graded_at="now()",
    )  # fmt: skip


def _counts(name: str, expects: str, *before: str) -> Attempt:
    return _leaves(_COUNTED, name, _FIGURE, expects, *_PLACES, *before)


COUNTING = [
    _counts("in its area, as it was written", "W06000006 1AP 1"),
    _counts("without what was replaced", "None",
            f"update {_ITEM} set is_replaced = true where id = {row_of(_ITEM, MINE)}"),
    _counts("with the grade that stands", "W06000006 2BC 1", _graded(MINE, "2", 2),
            _graded(BESIDE, "3", 9)),
    _counts("in no area where there are two", "1AP 1",
            f"update {MENTION} set item_id = {row_of(_ITEM, MINE)}"
            f" where id = {row_of(MENTION, BESIDE)}"),
]  # fmt: skip
ATTEMPTS = [
    *CARRYING_OUT, *HOLDING, *IN_OTHERS_HANDS, *GOING, *ANONYMISING, *COUNTING
]  # fmt: skip

"""Cover at night, cases that wake, and figures: each condition that only it refuses."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import grant, row
from tests.security.rls.records import CASE, KEPT_OUT, record
from tests.security.rls.states import COLLEAGUE, OTHER, OWN, PERSON

SUPPORT = ("support_worker", "safeguarding_support")
LEADER = ("safeguarding_lead", "safeguarding_support")
NOBODY = ("", "")
_WORKER = "unhidden_worker"
_NEW_ID = "gen_random_uuid()"


def _id(number: int) -> str:
    return f"'00000000-0000-4000-8000-00000000c0{number:02}'::uuid"


SHEET, OPENING, _CALL, _BESIDE, _OTHER_SHEET = (_id(n) for n in range(1, 6))
_CASE, _ELSEWHERE = record(CASE, (), is_own=True), record(CASE, ())
_SHUT_OUT = record(CASE, (), KEPT_OUT, is_own=True)
NO_COVER = (
    "delete from safeguarding_covercall; delete from safeguarding_coverseen;"
    " delete from safeguarding_coveropening; delete from safeguarding_coversection;"
    " delete from safeguarding_coversheet; delete from access_grant;"
    " update safeguarding_case set closed_at = null, course = 'active';"
    " delete from safeguarding_casetransfer"
)


def sheet(case: str = _CASE, made: str = SHEET) -> str:
    return row(
        "safeguarding_coversheet",
        id=made,
        case_id=case,
        organisation_id=f"'{OWN}'",
        called_sealed="'x'",
        hours="2",
        from_at="now() - interval '1 hour'",
        until_at="now() + interval '1 day'",
        written_by_id=f"'{COLLEAGUE}'",
        written_at="now()",
    )


def opening(made: str = OPENING, **given: str) -> str:
    whole = {
        "sheet_id": SHEET,
        "person_id": f"'{PERSON}'",
        "reason": "'called'",
        "opened_at": "now() - interval '1 hour'",
        "until_at": "now() + interval '1 hour'",
        **given,
    }
    return row("safeguarding_coveropening", id=made, **whole)


def _member(case: str = _CASE, **given: str) -> str:
    return grant(case, COLLEAGUE, **given)


def _hold(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = SUPPORT,
    look: str = "count(*)",
) -> Attempt:
    steps = [f"select {look} from wall.hold_covered_case({OPENING})"]
    return Attempt(
        "hold_covered_case", name, who, steps, expects, [NO_COVER, *before]
    )  # fmt: skip


_PEOPLE = "count(person_id)"
HOLDING = [
    _hold("what they opened", "1", sheet(), opening()),
    _hold("that case", "True", sheet(), opening(),
          look=f"bool_and(case_id = {_CASE} and lead_id = '{OWN}')"),
    _hold("with whoever is on its team", "1", sheet(), opening(), _member(),
          look=_PEOPLE),
    _hold("and not who was", "0", sheet(), opening(), _member(ended_at="now()"),
          look=_PEOPLE),
    _hold("nor whoever reads it by a share", "0", sheet(), opening(),
          _member(basis="'share'"), look=_PEOPLE),
    _hold("nor an organisation", "0", sheet(), opening(),
          _member(person_id="null", organisation_id=f"'{OTHER}'"), look=_PEOPLE),
    _hold("nor an organisation, as somebody", "1", sheet(), opening(),
          _member(person_id="null", organisation_id=f"'{OTHER}'")),
    _hold("nor another case's team", "0", sheet(), opening(), _member(_ELSEWHERE),
          look=_PEOPLE),
    _hold("what a colleague opened", REFUSED, sheet(),
          opening(person_id=f"'{COLLEAGUE}'")),
    _hold("another opening of theirs", REFUSED, sheet(), opening(_BESIDE)),
    _hold("what they shut", REFUSED, sheet(), opening(ended_at="now()")),
    _hold("what has shut by itself", REFUSED, sheet(),
          opening(until_at="now() - interval '1 minute'")),
    _hold("a case that was closed since", REFUSED, sheet(), opening(),
          f"update safeguarding_case set closed_at = now() where id = {_CASE}"),
    _hold("a case that another leads since", REFUSED, sheet(_ELSEWHERE), opening()),
    _hold("a case that they are kept out of since", REFUSED, sheet(_SHUT_OUT),
          opening()),
    _hold("beside another sheet", "1", sheet(), opening(),
          sheet(_ELSEWHERE, _OTHER_SHEET)),
    _hold("beside another sheet that was written before", "1",
          sheet(_ELSEWHERE, _OTHER_SHEET), sheet(), opening()),
    _hold("at another task", REFUSED, sheet(), opening(),
          who=("officer", "operation_delivery")),
    _hold("nobody", REFUSED, sheet(), opening(), who=NOBODY),
]  # fmt: skip


def _keep(name: str, expects: str, *before: str, look: str = "") -> Attempt:
    kept = (
        f"select wall.keep_cover_call({_CALL}, {OPENING}, 'x',"
        " now() + interval '1 day')"
    )
    steps = [
        kept,
        *(["reset role", f"select {look} from safeguarding_covercall"] if look else []),
    ]
    return Attempt(
        "keep_cover_call", name, SUPPORT, steps, expects, [NO_COVER, *before]
    )  # fmt: skip


KEEPING = [
    _keep("a call", DONE, sheet(), opening()),
    _keep("once, whoever is on the team", "1", sheet(), opening(), _member(),
          look="count(*)"),
    _keep("of that case, in their name, and of no later hour", "True", sheet(),
          opening(),
          look=f"case_id = {_CASE} and written_by_id = '{PERSON}'"
               f" and opening_id = {OPENING} and written_at <= clock_timestamp()"),
    _keep("of what has shut", REFUSED, sheet(), opening(ended_at="now()")),
]  # fmt: skip


def _waits(procedure: str, name: str, expects: int, *before: str) -> Attempt:
    steps = [f"select count(*) from wall.{procedure}()"]
    return Attempt(
        procedure, name, NOBODY, steps, str(expects), [NO_COVER, *before], _WORKER
    )  # fmt: skip


def _leads(case: str = _CASE, **given: str) -> str:
    return grant(case, PERSON, **{"team_role": "'lead'", **given})


_SEEN = row(
    "safeguarding_coverseen",
    id=_NEW_ID,
    case_id=_CASE,
    opening_id=OPENING,
    seen_by_id=f"'{PERSON}'",
    seen_at="now()",
)


def _openings(name: str, expects: int, *before: str) -> Attempt:
    return _waits("openings_that_wait", name, expects, sheet(), opening(), *before)


def _rests(when: str = "current_date", of: str = _CASE, course: str = "dormant") -> str:
    return (
        "update safeguarding_case set wakes_on = null; update safeguarding_case set"
        f" course = '{course}', wakes_on = {when} where id = {of}"
    )


def _wakes(name: str, expects: int, *before: str) -> Attempt:
    return _waits("cases_that_wake", name, expects, *before)


#: Who is told of a case, whatever it is told for.
_TOLD: list[tuple[str, int, str]] = [
    ("the lead", 1, _leads()),
    ("a supervisor", 1, _leads(team_role="'supervisor'")),
    ("no other worker", 0, _leads(team_role="'worker'")),
    ("no lead of another case", 0, _leads(_ELSEWHERE)),
    ("nobody by a share", 0, _leads(basis="'share'")),
    ("no organisation", 0, _leads(person_id="null", organisation_id=f"'{OWN}'")),
    ("nobody who left", 0, _leads(ended_at="now()")),
]
WAITING = [
    *(_openings(name, expects, given) for name, expects, given in _TOLD),
    _openings(
        "nobody of a sheet that was not opened",
        0,
        _leads(_ELSEWHERE),
        sheet(_ELSEWHERE, _OTHER_SHEET),
        f"update safeguarding_case set lead_id = '{OWN}' where id = {_ELSEWHERE}",
    ),
    _openings("nobody once it is seen", 0, _leads(), _SEEN),
    _openings(
        "nobody once others lead the case",
        0,
        _leads(),
        f"update safeguarding_case set lead_id = '{OTHER}' where id = {_CASE}",
    ),
    _openings(
        "once another one is seen",
        1,
        _leads(),
        opening(_BESIDE, person_id=f"'{COLLEAGUE}'"),
        _SEEN,
    ),
    *(_wakes(name, expects, _rests(), given) for name, expects, given in _TOLD),
    _wakes("nobody before its day", 0, _leads(), _rests("current_date + 9")),
    _wakes("nobody of a case that goes on", 0, _leads(), _rests(course="active")),
]


def _cases(open_ones: int, **given: str) -> str:
    """So many cases of the person's organisation, and of no other, since a year."""
    whole = {"opened_at": "now() - interval '1 year'", **given}
    changes = ", ".join(f"{name} = {value}" for name, value in whole.items())
    return (
        "update safeguarding_case set opened_at = now();"
        " delete from safeguarding_deadline;"
        f" update safeguarding_case set lead_id = '{OWN}', {changes} where id in"
        f" (select id from safeguarding_case order by id limit {open_ones})"
    )


def _late(
    count: int, *, due: str = "'2020-01-01'", met: str = "null", ended: str = "null"
) -> str:
    return (
        "insert into safeguarding_deadline (id, case_id, code, started_at, due_at,"
        " met_at, ended_at, end_reason) select gen_random_uuid(), c.id, '', now(),"
        f" {due}, {met}, {ended}, '' from"
        f" (select id from safeguarding_case order by id limit {count}) c"
    )


def _figures(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = LEADER,
    look: str = "open_cases",
) -> Attempt:
    steps = [f"select max({look}) from wall.case_figures()"]
    return Attempt("case_figures", name, who, steps, expects, [NO_COVER, *before])


_WHERE = "organisation::text || ' ' || open_cases"


def _moved(
    count: int,
    *,
    then: str = "now()",
    state: str = "done",
    away: object = OWN,
    leads: object = OTHER,
    order: str = "id",
) -> str:
    """So many of those cases moved from an organisation, and another leads them."""
    return (
        "insert into safeguarding_casetransfer (id, case_id, from_organisation_id,"
        " to_organisation_id, consent_id, items, categories, age_group, urgency, needs,"
        " language, words_sealed, offered_by_id, offered_at, answer_by, state, reason,"
        f" ended_at, kept_ids) select gen_random_uuid(), c.id, '{away}', '{leads}',"
        " c.id, '{}', '{}', '', '', '{}', '', 'x',"
        f" '{PERSON}', now(), now(), '{state}', '', {then}, '{{}}' from"
        f" (select id from safeguarding_case order by {order} limit {count}) c;"
        f" update safeguarding_case set lead_id = '{leads}' where id in"
        f" (select id from safeguarding_case order by {order} limit {count})"
    )


FIGURES = [
    _figures("seven cases, by fives", "5", _cases(7)),
    _figures("five", "5", _cases(5)),
    _figures("and not four", "None", _cases(4)),
    _figures("none of this month", "None", _cases(7, opened_at="now()")),
    _figures("none that was closed before", "None",
             _cases(7, closed_at="now() - interval '2 months'")),
    _figures("but what was closed since", "5", _cases(7, closed_at="now()")),
    _figures("six with something overdue", "5", _cases(7), _late(6),
             look="overdue_cases"),
    _figures("five with something overdue", "5", _cases(7), _late(5),
             look="overdue_cases"),
    _figures("and not four with it", "None", _cases(7), _late(4),
             look="overdue_cases"),
    _figures("nor what is due now", "None", _cases(7), _late(6, due="now()"),
             look="overdue_cases"),
    _figures("nor what was met in time", "None", _cases(7),
             _late(6, met="'2020-01-01'"), look="overdue_cases"),
    _figures("but what was met since", "5", _cases(7), _late(6, met="now()"),
             look="overdue_cases"),
    _figures("nor what ended in time", "None", _cases(7),
             _late(6, ended="'2020-01-01'"), look="overdue_cases"),
    _figures("but what ended since", "5", _cases(7), _late(6, ended="now()"),
             look="overdue_cases"),
    _figures("where they were led then", f"{OWN} 5", _cases(7), _moved(6), look=_WHERE),
    _figures("and not where they have moved since", f"{OWN} 5", _cases(7), _moved(7),
             _moved(7, then="now() + interval '1 minute'", away=OTHER), look=_WHERE),
    _figures("nor, before, where they are led now", f"{OTHER} 5", _cases(7),
             _moved(7, then="now() - interval '2 months'", away=OWN,
                    leads=OTHER), look=_WHERE),
    _figures("whatever moved besides", f"{OWN} 5", _cases(7),
             _moved(1, away=OTHER, order="id desc"), look=_WHERE),
    _figures("nor where they were to go", f"{OTHER} 5", _cases(7),
             _moved(7, state="accepted"), look=_WHERE),
    _figures("to a support worker", REFUSED, _cases(7), who=SUPPORT),
    _figures("to an officer", REFUSED, _cases(7),
             who=("officer", "safeguarding_support")),
    _figures("to a lead at another task", REFUSED, _cases(7),
             who=("safeguarding_lead", "operation_delivery")),
    _figures("to nobody", REFUSED, _cases(7), who=NOBODY),
]  # fmt: skip
ATTEMPTS = [*HOLDING, *KEEPING, *WAITING, *FIGURES]

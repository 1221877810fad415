"""What came of investigations: numbers of a week, closed words of a report."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.accounts import PLAN, make_plan
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import OPERATION, VISIT, record
from tests.security.rls.rows import key
from tests.security.rls.states import PERSON, Way

_HEADS = "investigations_investigation"
_LED = record(_HEADS, (Way("team", "lead"),))
_OTHERS, _THIRD = record(_HEADS, ()), record(_HEADS, (), is_own=True)
_WEEK, _NOT_SEEN = record(OPERATION, (), is_own=True), record(OPERATION, ())
_VISIT, _SECOND = record(VISIT, (), is_own=True), record(VISIT, ())
_REPORT = record("intelligence_intelligencereport", (), is_own=True)
_REPORT_ELSEWHERE = record("intelligence_intelligencereport", ())
_WHO, _WHO_ELSE = (key("record_outcomes", f"'{name}'") for name in "pq")
_FIRST, _ORDER = key("record_outcomes", "'o'"), key("record_outcomes", "'r'")
_ME, _WRONG = f"'{PERSON}'", "23514"
_PLANNER, _ANALYST = (
    ("planner", "oversight_statistics"),
    ("analyst", "intel_assessment"),
)
_CLEARED = (
    "set local session_replication_role = replica",
    "delete from investigations_origin",
    "delete from investigations_outcome",
    "alter table investigations_origin disable trigger user",
    "alter table visits_visit drop constraint visits_visit_planned_id_key",
    "update visits_visit set planned_id = gen_random_uuid()",
    make_plan(),
    f"update visits_visit set planned_id = {PLAN} where id in ({_VISIT}, {_SECOND})",
)


def _origin(kind: str = "visit", source: str = _VISIT, **given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "investigation_id": _OTHERS,
        "kind": f"'{kind}'",
        "source_id": source,
        "reference": "''",
        "reason": "''",
        "brought_by_id": _ME,
        "brought_at": "now() - interval '1 day'",
    }
    return row("investigations_origin", **{**whole, **given})


def _outcome(kind: str = "charged", **given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "investigation_id": _OTHERS,
        "person_id": _WHO,
        "kind": f"'{kind}'",
        "offence": "''",
        "happened_on": "current_date",
        "entered_by_id": _ME,
        "entered_at": "now()",
    }
    return row("investigations_outcome", **{**whole, **given})


def _counts(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = _PLANNER,
    week: str = _WEEK,
) -> Attempt:
    told = f"case visit_id when {_VISIT} then 'v' when {_SECOND} then 's' end"
    step = (
        f"select coalesce(string_agg({told} || ' ' || outcome || ' ' || people, ','"
        f" order by {told}, outcome), '') from wall.outcomes_of_operation({week})"
    )
    return Attempt(
        "outcomes_of_operation", name, who, [step], expects, [*_CLEARED, *before]
    )


def _words(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = _ANALYST,
    report: str = _REPORT,
) -> Attempt:
    step = f"select array_to_string(wall.outcomes_of_report({report}), ',')"
    return Attempt(
        "outcomes_of_report", name, who, [step], expects, [*_CLEARED, *before]
    )


_FOUND, _BACK = _origin(), _outcome(takes_back_id=_FIRST)
_LEARNT = _origin("intelligence", _REPORT)

COUNTED = [
    _counts("one charged", "v charged 1", _FOUND, _outcome()),
    _counts("of two offences, once", "v charged 1", _FOUND, _outcome(), _outcome()),
    _counts("two people", "v charged 2", _FOUND, _outcome(),
            _outcome(person_id=_WHO_ELSE)),
    _counts("convicted, and under an order", "v convicted 1,v orders 1", _FOUND,
            _outcome("convicted"), _outcome("order_made")),
    _counts("no action, and gone on with no more", "v none 1", _FOUND,
            _outcome("no_action"), _outcome("discontinued")),
    _counts("acquitted", "v none 1", _FOUND, _outcome("acquitted")),
    _counts("acquitted of one, convicted of another", "v convicted 1", _FOUND,
            _outcome("acquitted"), _outcome("convicted")),
    _counts("acquitted, under an order", "v orders 1", _FOUND,
            _outcome("acquitted"), _outcome("order_made")),
    _counts("charged, then acquitted", "v charged 1,v none 1", _FOUND, _outcome(),
            _outcome("acquitted")),
    _counts("one acquitted, another convicted", "v convicted 1,v none 1", _FOUND,
            _outcome("acquitted"), _outcome("convicted", person_id=_WHO_ELSE)),
    _counts("taken back", "", _FOUND, _outcome(id=_FIRST), _BACK),
    _counts("another taken back", "v convicted 1", _FOUND, _outcome("convicted"),
            _outcome(id=_FIRST), _BACK),
    _counts("of no visit", "", _outcome()),
    _counts("of another investigation", "", _FOUND, _outcome(investigation_id=_LED)),
    _counts("of what a survivor let pass", "", _origin("disclosure"), _outcome()),
    _counts("of an origin that was recalled", "",
            _origin(recalled_at="now()", recalled_by_id=_ME), _outcome()),
    _counts("of another week's visit", "", _FOUND, _outcome(),
            f"update visits_visit set planned_id = gen_random_uuid()"
            f" where id = {_VISIT}"),
    _counts("of a visit that another week planned", "", _FOUND, _outcome(),
            f"update operations_plannedvisit set operation_id = {_NOT_SEEN}"
            f" where id = {PLAN}"),
    _counts("of the first of two visits", "s charged 1", _FOUND, _outcome(),
            _origin(source=_SECOND, brought_at="now() - interval '2 days'")),
    _counts("of two investigations of a visit", "v charged 2", _FOUND, _outcome(),
            _origin(investigation_id=_THIRD),
            _outcome(investigation_id=_THIRD, person_id=_WHO_ELSE)),
    _counts("of a week that is not seen", "",
            f"update operations_plannedvisit set operation_id = {_NOT_SEEN}"
            f" where id = {PLAN}", _FOUND, _outcome(), week=_NOT_SEEN),
    _counts("for who delivers and counts nothing", "", _FOUND, _outcome(),
            who=("officer", "operation_delivery")),
    _counts("for an investigator", "", _FOUND, _outcome(),
            who=("investigator", "investigation")),
]  # fmt: skip

TOLD = [
    _words("charged", "charged", _LEARNT, _outcome()),
    _words("two, in order", "charged,convicted", _LEARNT, _outcome("convicted"),
           _outcome(), _outcome(person_id=_WHO_ELSE)),
    _words("taken back", "", _LEARNT, _outcome(id=_FIRST), _BACK),
    _words("another taken back", "convicted", _LEARNT, _outcome("convicted"),
           _outcome(id=_FIRST), _BACK),
    _words("of another report", "", _origin("intelligence", key("i", "'x'")),
           _outcome()),
    _words("of a visit", "", _origin("visit", _REPORT), _outcome()),
    _words("of another investigation", "", _LEARNT, _outcome(investigation_id=_LED)),
    _words("of an origin that was recalled", "",
           _origin("intelligence", _REPORT, recalled_at="now()", recalled_by_id=_ME),
           _outcome()),
    _words("of a report of elsewhere", "", _origin("intelligence", _REPORT_ELSEWHERE),
           _outcome(), report=_REPORT_ELSEWHERE),
    _words("for a planner", "", _LEARNT, _outcome(), who=_PLANNER),
]  # fmt: skip


def _order(**given: str) -> str:
    whole = {
        "id": _ORDER,
        "investigation_id": _LED,
        "person_id": _WHO,
        "kind": "'STRO'",
        "reference": "''",
        "court": "''",
        "made_on": "current_date - 9",
        "end_reason": "''",
        "entered_by_id": _ME,
        "entered_at": "now()",
    }
    return row("investigations_orderreference", **{**whole, **given})


def _serves(name: str, expects: str, change: str, **given: str) -> Attempt:
    named = "investigations_order_is_served_once"
    prepared = [
        "set local session_replication_role = replica",
        "delete from investigations_orderreference",
        _order(**given),
        "set local session_replication_role = origin",
    ]
    step = f"update investigations_orderreference set {change} where id = {_ORDER}"
    who = ("investigator", "investigation")
    named = f"{named} investigations_orderreference"
    return Attempt(named, name, who, [step], expects, prepared)


SERVED = [
    _serves("served", "done", "served_on = current_date - 1"),
    _serves("served as it was made", "done", "served_on = current_date - 9"),
    _serves("served before it was made", _WRONG, "served_on = current_date - 10"),
    _serves("served tomorrow", _WRONG, "served_on = current_date + 1"),
    _serves("served on another day", _WRONG, "served_on = current_date - 1",
            served_on="current_date - 2"),
    _serves("not served any more", _WRONG, "served_on = null",
            served_on="current_date - 2"),
    _serves("ended when it was served", "done",
            f"ended_on = current_date, end_reason = 'quashed', ended_by_id = {_ME}",
            served_on="current_date - 2"),
]  # fmt: skip

ATTEMPTS = [*COUNTED, *TOLD, *SERVED]

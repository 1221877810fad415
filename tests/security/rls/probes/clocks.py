"""Deadlines counted anew by the rule that holds for them, and by nothing else."""

from __future__ import annotations

from tests.security.rls.attempts import NOT_GRANTED, Attempt
from tests.security.rls.probes.sharing.prepared import NOBODY, grant, row
from tests.security.rls.records import CASE, record
from tests.security.rls.rows import key
from tests.security.rls.states import OWN, PERSON

_WORKER = "unhidden_worker"
_OLD, _NEW, _DEADLINE = (key("clocks", f"'{name}'") for name in ("o", "n", "d"))
_CASE = key("safeguarding_case", "1")
_CLEARED = (
    "delete from safeguarding_deadlinechange",
    "delete from safeguarding_deadline",
    "delete from safeguarding_clockrulestep",
    "delete from safeguarding_clockrule",
)


def _rule(key_: str, number: int, from_on: str, **given: str) -> str:
    return row(
        "safeguarding_clockrule",
        **{
            "id": key_,
            "code": "'move_on'",
            "number": str(number),
            "unit": "'days'",
            "count": "45",
            "from_on": from_on,
            "reaches_back": "false",
            "owner": "'lead'",
            "source": "'ours'",
            "section": "''",
            "guidance": "''",
            "basis": "'ours'",
            "written_at": "now()",
            **given,
        },
    )


def _running(**given: str) -> str:
    return row(
        "safeguarding_deadline",
        **{
            "id": _DEADLINE,
            "case_id": _CASE,
            "code": "'move_on'",
            "rule_id": _OLD,
            "started_at": "'2025-06-01'",
            "due_at": "'2030-01-01'",
            "end_reason": "''",
            "told_overdue_at": "'2025-07-01'",
            **given,
        },
    )


_FIRST = _rule(_OLD, 1, "'2020-01-01'")
_LATER = _rule(_NEW, 2, "'2025-01-01'")
_TO_COME = _rule(_NEW, 2, "'2025-09-01'", reaches_back="true")
_WITHDRAWN = row(
    "safeguarding_clockrulestep",
    id="gen_random_uuid()",
    rule_id=_NEW,
    kind="'withdrawn'",
    noted_by_id="gen_random_uuid()",
    noted_at="now()",
)
_CHECKED = _WITHDRAWN.replace("'withdrawn'", "'checked'")
_OF_OLD = _WITHDRAWN.replace(_NEW, _OLD)


def _waits(name: str, expects: str, *before: str, at: str = "now()") -> Attempt:
    step = (
        "select coalesce(string_agg(case rule_id"
        f" when {_NEW} then 'new' when {_OLD} then 'old' end, ','), '')"
        f" from wall.deadlines_to_recount({at})"
    )
    return Attempt(
        "deadlines_to_recount rule_holding", name, NOBODY, [step], expects,
        [*_CLEARED, *before], _WORKER,
    )  # fmt: skip


def _counts(
    name: str,
    expects: str,
    *before: str,
    rule: str = _NEW,
    seen: str = "'{}'",
    due: str = "'2031-01-01'",
    look: str = "",
) -> Attempt:
    step = (
        f"select wall.recount_deadline({_DEADLINE}, {rule}, {due}, {seen}, now())::text"
    )
    after = ["set local role postgres", look] if look else []
    return Attempt(
        "recount_deadline", name, NOBODY, [step, *after], expects,
        [*_CLEARED, *before], _WORKER,
    )  # fmt: skip


_BOTH = (_FIRST, _LATER)
_STEP = (
    "select concat_ws(' ', step, rule_id = " + _NEW + ", rule_before_id = " + _OLD + ","
    " due_before::date, due_after::date, changed_by_id is null)"
    " from safeguarding_deadlinechange"
)
_TOLD = "select told_overdue_at::date::text from safeguarding_deadline"
_NEW_RULE = key("clocks", "'waiting'")
_OWN_CASE, _ELSEWHERE = record(CASE, (), is_own=True), record(CASE, ())


def _asks(name: str, expects: int, *before: str, where: str = "true") -> Attempt:
    step = f"select count(*) from wall.deadlines_that_wait() where {where}"
    named = "deadlines_that_wait kept_from"
    return Attempt(named, name, NOBODY, [step], str(expects), before, _WORKER)


def _deadline(**given: str) -> str:
    whole = {"due_at": "now()", "met_at": "null", "ended_at": "null", "pauses": "'{}'"}
    whole |= {"case_id": _OWN_CASE}
    return row(
        "safeguarding_deadline",
        id="gen_random_uuid()",
        code="''",
        started_at="now()",
        end_reason="''",
        **(whole | given),
    )


_NO_DEADLINES = ("delete from safeguarding_deadline", "delete from access_grant")


def _deadlines(
    name: str, expects: int, *, of: dict[str, str] | None = None, **given: str
) -> Attempt:
    granted = grant(given.pop("record_id", _OWN_CASE), PERSON, **given)
    before = (*_NO_DEADLINES, _deadline(**(of or {})), granted)
    return _asks(name, expects, *before)


def _supervised(name: str, expects: int, *, owner: str, **given: str) -> Attempt:
    """What has passed by a rule, told to supervisors of the case's organisation."""
    rule = row(
        "safeguarding_clockrule",
        id=_NEW_RULE,
        code="''",
        number="900",
        unit="'days'",
        count="1",
        from_on="current_date",
        reaches_back="false",
        owner=f"'{owner}'",
        source="''",
        section="''",
        guidance="''",
        basis="''",
        written_at="now()",
    )
    whole = {"rule_id": _NEW_RULE, "due_at": "now() - interval '1 hour'"} | given
    where = f"permission = 'safeguarding.supervise' and organisation_id = '{OWN}'"
    before = (*_NO_DEADLINES, rule, _deadline(**whole))
    return _asks(name, expects, *before, where=where)


DEADLINES = [
    _deadlines("one of today", 1),
    _deadlines("one of next week", 0, of={"due_at": "now() + interval '7 days'"}),
    _deadlines("one that was met", 0, of={"met_at": "now()"}),
    _deadlines("one that has ended", 0, of={"ended_at": "now()"}),
    _deadlines("one that stands still", 0, of={"pauses": "'{2026-01-01}'"}),
    _deadlines("one that goes on", 1, of={"pauses": "'{2026-01-01,2026-01-02}'"}),
    _supervised("passed, a supervisor's", 1, owner="supervisor"),
    _supervised("passed, a lead's", 0, owner="lead"),
    _supervised(
        "not passed yet", 0, owner="supervisor", due_at="now() + interval '1 hour'"
    ),
    _supervised("passed and met", 0, owner="supervisor", met_at="now()"),
    _supervised("passed and ended", 0, owner="supervisor", ended_at="now()"),
    _supervised("passed and still", 0, owner="supervisor", pauses="'{2026-01-01}'"),
    _supervised(
        "passed, by another rule", 0, owner="supervisor", rule_id="gen_random_uuid()"
    ),
    _supervised("passed, of another case", 0, owner="supervisor", case_id=_ELSEWHERE),
    _deadlines("of another's case", 0, record_id=_ELSEWHERE),
    _deadlines("by a share", 0, basis="'share'"),
    _deadlines("of an organisation", 0, person_id="null", organisation_id=f"'{OWN}'"),
    _deadlines("for who left", 0, ended_at="now()"),
    _deadlines("for who was there for a time", 0, until_at="now()"),
    _deadlines("for who is there for a time", 1, until_at="now() + interval '1 day'"),
]

ATTEMPTS = [
    *DEADLINES,
    _waits("a later rule of its day", "new", *_BOTH, _running()),
    _waits("a rule that began after it", "", _FIRST,
           _rule(_NEW, 2, "'2025-09-01'"), _running()),
    _waits("one that reaches back to it", "new", _FIRST, _TO_COME, _running()),
    _waits("one that will reach back to it", "", _FIRST, _TO_COME, _running(),
           at="timestamptz '2025-07-01'"),
    _waits("not by a day to come", "", _FIRST,
           _rule(_NEW, 2, "current_date + 9", reaches_back="true"), _running(),
           at="now() + interval '1 year'"),
    _waits("of another deadline", "", _FIRST,
           _rule(_NEW, 2, "'2025-01-01'", code="'follow_up'"), _running()),
    _waits("of one day the later written", "new", _FIRST,
           _rule(_NEW, 2, "'2020-01-01'"), _running()),
    _waits("and not the earlier written", "", _rule(_OLD, 3, "'2020-01-01'"),
           _rule(_NEW, 2, "'2020-01-01'"), _running()),
    _waits("of a later day, written earlier", "new", _rule(_NEW, 1, "'2025-01-01'"),
           _rule(_OLD, 2, "'2020-01-01'"), _running()),
    _waits("one that was withdrawn", "", *_BOTH, _WITHDRAWN, _running()),
    _waits("one that was checked", "new", *_BOTH, _CHECKED, _running()),
    _waits("where the former was withdrawn", "new", *_BOTH, _OF_OLD, _running()),
    _waits("one that had ended", "", _FIRST,
           _rule(_NEW, 2, "'2025-01-01'", to_on="'2025-05-31'"), _running()),
    _waits("one that ended since", "new", _FIRST,
           _rule(_NEW, 2, "'2025-01-01'", to_on="'2025-06-01'"), _running()),
    _waits("what was met", "", *_BOTH, _running(met_at="now()")),
    _waits("what has ended", "",
           *_BOTH, _running(ended_at="now()", end_reason="'overtaken'")),
    _waits("what no rule was kept of", "", *_BOTH, _running(rule_id="null")),
    _waits("by the day in London", "new", _FIRST, _rule(_NEW, 2, "'2025-06-01'"),
           _running(started_at="timestamptz '2025-05-31 23:30+00'")),
    _counts("counted", "true", *_BOTH, _running()),
    _counts("counted, with a step", "recounted t t 2030-01-01 2031-01-01 t",
            *_BOTH, _running(), look=_STEP),
    _counts("told again when it passes", "None", *_BOTH, _running(), look=_TOLD),
    _counts("not told twice that it has passed", "2025-07-01", *_BOTH, _running(),
            due="'2025-08-01'", look=_TOLD),
    _counts("what was met meanwhile", "false", *_BOTH, _running(met_at="now()")),
    _counts("what has ended meanwhile", "false",
            *_BOTH, _running(ended_at="now()", end_reason="'overtaken'")),
    _counts("what was stopped meanwhile", "false",
            *_BOTH, _running(pauses="'{2025-06-02}'")),
    _counts("by the rule that it has", "false", _FIRST, _running(), rule=_OLD),
    _counts("by a rule that does not hold", "false", _FIRST,
            _rule(_NEW, 2, "'2025-09-01'"), _running()),
    _counts("of no deadline", "false", *_BOTH),
    _counts("of another deadline", "false", *_BOTH,
            _running(id="gen_random_uuid()")),
    Attempt("", "a supporter counts a deadline anew",
            ("support_worker", "safeguarding_support"),
            [f"select wall.recount_deadline({_DEADLINE}, {_NEW}, now(), null, now())"],
            NOT_GRANTED),
    Attempt("", "a supporter writes a rule", ("support_worker", "safeguarding_support"),
            [_LATER], NOT_GRANTED, _CLEARED),
    Attempt("", "an administrator changes a rule", ("administrator", "system_admin"),
            ["update safeguarding_clockrule set count = 1"], NOT_GRANTED),
]  # fmt: skip

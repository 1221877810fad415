"""Searches for plans: which begins, what may be told of it, how many come before."""

from __future__ import annotations

from tests.security.rls.attempts import NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row

_WORKER = "unhidden_worker"
_PLANS = ("planner", "operation_delivery")
_R, _S, _T, _V, _W, _X = (f"md5('{name}')::uuid" for name in "rstvwx")
# Operations that two organisations lead.
_LEADS = "(select id from operations_operation order by lead_id {}, id limit 1)"
_OURS, _THEIRS = _LEADS.format("asc"), _LEADS.format("desc")
_AT = "timestamptz '2026-01-05 12:00+00'"
_CLEAN = [
    "delete from operations_planedit",
    "delete from operations_searchrequest",
    "delete from operations_planversion",
]


def _version(of: str = _V, problem: str = "{}", **given: str) -> str:
    return row(
        "operations_planversion",
        id=of,
        operation_id=given.get("operation", "gen_random_uuid()"),
        author_id="gen_random_uuid()",
        made_at="now()",
        state=given.get("state", "'draft'"),
        revision=given.get("revision", "0"),
        solver="''",
        solver_version="''",
        travel_provider="''",
        travel_version="''",
        problem=f"'{problem}'",
        named="'{}'",
        prices="'{}'",
        reasons="'[]'",
    )


def _search(of: str = _R, version: str = _V, asked: str = "epoch", **given: str) -> str:
    usual = {
        "id": of,
        "version_id": version,
        "kind": "'week'",
        "seconds": "7",
        "asked_by_id": "gen_random_uuid()",
        "asked_at": f"timestamptz '{asked}'",
        "given": "'{}'",
        "revision": "0",
        "progress": "'{}'",
        "outcome": "''",
        "said": "''",
    }
    return row("operations_searchrequest", **(usual | given))


_RUNS = {"begun_at": _AT, "beat_at": _AT}
_OVER = {**_RUNS, "ended_at": _AT, "outcome": "'done'"}
_BEGIN = f"select seconds from wall.begin_plan_request({_AT}, 'week')"
_LATER = _BEGIN.replace(_AT, f"{_AT} + interval '31 seconds'")
_SEARCHES = "select count(*) from operations_searchrequest where"


def _begins(
    name: str, expects: str, *before: str, step: str = _BEGIN, look: str = ""
) -> Attempt:
    steps = [step, LOOK, look] if look else [step]
    made = [*_CLEAN, _version(), *before]
    named = "begin_plan_request plan_queue"
    return Attempt(named, name, NOBODY, steps, expects, made, _WORKER)


def _tells(
    name: str,
    expects: str,
    *before: str,
    said: str = "'{}'::jsonb",
    look: str = "",
    of: str = _R,
) -> Attempt:
    step = f"select wall.tell_plan_request({of}, {_AT}, {said})"
    steps = [step, LOOK, look] if look else [step]
    made = [*_CLEAN, _version(), *before]
    return Attempt("tell_plan_request", name, NOBODY, steps, expects, made, _WORKER)


def _counts(
    name: str, expects: str, *before: str, who: tuple[str, str] = _PLANS
) -> Attempt:
    steps = [f"select wall.plan_requests_before({_R})"]
    mine = _search(asked="2026-01-01")
    made = [*_CLEAN, _version(), mine, *before]
    return Attempt("plan_requests_before", name, who, steps, expects, made)


_PLAN = """'{"plan": {"routes": []}, "visits": 3, "value": 5, "bound": 9,
 "prices": {"a": 1}, "reasons": [1], "solver_version": "x"}'::jsonb"""
_VALUED = "select count(*) from operations_planversion where value = 5 and visits = 3"
_FIRST = _search(_S, asked="2025-01-01")
ATTEMPTS = [
    _begins("one that waits", "7", _search()),
    _begins("with its own problem", "{'a': 1}", _search(version=_W),
            _version(_W, '{"a": 1}'),
            step=_BEGIN.replace("seconds", "problem")),
    _begins("what was begun", "None", _search(**_RUNS)),
    _begins("what was begun and has ended", "None", _search(**_OVER)),
    _begins("what was taken back", "None", _search(stop_asked_at=_AT)),
    _begins("while another runs", "None", _search(), _search(_S, **_RUNS)),
    _begins("after another has ended", "7", _search(), _search(_S, **_OVER)),
    _begins("the one that waits longest", "8", _search(asked="2026-01-02"),
            _search(_S, asked="2026-01-01", seconds="8")),
    _begins("it alone", "1", _search(), _search(_S, asked="2026-01-02"),
            look=f"{_SEARCHES} begun_at = {_AT} and beat_at = {_AT}"),
    _begins("after another fell silent", "7", _search(), _search(_S, **_RUNS),
            step=_LATER),
    _begins("noting what fell silent", "1", _search(), _search(_S, **_RUNS),
            step=_LATER, look=f"{_SEARCHES} outcome = 'broken_off'"),
    _begins("noting nothing of what has ended", "0", _search(_S, **_OVER),
            step=_LATER, look=f"{_SEARCHES} outcome = 'broken_off'"),
    _begins("noting nothing of what waits", "0", _search(beat_at=_AT),
            step=_LATER, look=f"{_SEARCHES} outcome = 'broken_off'"),
    _begins("while one of another kind runs", "7", _search(),
            _search(_S, **_RUNS, kind="'replan'")),
    _begins("one of another kind", "None", _search(kind="'replan'")),
    _begins("of who was served longest ago", "8",
            _search(asked="2026-01-01", version=_W), _version(_W, operation=_OURS),
            _search(_T, version=_W, asked="2025-01-01", **_OVER),
            _search(_S, asked="2026-01-02", seconds="8", version=_X),
            _version(_X, operation=_THEIRS)),
    _begins("of who was served another kind", "7",
            _search(asked="2026-01-01", version=_W), _version(_W, operation=_OURS),
            _search(_T, version=_W, asked="2025-01-01", kind="'replan'", **_OVER),
            _search(_S, asked="2026-01-02", seconds="8", version=_X),
            _version(_X, operation=_THEIRS)),
    Attempt("begin_plan_request", "by a page", _PLANS, [_BEGIN], NOT_GRANTED),
    _tells("one that runs", "go on", _search(**_RUNS)),
    _tells("one that is to stop", "stop", _search(**_RUNS, stop_asked_at=_AT)),
    _tells("one that was not begun", REFUSED, _search()),
    _tells("one that was heard of and not begun", REFUSED, _search(beat_at=_AT)),
    _tells("one whose plan is open, beside one that was taken", "go on",
           _version(_W, state="'taken'"),
           f"update operations_planversion set revision = 0 where id = {_V}",
           _search(**_RUNS)),
    _tells("its own plan alone", "1", _version(_W), _search(**_RUNS), said=_PLAN,
           look=_VALUED),
    _tells("one that has ended", REFUSED, _search(**_OVER)),
    _tells("one that fell silent", REFUSED, _search(begun_at=_AT,
           beat_at=f"{_AT} - interval '31 seconds'")),
    _tells("one that was just heard of", "go on", _search(begun_at=_AT,
           beat_at=f"{_AT} - interval '29 seconds'")),
    _tells("one whose plan was changed since", REFUSED, _search(**_RUNS),
           "update operations_planversion set revision = 1"),
    _tells("one asked of a changed plan", "go on", _search(**_RUNS, revision="1"),
           "update operations_planversion set revision = 1"),
    _tells("one whose plan was taken since", REFUSED, _search(**_RUNS),
           "update operations_planversion set state = 'taken'"),
    _tells("one of a what-if", "go on", _search(**_RUNS),
           "update operations_planversion set state = 'what_if', number = null"),
    _tells("one that there is not", REFUSED, _search(**_RUNS), of=_S),
    _tells("what is no object", REFUSED, _search(**_RUNS), said="'[]'::jsonb"),
    _tells("nothing", REFUSED, _search(**_RUNS), said="null"),
    _tells("too much", REFUSED, _search(**_RUNS),
           said="jsonb_build_object('a', repeat('x', 4000001))"),
    _tells("a plan", "1", _search(**_RUNS), said=_PLAN,
           look=f"{_VALUED} and bound = 9 and solver_version = 'x'"),
    _tells("a plan of this search alone", "1", _search(**_RUNS), _version(_W),
           said=_PLAN, look=_VALUED),
    _tells("what is no plan", "1", _search(**_RUNS), said="""'{"plan": 7}'::jsonb""",
           look="select count(*) from operations_planversion where plan is null"),
    _tells("its beat alone", "1", _search(**_RUNS), _search(_S, **_RUNS),
           said="""'{"progress": {"a": 1}}'::jsonb""",
           look=f"""{_SEARCHES} progress = '{{"a": 1}}' and ended_at is null"""),
    _tells("its end", "1", _search(**_RUNS), said="""'{"outcome": "done"}'::jsonb""",
           look=f"{_SEARCHES} outcome = 'done' and ended_at = {_AT}"),
    _tells("its end after somebody stopped it", "1",
           _search(**_RUNS, stop_asked_at=_AT), said="""'{"outcome": "done"}'::jsonb""",
           look=f"{_SEARCHES} outcome = 'stopped'"),
    _tells("that its child ended, though somebody stopped it", "1",
           _search(**_RUNS, stop_asked_at=_AT),
           said="""'{"outcome": "child_ended"}'::jsonb""",
           look=f"{_SEARCHES} outcome = 'child_ended'"),
    Attempt("tell_plan_request", "by a page", _PLANS,
            [f"select wall.tell_plan_request({_R}, {_AT}, '{{}}')"], NOT_GRANTED),
    _counts("one that waits", "1", _FIRST),
    _counts("one that runs", "1", _search(_S, asked="2025-01-01", **_RUNS)),
    _counts("one that runs and is to stop", "1",
            _search(_S, asked="2025-01-01", stop_asked_at=_AT, **_RUNS)),
    _counts("one that was taken back", "0",
            _search(_S, asked="2025-01-01", stop_asked_at=_AT)),
    _counts("one that has ended", "0", _search(_S, asked="2025-01-01", **_OVER)),
    _counts("one that comes after", "0", _search(_S, asked="2026-02-01")),
    _counts("one of another kind", "0", _search(_S, asked="2025-01-01",
            kind="'replan'"), _search(_T, **_RUNS, kind="'replan'")),
    _counts("at another task", "None", _FIRST, who=("officer", "intel_assessment")),
]  # fmt: skip

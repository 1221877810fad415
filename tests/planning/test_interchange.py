"""Problems and plans as JSON: read back the same, or refused in a sentence."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.planner.checking import find_violations
from benchmarks.planner.generating import WeekSize, make_week
from tests.planning.tiny_weeks import tiny_weeks
from unhidden.planning.week.__main__ import REFUSED, run_process
from unhidden.planning.week.faults import FaultyProblem
from unhidden.planning.week.interchange import (
    UnreadableWeek,
    dump_plan,
    dump_problem,
    read_plan,
    read_problem,
)
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.requests import answer_request
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.solver import plan_week

SMALL = make_week(2, WeekSize(candidates=26, days=2, crews=2, groups=1, towns=8))


def _answer(request: dict[str, Any]) -> list[dict[str, Any]]:
    told: list[str] = []
    answer_request(json.dumps(request).encode(), told.append)
    return [json.loads(one) for one in told]


def _plain_problem() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(dump_problem(SMALL))
    return plain


@settings(max_examples=25, deadline=None)
@given(tiny_weeks(are_pinned=True))
def test_a_problem_is_read_back_the_same(problem: WeekProblem) -> None:
    text = dump_problem(problem)

    assert read_problem(text) == problem
    assert dump_problem(read_problem(text)) == text


def test_a_plan_is_read_back_with_prices_and_reasons() -> None:
    plan = plan_week(
        SMALL, SearchClock(30), most_rounds=1, form="plain", with_columns=True
    )

    assert plan.reasons
    assert plan.columns
    assert plan.prices.candidates
    assert read_plan(dump_plan(plan)) == plan


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not JSON"),
        ("[" * 2_000, "not JSON"),
        ('{"days": NaN}', "not JSON"),
        ("[]", "must be an object"),
        ("{}", "lacks its field days"),
        (json.dumps(_plain_problem() | {"evil": 1}), "unknown field 'evil'"),
        (json.dumps(_plain_problem() | {"days": "6"}), "days must be a whole number"),
        (json.dumps(_plain_problem() | {"days": True}), "days must be a whole number"),
        (json.dumps(_plain_problem() | {"days": 10**12}), "beyond"),
        (json.dumps(_plain_problem() | {"days": 0}), "outside the week"),
        (json.dumps(_plain_problem() | {"travel": [[0, 1]]}), "not square"),
        (json.dumps(_plain_problem() | {"travel": [[0.5]]}), "must be a whole number"),
        (json.dumps(_plain_problem() | {"grid": None}), "must be a whole number"),
        (json.dumps(_plain_problem() | {"groups": [{}] * 20_001}), "at most"),
        (
            json.dumps(_plain_problem() | {"orders": [{"first": "0", "then": "0"}]}),
            "before itself",
        ),
        (
            json.dumps(_plain_problem() | {"capacities": {"x" * 300: [1, 1]}}),
            "longer than 200",
        ),
    ],
)
def test_hostile_text_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(FaultyProblem, match=sentence):
        read_problem(text)


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["days", "travel", "grid", "x"]), inner)
        ),
        max_leaves=8,
    )
)
def test_no_json_brings_anything_but_a_refusal(plain: Any) -> None:
    with pytest.raises(FaultyProblem):
        read_problem(json.dumps(plain))


def test_a_reason_of_no_kind_is_refused() -> None:
    plan = {
        "routes": [],
        "value": 0,
        "reasons": [{"candidate": "1", "because": "fate"}],
    }

    with pytest.raises(UnreadableWeek, match="one of cannot, costs_more, open"):
        read_plan(json.dumps(plan))


def test_a_request_is_answered_with_progress_and_a_plan() -> None:
    lines = _answer({"plan": {"problem": _plain_problem(), "seconds": 3}})

    plan = read_plan(json.dumps(lines[-1]["plan"]))
    progress = [one["progress"] for one in lines if "progress" in one]
    assert find_violations(SMALL, plan) == []
    assert [one["phase"] for one in progress[:3]] == ["preview", "bound", "plan"]
    assert progress[-1]["share"] == pytest.approx(plan.share_of_bound)
    assert progress[0]["bound"] is None


def test_a_plan_to_start_with_is_kept_or_bettered() -> None:
    plan = plan_week(SMALL, SearchClock(30), most_rounds=2, form="plain")
    request = {"problem": _plain_problem(), "seconds": 0.01}
    request["start"] = json.loads(dump_plan(plan))

    lines = _answer({"plan": request})

    assert lines[0]["progress"]["value"] >= plan.value


def test_slots_and_a_day_are_answered() -> None:
    plan = plan_week(SMALL, SearchClock(30), most_rounds=1, form="plain")
    asked = {"problem": _plain_problem(), "plan": json.loads(dump_plan(plan))}
    state = {"day": 0, "minute": 600, "crews": []}

    (slots,) = _answer({"slots": asked | {"candidate": plan.reasons[0].candidate}})
    (again,) = _answer({"replan": asked | {"state": state}})

    assert isinstance(slots["slots"], list)
    assert again["replan"]["plan"]["routes"] == []


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ({}, "asks for nothing"),
        ({"plan": {"problem": _plain_problem(), "seconds": 0}}, "lasts up to"),
        ({"plan": {"problem": _plain_problem(), "seconds": 1e6}}, "lasts up to"),
        ({"plan": {"problem": None}}, "must be an object"),
    ],
)
def test_a_request_that_cannot_be_is_refused(
    request_: dict[str, Any], sentence: str
) -> None:
    (line,) = _answer(request_)

    assert sentence in line["refused"]


def test_the_process_ends_with_two_when_it_refuses() -> None:
    sink = io.StringIO()

    assert run_process(io.BytesIO(b"?"), sink) == REFUSED
    assert "not JSON" in json.loads(sink.getvalue())["refused"]


def test_a_process_told_to_end_writes_the_best_plan_it_has() -> None:
    request = json.dumps({"plan": {"problem": _large_problem(), "seconds": 600}})
    with subprocess.Popen(
        [sys.executable, "-m", "unhidden.planning.week"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(request)
        running.stdin.close()
        first = json.loads(running.stdout.readline())
        began = time.monotonic()
        running.send_signal(signal.SIGTERM)
        lines = running.stdout.read().splitlines()

    plan = read_plan(json.dumps(json.loads(lines[-1])["plan"]))
    assert first["progress"]["phase"] == "preview"
    assert running.returncode == 0
    assert plan.value >= first["progress"]["value"] > 0
    assert time.monotonic() - began < 60


def _large_problem() -> dict[str, Any]:
    week = make_week(3, WeekSize(candidates=60, days=3, crews=4, groups=2, towns=12))
    plain: dict[str, Any] = json.loads(dump_problem(week))
    return plain

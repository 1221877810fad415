"""Files in weekplan's format: read, refused in words, planned, written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.planner import bench
from benchmarks.planner.checking import find_violations
from unhidden.hosting.failing import StepFailure
from unhidden.planning.week.faults import FaultyProblem
from unhidden.planning.week.interchange import read_plan
from unhidden.planning.week.weekplan_format import read_problem

SMALL = {
    "days": 1,
    "n": 2,
    "langs": {"POLICE": 0, "NGO": 1},
    "grid": 30,
    "custody": [1],
    "recep": [4],
    "nets": [],
    "prem": [
        {
            "id": number,
            "tw": [540, 1000],
            "days": [0],
            "modes": [
                {"kind": "soft", "dur": 40, "req": 1, "prize": 500},
                {
                    "kind": "enforce",
                    "dur": 120,
                    "req": 1,
                    "sreq": 3,
                    "prize": 900,
                    "custody": 1,
                    "recep": 1,
                },
            ],
        }
        for number in range(2)
    ],
    "teams": [
        {"id": 0, "day": 0, "k": 0, "start": 540, "end": 990, "skills": 1},
        {"id": 1, "day": 0, "k": 1, "start": 540, "end": 990, "skills": 3},
    ],
    "M": [[0, 20, 10, 10], [20, 0, 10, 10], [10, 10, 0, 20], [10, 10, 20, 0]],
}


def _with(**changed: object) -> list[object]:
    """The premises, with the first kind of visit of the first of them changed."""
    prem = json.loads(json.dumps(SMALL["prem"]))
    prem[0]["modes"][0] |= changed
    return list(prem)


def _write(folder: Path, data: object) -> Path:
    file = folder / "week.json"
    file.write_text(json.dumps(data))
    return file


def test_a_file_is_planned_and_the_plan_written_with_all_that_proves_it(
    tmp_path: Path,
) -> None:
    file, out = _write(tmp_path, SMALL), tmp_path / "plan.json"

    (line,) = bench.run_instance(
        [f"--instance={file}", "--seconds=30", f"--plan={out}"]
    )

    problem, plan = read_problem(file), read_plan(out.read_text())
    assert find_violations(problem, plan) == []
    assert plan.value == 1_400 - 20 - 40  # one enforced by both crews, one soft
    assert plan.bound is not None
    assert plan.bound >= plan.value
    assert plan.prices.candidates
    assert {stop.kind for _, stop in plan.iterate_stops()} == {"soft", "enforce"}
    assert (line["violations"], line["reasons_wrong"]) == (0, 0)


def test_the_last_start_is_before_the_place_closes(tmp_path: Path) -> None:
    problem = read_problem(_write(tmp_path, SMALL))

    soft, enforcement = problem.candidates[0].menu

    assert soft.latest == 980
    assert enforcement.latest == 970
    assert enforcement.crews == (frozenset({"POLICE"}), frozenset({"POLICE", "NGO"}))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"M": [[0]]}, "not in the table of travel times"),
        ({"custody": []}, "one amount for each day"),
        ({"nets": [[0, 7]]}, "Candidate 7 of group 0 is not in the problem"),
        ({"teams": None}, "no week in weekplan's format"),
        ({"grid": 0}, "at least a minute"),
        ({"grid": float("nan")}, "no week in weekplan's format"),
        ({"M": [[0, 10**30]] * 4}, "no week in weekplan's format"),
        ({"custody": ["x"]}, "no week in weekplan's format"),
        ({"prem": _with(prize=float("inf"))}, "no week in weekplan's format"),
        ({"prem": _with(prize=10**400)}, "no week in weekplan's format"),
        ({"prem": _with(prize=10**15)}, "no week in weekplan's format"),
        ({"prem": _with(kind={"a": 1})}, "no week in weekplan's format"),
        ({"prem": _with(dur=1.5)}, "no week in weekplan's format"),
    ],
)
def test_a_wrong_file_is_refused_in_words(
    tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(FaultyProblem, match=sentence):
        read_problem(_write(tmp_path, SMALL | change))


@pytest.mark.parametrize("text", ["", "null", "[" * 100_000, "\ud83d"])
def test_a_text_that_is_no_week_is_refused_in_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "week.json"
    file.write_bytes(text.encode(errors="surrogatepass"))

    with pytest.raises(FaultyProblem, match="no week in weekplan's format"):
        read_problem(file)


@pytest.mark.parametrize(
    "change", [{"teams": []}, {"prem": [], "nets": []}], ids=["crews", "places"]
)
def test_a_week_without_crews_or_places_is_not_searched(
    tmp_path: Path, change: dict[str, object]
) -> None:
    file = _write(tmp_path, SMALL | change)

    with pytest.raises(StepFailure, match="has no place, or no crew"):
        list(bench.run_instance([f"--instance={file}", f"--plan={tmp_path / 'out'}"]))

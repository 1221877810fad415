"""A search apart: what the child is given, and what becomes of whoever is lost."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.sizes import choose_size
from unhidden.planning import apart
from unhidden.planning.apart import ApartSearch, SearchEnded
from unhidden.planning.searcher import make_small_week
from unhidden.planning.week import compiled_labelling
from unhidden.planning.week.interchange import make_plain

#: More lines than a child says before it is ended, so that no test waits for ever.
MANY = 3_000
_SAYS = "import json, os, sys; given = json.load(sys.stdin); "
_WAITS = (
    "import json, signal, sys, time\n"
    "stops = []\n"
    "signal.signal(signal.SIGTERM, lambda *_: stops.append(1))\n"
    "json.load(sys.stdin)\n"
    "print(json.dumps({'progress': {'value': 1}}), flush=True)\n"
    "while not stops: time.sleep(0.01)\n"
    "print(json.dumps({'plan': {'best': True}}), flush=True)\n"
)


@contextmanager
def searching(
    program: str, asked: dict[str, Any] | None = None
) -> Iterator[ApartSearch]:
    with ApartSearch(asked or {}, program=("-c", program)) as search:
        yield search


def wait_for_line(lines: Iterator[dict[str, Any] | None]) -> dict[str, Any]:
    """The next line: a child that everybody goes before may take its time."""
    return next(line for line in lines if line is not None)


def let_an_hour_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the search reads a clock that is an hour on."""
    later = SimpleNamespace(monotonic=lambda: time.monotonic() + 3600)
    monkeypatch.setattr(apart, "time", later)


def read_lines(search: ApartSearch) -> list[dict[str, Any]]:
    return [line for line in search.iterate_lines(1) if line is not None]


def test_a_child_is_given_the_problem_and_nothing_else() -> None:
    secret, other = os.pipe()
    os.environ["UNHIDDEN_SECRET"] = "x"
    program = (
        f"{_SAYS}opened = os.path.exists('/proc/self/fd/{other}'); "
        "print(json.dumps({'plan': {'given': given, 'opened': opened,"
        " 'environment': sorted(os.environ), 'at': os.getcwd()}}))"
    )
    os.set_inheritable(other, True)

    try:
        with searching(program, {"a": 1}) as search:
            (said,) = read_lines(search)
    finally:
        del os.environ["UNHIDDEN_SECRET"]
        os.close(secret)
        os.close(other)

    kept = {"LD_LIBRARY_PATH", "LC_CTYPE"}
    assert said["plan"]["given"] == {"a": 1}
    assert said["plan"]["opened"] is False
    assert said["plan"]["at"] == "/"
    assert set(said["plan"]["environment"]) <= kept


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux schedules")
def test_everything_else_on_the_machine_goes_first() -> None:
    with searching(_WAITS) as search:
        wait_for_line(search.iterate_lines(5))

        assert os.getpriority(os.PRIO_PROCESS, search.child_id) == apart.LOWEST_PRIORITY
        assert os.sched_getscheduler(search.child_id) == os.SCHED_IDLE


def test_a_search_that_is_stopped_says_the_best_it_has() -> None:
    with searching(_WAITS) as search:
        lines = search.iterate_lines(5)
        wait_for_line(lines)
        search.stop_search()

        assert [line for line in lines if line] == [{"plan": {"best": True}}]


def test_a_killed_child_is_noticed_at_once() -> None:
    with searching(_WAITS) as search:
        lines = search.iterate_lines(5)
        wait_for_line(lines)
        os.kill(search.child_id, signal.SIGKILL)

        with pytest.raises(SearchEnded):
            list(lines)


def test_a_child_that_does_not_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "GRACE", 0.2)
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN);"
        " print('{}', flush=True); time.sleep(60)"
    )

    with searching(deaf) as search:
        lines = search.iterate_lines(0.2)
        wait_for_line(lines)
        search.stop_search()
        with pytest.raises(SearchEnded):
            list(lines)
        pid = search.child_id

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_search_that_is_late_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    with searching(_WAITS) as search:
        lines = search.iterate_lines(0.1)
        wait_for_line(lines)
        let_an_hour_pass(monkeypatch)

        said = [line for line in islice(lines, MANY) if line]
        assert said == [{"plan": {"best": True}}]


def test_a_search_that_is_late_and_does_not_stop_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "GRACE", 0.2)
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN)\n"
        "while True: print('{}', flush=True); time.sleep(0.01)"
    )

    with searching(deaf) as search:
        lines = search.iterate_lines(5)
        wait_for_line(lines)
        let_an_hour_pass(monkeypatch)

        with pytest.raises(SearchEnded):
            list(islice(lines, MANY))


def test_a_search_that_nobody_waits_for_ends_by_its_time_of_the_processor() -> None:
    bounded = (
        "import resource, sys; from unhidden.planning import searcher;"
        " searcher.limit_processor(int(sys.argv[1])); import json; print(json.dumps("
        "{'plan': resource.getrlimit(resource.RLIMIT_CPU)}))"
    )

    with ApartSearch({}, 30, program=("-c", bounded)) as search:
        (said,) = read_lines(search)

    assert said["plan"] == [120, 135]


@pytest.mark.parametrize(
    "said", ["print('[1]')", "print('no JSON')", "print('x' * 5_000_000)", "pass"]
)
def test_what_is_no_answer_ends_the_search(said: str) -> None:
    program = f"import sys; sys.stdin.read(); {said}"

    with searching(program) as search, pytest.raises(SearchEnded):
        read_lines(search)


def test_the_planner_itself_answers_confined() -> None:
    asked = {"plan": {"problem": make_plain(make_small_week()), "seconds": 5}}

    with ApartSearch(asked) as search:
        *progress, last = read_lines(search)

    assert any("progress" in line for line in progress)
    assert any("best" in line for line in progress)
    assert last["plan"]["value"] == 10
    assert last["plan"]["bound"] == pytest.approx(10, abs=0.1)


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux forbids it")
def test_where_made_code_may_not_run_the_planner_answers_the_same() -> None:
    # As systemd's MemoryDenyWriteExecute does (prctl(2), PR_SET_MDWE).
    program = (
        "import ctypes\n"
        "is_set = ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) == 0\n"
        "from unhidden.planning.week.executing import may_run_made_code\n"
        "assert may_run_made_code() is not is_set\n"
        "from unhidden.planning.searcher import main; main()"
    )
    asked = {"plan": {"problem": make_plain(make_small_week()), "seconds": 5}}

    with ApartSearch(asked, program=("-c", program)) as search:
        *_, last = read_lines(search)

    assert last["plan"]["value"] == 10


# It compiles all anew, which takes a minute.
@pytest.mark.parametrize("is_writable", choose_size([False], whole=[True, False]))
def test_what_is_compiled_is_kept_where_that_may_be(
    tmp_path: Path, is_writable: bool
) -> None:
    cache = tmp_path / "compiled"
    if not is_writable:
        cache.touch()  # a file, in which nobody keeps anything
    asked = {"plan": {"problem": make_plain(make_small_week()), "seconds": 5}}

    with ApartSearch(asked, cache=cache) as search:
        *_, last = read_lines(search)

    assert last["plan"]["value"] == 10
    if compiled_labelling.IS_INSTALLED and is_writable:
        assert list(cache.rglob("*.nbi"))


def test_a_week_that_contradicts_itself_is_refused_in_words() -> None:
    problem = make_plain(make_small_week())
    problem["crew_days"][0]["day"] = 7

    with ApartSearch({"plan": {"problem": problem, "seconds": 5}}) as search:
        (said,) = read_lines(search)

    assert "lies outside the week" in said["refused"]


def test_a_search_burns_no_time_that_others_want() -> None:
    burns = "import sys; sys.stdin.read()\nwhile True: pass"

    with searching(burns), searching(burns), searching(burns):
        time.sleep(0.3)
        started = time.monotonic()
        sum(range(2_000_000))
        taken = time.monotonic() - started

    assert taken < 1

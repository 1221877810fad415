"""A process that ends is started again, each time later, and never given up."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from unhidden.hosting.processes import children, keeping
from unhidden.hosting.processes.keeping import ProcessKeeper
from unhidden.hosting.refusal import Refusal

LIVES = "import time; time.sleep(60)"
DIES = "raise SystemExit(4)"


def start(program: str) -> subprocess.Popen[bytes]:
    return children.start_child([sys.executable, "-c", program])


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def keeper(said: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ProcessKeeper]:
    monkeypatch.setattr(keeping, "choose_pause", lambda _: 0.0)
    made = ProcessKeeper(said.append)
    yield made
    made.stop_all()


def look_until(keeper: ProcessKeeper, said: list[str], lines: int) -> None:
    deadline = time.monotonic() + 30
    while len(said) < lines:
        assert time.monotonic() < deadline
        keeper.look_after_all()
        time.sleep(0.01)


def test_each_pause_is_longer_up_to_some_seconds_and_then_half_a_minute() -> None:
    pauses = [keeping.choose_pause(lives) for lives in range(1, 8)]

    assert pauses == [0.5, 1.0, 2.0, 4.0, 30.0, 30.0, 30.0]


def test_what_ends_is_started_again_and_its_neighbour_goes_on(
    keeper: ProcessKeeper, said: list[str]
) -> None:
    keeper.start_process("staff", lambda: start(LIVES))
    keeper.start_process("worker", lambda: start(LIVES))
    before = {name: child.pid for name, child in keeper.children_by_name.items()}

    keeper.children_by_name["worker"].kill()
    look_until(keeper, said, 1)
    keeper.look_after_all()

    assert keeper.children_by_name["staff"].pid == before["staff"]
    assert keeper.children_by_name["worker"].pid != before["worker"]
    assert keeper.children_by_name["worker"].poll() is None
    assert said == [
        "The worker process ended by itself (signal 9). It is started again; the"
        " others go on."
    ]


def test_what_cannot_live_is_told_and_still_tried(
    keeper: ProcessKeeper, said: list[str]
) -> None:
    keeper.start_process("staff", lambda: start(DIES))

    look_until(keeper, said, 6)

    assert "every 0 seconds: it ended 6 times in a row" in said[-1]
    assert "(exit code 4)" in said[-1]


def test_a_start_that_is_refused_is_told_and_tried_again(
    keeper: ProcessKeeper, said: list[str]
) -> None:
    child = start(DIES)
    refusals = [Refusal("The disk is full.")]

    def again() -> subprocess.Popen[bytes]:
        if refusals:
            raise refusals.pop()
        return start(LIVES)

    keeper.watch_process("database", child, again)
    look_until(keeper, said, 2)
    keeper.look_after_all()

    assert "The database process could not be started: The disk is full." in said[1]
    assert keeper.children_by_name["database"].poll() is None
    keeper.stop_all()
    assert keeper.children_by_name["database"].poll() is None, "another stops it"
    children.stop_child(keeper.children_by_name["database"])

"""No process outlives the one that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from unhidden.hosting.processes import children

# Ignores every polite request, and has a child that does, too.
STUBBORN = """
import os, signal, sys, time
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, signal.SIG_IGN)
if os.fork():
    open(sys.argv[1], "w").write("up")
time.sleep(60)
"""
STARTER = """
import sys, time
from unhidden.hosting.processes import children
child = children.start_child([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def wait_for(holds: Callable[[], bool]) -> None:
    """Until it holds; who was killed is not gone at the same instant."""
    for _ in range(500):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError(holds)


def in_session_of(leader: int) -> list[int]:
    return [
        process.pid
        for process in psutil.process_iter()
        if process.status() != psutil.STATUS_ZOMBIE and os.getsid(process.pid) == leader
    ]


def test_a_child_that_hangs_is_killed_with_its_own_children(tmp_path: Path) -> None:
    up = tmp_path / "up"
    child = children.start_child([sys.executable, "-c", STUBBORN, str(up)])
    wait_for(up.exists)
    assert len(in_session_of(child.pid)) == 2

    children.stop_child(child, patience=0.3)

    wait_for(lambda: in_session_of(child.pid) == [])


def test_a_child_that_listens_ends_by_itself() -> None:
    child = children.start_child([sys.executable, "-c", "import time; time.sleep(60)"])

    children.stop_child(child)

    assert child.returncode == -signal.SIGTERM


def test_a_child_dies_when_its_starter_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True
    ) as starter:
        assert starter.stdout
        child = psutil.Process(int(starter.stdout.readline()))

        starter.kill()

        assert child.wait(timeout=5) is None
    assert not child.is_running()

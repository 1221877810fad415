"""``unhidden run``, as an operator meets it: it starts, serves, and leaves nothing."""

from __future__ import annotations

import http.client
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.server.started import PROGRAM, Running, environment, running
from unhidden.hosting.processes import ports

PUBLIC = "unhidden.hosting.programs.asgi_public:application"
STAFF = "unhidden.hosting.programs.asgi_staff:application"
LIVE = "unhidden.hosting.live.asgi_live:application"
FIELD = "unhidden.hosting.field.asgi_field:application"

# One process has them all: the first start makes a database, and takes the longest.
pytestmark = pytest.mark.xdist_group("running")


@pytest.fixture(scope="module")
def state(module_place: Path) -> Path:
    """One state for all tests here: the first start is part of the first of them."""
    return module_place / "state"


def status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=10)
    connection.request("GET", path)
    found = connection.getresponse().status
    connection.close()
    return found


def test_it_serves_both_sites_alone_until_it_is_interrupted(
    state: Path, tmp_path: Path
) -> None:
    with running(state, tmp_path / "said") as run:
        assert status(run.public, "/") == 200
        assert status(run.staff, "/") == 302
        assert run.part("worker").is_running()
        _a_second_one_is_refused(state, run)

        run.process.send_signal(signal.SIGINT)

        assert run.process.wait(timeout=20) == 0
        assert run.left() == []


def _a_second_one_is_refused(state: Path, run: Running) -> None:
    second = subprocess.run(
        [PROGRAM, "run"],
        capture_output=True,
        text=True,
        env=environment(state),
        check=False,
    )

    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr == (
        f"Unhidden already runs here (process {run.process.pid}): use that, or stop"
        " it first.\n"
    )
    assert status(run.public, "/") == 200


def kill_and_wait(find: Callable[[], psutil.Process]) -> None:
    """Kill a process, and wait until another has taken its place."""
    killed = find()
    killed.kill()
    psutil.wait_procs([killed], timeout=20)
    await_true(lambda: find().pid != killed.pid)


def await_true(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(OSError, psutil.NoSuchProcess, IndexError):
            if condition():
                return
        time.sleep(0.1)
    pytest.fail("it did not come back")


def test_a_process_that_dies_is_started_again_and_no_other_is_touched(
    state: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    with running(state, said) as run:
        parts: dict[str, Callable[[], psutil.Process]] = {
            "public": lambda: run.part(PUBLIC),
            "worker": lambda: run.part("worker"),
            # What granian serves with, below the process that we started.
            "staff": lambda: run.part(STAFF).children()[-1],
            "live": lambda: run.part(LIVE).children()[-1],
            "field": lambda: run.part(FIELD).children()[-1],
            "database": lambda: run.part(str(state / "postgres" / "data")),
        }
        for name, find in parts.items():
            others = {n: f().pid for n, f in parts.items() if n != name}

            kill_and_wait(find)

            await_true(lambda: status(run.public, "/") == 200)
            await_true(lambda: status(run.staff, "/") == 302)
            assert {n: parts[n]().pid for n in others} == others
            assert f"The {name} process ended by itself (" in said.read_text()

        run.process.send_signal(signal.SIGINT)

        assert run.process.wait(timeout=20) == 0
        assert run.left() == []


def test_when_it_is_killed_itself_nothing_is_left_and_the_next_start_works(
    state: Path, tmp_path: Path
) -> None:
    with running(state, tmp_path / "said") as run:
        run.process.kill()

        assert run.left() == []

    with running(state, tmp_path / "said") as again:
        assert status(again.public, "/") == 200

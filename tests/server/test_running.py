"""``unhidden run``, as an operator meets it: it starts, serves, and leaves nothing."""

from __future__ import annotations

import http.client
import signal
import subprocess
from pathlib import Path

import pytest

from tests.server.started import PROGRAM, Running, environment, running
from unhidden.hosting.processes import ports

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


@pytest.mark.parametrize(
    ("name", "part"),
    [("public", "unhidden.hosting.front.asgi_public:application"), ("worker",) * 2],
)
def test_when_one_process_dies_everything_stops(
    state: Path, tmp_path: Path, name: str, part: str
) -> None:
    said = tmp_path / "said"
    with running(state, said) as run:
        run.part(part).kill()

        assert run.process.wait(timeout=20) == 1
        assert run.left() == []
    assert f"The {name} process ended by itself (signal 9)" in said.read_text()


def test_when_it_is_killed_itself_nothing_is_left_and_the_next_start_works(
    state: Path, tmp_path: Path
) -> None:
    with running(state, tmp_path / "said") as run:
        run.process.kill()

        assert run.left() == []

    with running(state, tmp_path / "said") as again:
        assert status(again.public, "/") == 200

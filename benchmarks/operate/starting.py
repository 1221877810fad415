"""Drills 3 to 7, 12 to 14 and 37: ``unhidden run`` started, stopped and killed."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil

from benchmarks.load.memory import list_memory
from benchmarks.operate import ground
from benchmarks.operate.commands import (
    ask_program,
    ask_program_as,
    await_true,
    make_environment,
)
from benchmarks.operate.ground import DrillGround, DrillNotHad
from tests.server.started import PROGRAM, Running, running
from tests.support.sites import choose_ports, free_port, name_ports
from unhidden.hosting.postgres import connecting
from unhidden.hosting.processes.account import to_step_down_to
from unhidden.hosting.processes.ports import HOST

MEGABYTE = 1e6
SETTLED = 5.0  # seconds after which an idle demonstration is measured
INTERRUPTS, KILLS = (0.4, 1.5, 4, 12, 25), (0.8, 3, 9, 22)
UNPRIVILEGED = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
PUBLIC = "unhidden.hosting.programs.asgi_public:application"
STAFF = "unhidden.hosting.programs.asgi_staff:application"


def start_again(on: DrillGround) -> None:
    """A second start serves, and leaves the rows as they were."""
    state = on.copy_demonstration("second-start")
    with ground.inside_embedded(state) as admin:
        before = ground.count_rows(admin)
    began = time.monotonic()
    with running(state, state.parent / "said") as run:
        on.figures["second_start_s"] = time.monotonic() - began
        ground.check_serves(run)
        time.sleep(SETTLED)
        _measure(on, run, state)
        began = time.monotonic()
        ground.stop(run)
        on.figures["stop_s"] = time.monotonic() - began
    with ground.inside_embedded(state) as admin:
        assert ground.count_rows(admin) == before


def _measure(on: DrillGround, run: Running, state: Path) -> None:
    """What the demonstration takes while nobody does anything."""
    shares = [each.share for each in list_memory(run.process.pid)]
    on.figures["idle_memory_mb"] = sum(shares) / MEGABYTE
    on.figures["biggest_process_mb"] = shares[0] / MEGABYTE
    with connecting.connect(ground.find_cluster(state).admin) as admin:
        asked = "select pg_size_bytes(current_setting('shared_buffers'))"
        row = admin.execute(asked).fetchone()
    assert row
    on.figures["shared_buffers_mb"] = row[0] / (1 << 20)  # as PostgreSQL counts


def interrupt_first_starts(on: DrillGround) -> None:
    """Whenever a first start is stopped or killed, the next one is whole."""
    state = on.make_place("interrupted") / "state"
    for seconds in INTERRUPTS:
        code, left = _end_after(state, seconds, signal.SIGINT)
        # Before anything began, Python itself ends.
        is_well = code == 0 or (code == -signal.SIGINT and not state.exists())
        assert is_well, f"Ctrl-C after {seconds} s: {code}"
        assert left == [], f"Ctrl-C after {seconds} s leaves {left}"
    for seconds in KILLS:
        code, left = _end_after(state, seconds, signal.SIGKILL)
        assert (code, left) == (-9, []), f"killed after {seconds} s: {code}, {left}"
    with running(state, state.parent / "said") as run:
        ground.check_serves(run)
        ground.stop(run)


def _end_after(
    state: Path, seconds: float, by: signal.Signals
) -> tuple[int, list[psutil.Process]]:
    """How it ended, and who still lived five seconds later."""
    ports = name_ports(choose_ports())
    process = subprocess.Popen(  # noqa: S603
        [PROGRAM, "run", "--empty", *ports],
        env=make_environment({"UNHIDDEN_STATE": str(state)}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(seconds)
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(by)
    code = process.wait(timeout=ground.STOPPED)
    _, alive = psutil.wait_procs(family, timeout=5)
    return code, alive


def start_twice(on: DrillGround) -> None:
    """A second instance on the same state is refused, and the first goes on."""
    state = on.copy_demonstration("twice")
    with running(state, state.parent / "said") as run:
        ask_program("run", state=state).must_refuse(
            f"Unhidden already runs here (process {run.process.pid})"
        )
        ground.check_serves(run)
        ground.stop(run)


def choose_taken_ports(on: DrillGround) -> None:
    """A port in use, or kept for the system, is a sentence that names the option."""
    state = on.make_place("ports")
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ask_program("run", "--public-port", port, state=state).must_refuse(
            f"Port {port} is in use by another program: stop that program, or choose"
            " another port with unhidden run --public-port NUMBER."
        )
    if int(UNPRIVILEGED.read_text()) <= 80:
        raise DrillNotHad("any user of this machine may serve port 80")
    account, own = to_step_down_to(), on.make_place("port-80")
    if account:
        account.give(own)
    answer = ask_program_as(account, "run", "--public-port", "80", state=own)
    answer.must_refuse("Port 80 is kept for the system: choose one above 1023")


def choose_one_port(on: DrillGround) -> None:
    """The same number for both sites is noticed at once, before anything is made."""
    state, port = on.make_place("one-port") / "state", str(free_port())
    ports = ("--public-port", port, "--staff-port", port)
    ask_program("run", *ports, state=state).must_refuse(
        f"Both sites cannot be on port {port}"
    )
    assert not (state / "postgres").exists(), "a server was made for nothing"


def kill_the_command(on: DrillGround) -> None:
    """When the command is killed all of it ends, and the next start is whole."""
    state = on.copy_demonstration("killed")
    with running(state, state.parent / "said") as run:
        run.process.kill()
        assert run.left() == [], "something outlived it"
    with running(state, state.parent / "said") as again:
        ground.check_serves(again)
        ground.stop(again)


def kill_the_database(on: DrillGround) -> None:
    """Its own PostgreSQL comes back by itself, and nothing else is touched."""
    state = on.copy_demonstration("database-killed")
    with running(state, state.parent / "said") as run:
        data = str(state / "postgres" / "data")
        _kill_and_look(run, state.parent / "said", {"database": lambda: run.part(data)})
        ground.stop(run)


def kill_the_others(on: DrillGround) -> None:
    """So do each site, what a site serves with, and the worker."""
    state = on.copy_demonstration("others-killed")
    with running(state, state.parent / "said") as run:
        parts: dict[str, Callable[[], psutil.Process]] = {
            "worker": partial(run.part, "worker"),
            "public": partial(run.part, PUBLIC),
            "staff": lambda: run.part(STAFF).children()[-1],
        }
        _kill_and_look(run, state.parent / "said", parts)
        ground.stop(run)


def _kill_and_look(
    run: Running, said: Path, parts: dict[str, Callable[[], psutil.Process]]
) -> None:
    """Kill each; fail unless it comes back, is told of, and the others are the same."""
    for name, find in parts.items():
        others = {n: each().pid for n, each in parts.items() if n != name}
        killed = find()
        killed.kill()
        psutil.wait_procs([killed], timeout=20)
        await_true(f"{name} is back", lambda: find().pid != killed.pid)  # noqa: B023
        ground.check_serves(run)
        assert {n: parts[n]().pid for n in others} == others, f"{name} took others"
        sentence = f"The {name} process ended by itself ("
        assert sentence in said.read_text(), f"nobody was told of {name}"


def keep_saying_demonstration(on: DrillGround) -> None:
    """A demonstration says that it is one, whatever stands in the environment."""
    state = on.copy_demonstration("no-demonstration")
    told = {"UNHIDDEN_DEMONSTRATION": "False"}
    with running(state, state.parent / "said", told=told) as run:
        _, page = ground.read_page(run.public)
        assert "Demonstration" in page, "nothing says that it is a demonstration"
        ground.stop(run)


def name_a_cluster_without_spark(on: DrillGround) -> None:
    """What the worker lacks is a sentence at the start, and the next one serves."""
    state = on.copy_demonstration("spark")
    ports = name_ports(choose_ports())
    told = {"UNHIDDEN_SPARK": "spark://127.0.0.1:7077"}
    ask_program("run", *ports, state=state, told=told).must_refuse(
        "UNHIDDEN_SPARK is set, but requirements/spark.txt is not installed",
        has_started=True,
    )
    with running(state, state.parent / "said") as run:
        ground.check_serves(run)
        ground.stop(run)

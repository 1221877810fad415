"""``unhidden bench``: measure, on a demonstration of its own.

Everything is the benches' own: the state folder with its secrets, the embedded server,
its roles and the heads of its record. What an operator serves is never touched.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from unhidden.hosting import locks, paths, sources
from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.installation import assets
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds, open_database
from unhidden.hosting.paths import REPOSITORY, StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.processes import step
from unhidden.hosting.refusal import Refusal

NAMES = REPOSITORY / "benchmarks" / "names.json"
BASE, COPY = "unhidden_bench", "unhidden_bench_copy"


def names() -> list[str]:
    """Every bench there is; none where this is no clone of the project."""
    return sorted(_listed("with_database") | _listed("without_database"))


def _listed(kind: str) -> set[str]:
    return set(json.loads(NAMES.read_text())[kind]) if NAMES.exists() else set()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which benches, and how large."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(names())}; else all"
    )
    parser.add_argument("--quick", action="store_true", help="small, for a first look")
    parser.add_argument(
        "--instance", type=Path, help="planner alone: plan the week of this file"
    )
    parser.add_argument(
        "--seconds", type=float, default=60, help="with --instance: how long to search"
    )
    parser.add_argument(
        "--plan", type=Path, help="with --instance: write the plan here"
    )


def execute(options: argparse.Namespace) -> int:
    """Print one JSON object a line for each measure; raises Refusal.

    Benches that need no database come first, and start no server.
    """
    paths.check_clone("The benches are in a clone of the project")
    chosen = options.names or names()
    unknown = set(chosen) - set(names())
    if unknown:
        raise Refusal(f"There is no bench {min(unknown)}; there are {names()}.")
    if options.instance is not None:
        return _plan_instance(options, chosen)
    quick = ["--quick"] if options.quick else []
    for name in _of(chosen, "without_database"):
        bench = ("benchmarks", name, *quick)
        step.wait_for(bench, environment=os.environ, folder=REPOSITORY)
    if others := _of(chosen, "with_database"):
        _measure_all(others, is_quick=options.quick)
    return 0


def _plan_instance(options: argparse.Namespace, chosen: list[str]) -> int:
    """Have the planner's bench plan one file; raises Refusal."""
    if chosen != ["planner"] or options.plan is None or options.seconds <= 0:
        raise Refusal("Say unhidden bench planner --instance FILE --plan FILE.")
    bench = (
        "benchmarks",
        "planner",
        f"--instance={options.instance.resolve()}",
        f"--seconds={options.seconds}",
        f"--plan={options.plan.resolve()}",
    )
    step.wait_for(bench, environment=os.environ, folder=REPOSITORY)
    return 0


def _of(chosen: list[str], kind: str) -> list[str]:
    return [name for name in chosen if name in _listed(kind)]


def _measure_all(chosen: list[str], *, is_quick: bool) -> None:
    """Run benches one after the other, each on a copy of one demonstration."""
    state = _state()
    assets.make_assets(state)
    stamp, wanted = state.stamps / "bench", sources.of_program()
    is_fresh = sources.read_stamp(stamp) != wanted
    want = DatabaseNeeds(
        demonstration=True, database=BASE, is_fresh=is_fresh, is_embedded=True
    )
    lock = locks.hold_lock(state.folder / "bench.lock")
    with lock, open_database(state, tell_operator, want) as installation:
        stamp.write_text(wanted)
        for name in chosen:
            _measure(installation, name, is_quick=is_quick)


def _state() -> StateFolder:
    """A folder in the operator's that shares nothing with it."""
    outer = paths.find_state_folder()
    outer.make()
    made = StateFolder(outer.folder / "bench")
    made.make()
    return made


def _measure(installation: Installation, name: str, *, is_quick: bool) -> None:
    """Run one bench on a copy, so that what it changes does not reach the next."""
    size = ["--quick"] if is_quick else []
    with connecting.connect(installation.server) as admin:
        databases.drop_database(admin, COPY)
        databases.create_database(admin, COPY, template=BASE)
        databases.let_in(admin, COPY, roles.SERVING)
        try:
            with installation.environment_of_all_roles(COPY) as environment:
                # For what looks past every rule, to prove that nobody else does.
                whole = {**installation.server, "dbname": COPY}
                environment["UNHIDDEN_BENCH_ADMIN"] = connecting.make_address(whole)
                bench = ("benchmarks", name, *size)
                step.wait_for(bench, environment=environment, folder=REPOSITORY)
        finally:
            databases.drop_database(admin, COPY)


COMMAND = OperatorCommand(
    name="bench",
    summary="Measure, on a server of its own; prints one JSON object a line.",
    execute=execute,
    add_arguments=add_arguments,
)

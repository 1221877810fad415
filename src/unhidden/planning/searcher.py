"""The child's side of a search apart: bounded, confined, and then the planner."""

from __future__ import annotations

import os
import resource
import sys
from contextlib import suppress

from unhidden.cleaning.confinement import confine_process
from unhidden.planning.apart import lower_priority
from unhidden.planning.week.__main__ import run_process
from unhidden.planning.week.problem import (
    CrewDay,
    MenuItem,
    VisitCandidate,
    WeekProblem,
)
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.solver import plan_week

#: Bytes of memory; the largest weeks measured take a quarter of it.
MEMORY = 8_000_000_000
#: Seconds of the processor for each second of a search, and besides; a child whose
#: parent is gone ends by them. At the first bound it says its best, and ends.
SHARES, BESIDES, LAST_SECONDS = 2, 60, 15
WARM_SECONDS = 5.0


def main() -> None:
    """Plan what comes in; nothing of it is read before this process is confined."""
    lower_priority(os.getpid())
    limit_processor(int(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What it compiles once, it may keep beside the program; after that, no file at all.
    warm_up()
    limit_process()
    confine_process()
    sys.exit(run_process(sys.stdin.buffer, sys.stdout))


def limit_processor(seconds: int) -> None:
    """Bound the time of the processor, by the seconds that the search lasts."""
    most = SHARES * seconds + BESIDES
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + LAST_SECONDS))


def limit_process() -> None:
    """Bound this process: memory, and no file at all."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # macOS has no bound on a process's memory.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def warm_up() -> None:
    """Plan a week of two visits, so that all that is needed is loaded and compiled."""
    plan_week(make_small_week(), SearchClock(WARM_SECONDS), most_rounds=1)


def make_small_week() -> WeekProblem:
    nobody: frozenset[str] = frozenset()
    item = MenuItem("visit", 10, 30, 540, 900, (nobody,))
    return WeekProblem(
        days=1,
        candidates=tuple(
            VisitCandidate(str(one), one, frozenset({0}), (item,)) for one in (0, 1)
        ),
        crew_days=(CrewDay("0", "0", 0, 540, 1020, nobody, 0, 0),),
        travel=((0, 5), (5, 0)),
    )

"""Parts that are benches: many reports, kills, doors, years, what a context costs."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.prove.figures import Figure, Unproved

#: The part, and the bench that it is.
NAMES = {
    "crash": "crash",
    "pages": "door",
    "access": "access",
    "intake": "intake",
    "planner": "planner",
    "sync": "sync",
    "years": "years",
}

#: The least and the most that a figure may be: else the part is not proved.
BOUNDS = {
    **{
        f"sync.{name}": (0.0, 0.0)
        for name in (
            *("mutants_missed", "lost", "doubled", "refused", "bad_receipts"),
            *("silent_conflicts", "seized_hits", "again_kb"),
        )
    },
    "sync.planted_hits": (1, math.inf),
    "sync.storm_receipts_s": (0, 30),
    "sync.storm_request_s": (0, 5),
    "sync.visit_kb": (0, 20),
    "sync.app_kb": (0, 60),
    "sync.cold_start_s": (0, 1.5),
    **{
        f"years.{name}": (0.0, 0.0)
        for name in (
            *("mutants_missed", "holds_wrong", "alerts_lost", "alerts_doubled"),
            "unread_printed",
        )
    },
    "years.offered_pct": (95, 100),
    "years.withdrawal_p99_s": (0, 1),
    "years.home_p95_ms": (0, 100),
    "years.sweep_s": (0, 2),
}


def part(name: str) -> Callable[[], Iterator[Figure]]:
    """The part of this name, for whoever runs it."""
    return lambda: run_bench(name, NAMES[name])


def is_out_of_bounds(name: str, value: float) -> bool:
    """Whether a figure of this name is not what was promised of it."""
    least, most = BOUNDS.get(name, (-math.inf, math.inf))
    return not least <= value <= most


def run_bench(part: str, bench: str) -> Iterator[Figure]:
    """What a bench measures, as figures of a part; Unproved when it fails."""
    program = Path(sys.executable).with_name("unhidden")
    wrong = []
    with subprocess.Popen(
        [program, "bench", bench], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout  # for the type only
        for line in running.stdout:
            found = json.loads(line)
            if is_out_of_bounds(found["bench"], found["value"]):
                wrong.append(line.strip())
            of = {key: found[key] for key in found if key not in ("bench", "value")}
            words = ", ".join(f"{key} {value}" for key, value in of.items())
            yield Figure(part, found["bench"], found["value"], words)
    if running.returncode:
        raise Unproved([f"the bench {bench} ended with {running.returncode}"])
    if wrong:
        raise Unproved(wrong)

"""The drills of an operator: whether each ends as its user must find it.

Each looks at exit codes, sentences and rows, on installations of the bench's own in a
folder that goes afterwards: nothing of an operator's is touched. A drill that cannot be
had stands by name, with the reason; what apt can install here counts as failed where it
is missing.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPException
from pathlib import Path
from subprocess import SubprocessError

import psutil
import psycopg

from benchmarks.operate.ground import DrillGround, DrillNotHad, tell
from benchmarks.operate.table import DRILLS, OperatorDrill
from unhidden.hosting.refusal import Refusal

#: What a drill ends with that finds something other than it must be.
_FOUND = (
    *(AssertionError, OSError, ValueError, LookupError, HTTPException),
    *(Refusal, SubprocessError, psycopg.Error, psutil.Error),
)
_QUICK = "it takes more than a minute, and this is a quick look"
_LONGEST = 600  # letters of what a drill ended with
_UNITS = {"_s": "s", "_mb": "MB"}


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """The drills, those that failed, those not had, and what was measured meanwhile."""
    failed: dict[str, str] = {}
    not_had: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        Path(folder).chmod(0o711)
        ground = DrillGround(Path(folder), quick, stack)
        for drill in _choose():
            _practise(drill, ground, failed, not_had)
        figures = dict(ground.figures)
    load = round(os.getloadavg()[0], 1)
    yield _line("drills", len(DRILLS), "drills")
    yield _line("run", len(_choose()) - len(not_had), "drills")
    yield _line("failed", len(failed), "drills") | failed
    yield _line("not_had", len(not_had), "drills") | not_had
    for name, value in figures.items():
        (unit,) = [unit for end, unit in _UNITS.items() if name.endswith(end)]
        yield _line(name, round(value, 1), unit) | {"load": load}


def _choose() -> list[OperatorDrill]:
    """All; of a developer who names some in DRILLS, those."""
    named = os.environ.get("DRILLS", "").split()
    return [each for each in DRILLS if not named or str(each.number) in named]


def _practise(
    drill: OperatorDrill,
    ground: DrillGround,
    failed: dict[str, str],
    not_had: dict[str, str],
) -> None:
    """Do one, and note by number and name what it ended with, if not well."""
    named, began = f"{drill.number} {drill.name}", time.monotonic()
    try:
        if drill.practise is None:
            raise DrillNotHad(drill.not_had)
        if drill.is_long and ground.is_quick:
            raise DrillNotHad(_QUICK)
        drill.practise(ground)
        said = "done"
    except DrillNotHad as reason:
        not_had[named] = str(reason)
        said = f"not had: {reason}"
    except _FOUND as found:
        failed[named] = f"{type(found).__name__}: {found}"[:_LONGEST]
        said = f"FAILED: {failed[named]}"
    tell(f"{named}: {said} ({time.monotonic() - began:.0f} s)")


def _line(name: str, value: float, unit: str) -> dict[str, object]:
    return {"bench": f"operate.{name}", "value": value, "unit": unit}

"""``python -m benchmarks NAME [--quick]``: measure; one JSON object a line.

It runs in an environment that ``unhidden bench`` makes: a database of its own, as every
role at once. A bench that ``names.json`` lists as without one is run as it stands.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import django
from django.db import OperationalError

from unhidden.hosting.failing import StepFailure
from unhidden.hosting.processes.step import TOLD

NAMES = Path(__file__).with_name("names.json")


def main(arguments: list[str]) -> int:
    """Run one bench, a module with ``run(*, quick)``; its exit code."""
    name, *size = arguments
    listed = json.loads(NAMES.read_text())
    if name in listed["with_database"]:
        django.setup()
    module = (listed["with_database"] | listed["without_database"])[name]
    bench = importlib.import_module(f"benchmarks.{module}")
    try:
        # What is not its size is for the bench itself.
        is_sized = size in ([], ["--quick"])
        measures = bench.run(quick=bool(size)) if is_sized else bench.run_instance(size)
        for measure in measures:
            print(json.dumps(measure), flush=True)
    except (StepFailure, OperationalError) as error:
        sys.stderr.write(f"{str(error).splitlines()[0]}\n")
        return TOLD
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The drills of an operator, with what Debian has for them: all must end well."""

from __future__ import annotations

from collections.abc import Iterator

from tests.packaged.postgres import find_programs
from tests.prove import benches
from tests.prove.figures import Figure, Unproved
from tests.prove.packages import ensure_packages

PART = "operate"


def run() -> Iterator[Figure]:
    """Raises Unproved with the drills that failed."""
    server = {} if find_programs() else {"initdb": "postgresql"}
    ensure_packages({"nginx": "nginx", **server})
    failed = []
    for figure in benches.run_bench(PART, PART):
        yield figure
        if figure.name == "operate.failed" and figure.value:
            failed.append(figure.of)
    if failed:
        raise Unproved(failed)

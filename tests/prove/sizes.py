"""Tests that are made small for every day, in their whole size."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

from tests.prove.figures import Figure, Unproved
from tests.support.sizes import WHOLE
from unhidden.hosting.paths import REPOSITORY

PART = "sizes"
#: The files of tests that ask ``choose_size``, and what is whole in each.
FILES = {
    "src/unhidden/vault/tests/test_large_teams.py": "a key team of 10,000",
    "src/unhidden/planning/tests/test_apart.py": "a planner compiled anew",
    "tests/server/test_full_disk.py": "four sizes of a full disk",
    "tests/test_demonstration_pages.py": "the demonstration after 30 and 200 days",
}
_PASSED = re.compile(r"(\d+) passed")


def run() -> Iterator[Figure]:
    """Raises Unproved with the files whose tests fail, or of which none ran."""
    failed = []
    for file, whole in FILES.items():
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", file],
            cwd=REPOSITORY,
            env={**os.environ, WHOLE: "1"},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        passed = _PASSED.search(done.stdout)
        yield Figure(PART, whole, int(passed[1]) if passed else 0, "tests passed")
        if done.returncode or not passed:
            print(done.stdout, flush=True)
            failed.append(file)
    if failed:
        raise Unproved(failed)

"""Who may not see a quiet visit hears nothing of it: two worlds, a thousand steps."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from tests.prove.figures import Figure, Unproved
from unhidden.hosting.paths import REPOSITORY

PART, STEPS = "rhythm", 1_000
_TEST = (
    "src/unhidden/operations/tests/test_board_channels.py::"
    "test_in_two_worlds_others_hear_the_same_whatever_a_quiet_visit_does"
)


def run() -> Iterator[Figure]:
    """Raises Unproved where the worlds differ in what others hear."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", _TEST],
        cwd=REPOSITORY,
        env={**os.environ, "UNHIDDEN_RHYTHM_STEPS": str(STEPS)},
        check=False,
    )
    yield Figure(PART, "steps", STEPS, "in each of two worlds")
    if done.returncode:
        raise Unproved(["others heard of a quiet visit"])

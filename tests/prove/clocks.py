"""100,000 random steps in the NRM, beside a model and a count written apart."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.prove.figures import Figure, Unproved
from unhidden.safeguarding.clocks.rules.states import STATES
from unhidden.safeguarding.clocks.tests.nrm_walks import walk_nrm

PART = "clocks"
STEPS = 100_000


def run() -> Iterator[Figure]:
    """Raises AssertionError at an impossible state, or at a clock a day wrong."""
    met = walk_nrm(Random(2026), steps=STEPS)  # noqa: S311  # the same each time
    missed = STATES - set(met) - {"identified"}
    if missed:
        raise Unproved([f"never reached: {state}" for state in sorted(missed)])
    yield Figure(PART, "impossible states", 0, f"{met.total()} random steps")
    yield Figure(PART, "states that were reached", len(met), "all but the first")

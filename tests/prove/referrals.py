"""100,000 random ways through the official form, beside a model written apart."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.prove.figures import Figure, Unproved
from unhidden.safeguarding.referrals.rules import forks
from unhidden.safeguarding.referrals.tests.official_forms import FORM
from unhidden.safeguarding.referrals.tests.official_graph import FORKS, walk

PART = "referrals"
WAYS = 100_000


def run() -> Iterator[Figure]:
    """Raises Unproved for answers that lead through other steps than the form's."""
    chance = Random(2026)  # noqa: S311  # the same ways each time
    wrong: list[str] = []
    steps: set[str] = set()
    for _ in range(WAYS):
        answers = {field: chance.choice(values) for field, values in FORKS.items()}
        shown = [step.code for step in forks.list_shown_steps(FORM, answers)]
        steps |= set(shown)
        if shown != walk(answers):
            wrong.append(str(answers))
    if wrong or len(steps) != len([*FORM.all_steps]):
        raise Unproved(wrong or ["some step was never shown"])
    yield Figure(PART, "ways through the form that differ", 0, f"{WAYS} random ones")
    yield Figure(PART, "steps of the form that were shown", len(steps), "all of them")

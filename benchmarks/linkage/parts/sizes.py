"""How many people the parts are of, and the address of their database."""

from __future__ import annotations

import os

from unhidden.hosting.failing import StepFailure

PEOPLE_MANY, QUICK_PEOPLE, LARGE = 1_000_000, 100_000, 5_000_000


def many_people(*, quick: bool) -> int:
    """How many are made."""
    return QUICK_PEOPLE if quick else PEOPLE_MANY


def admin_address() -> str:
    """Where the bench's copy of the database is; raises StepFailure."""
    address = os.environ.get("UNHIDDEN_BENCH_ADMIN", "")
    if not address:
        sentence = "This bench makes tables of its own: start it as unhidden bench."
        raise StepFailure(sentence)
    return address

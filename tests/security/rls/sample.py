"""How much of the matrix is tried, of what is too much for every test run."""

from __future__ import annotations

from dataclasses import dataclass

from tests.security.rls.states import STATES


@dataclass(frozen=True, slots=True)
class Sample:
    """Of so many tables one is written to, and of so many records one asked for, others
    in each context; and so many inserts are tried that must fail, of each table."""

    tables: int
    records: int
    forbidden: int


SOME, WHOLE = Sample(3, 12, 2), Sample(1, 1, len(STATES))

"""Which mutants of the wall are noticed, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from psycopg import Error

from tests.security.rls import catalogue, matrix, probes, world
from tests.security.rls.attempts import Attempt
from tests.security.rls.looking import Looks
from tests.security.rls.mutants import Mutant
from tests.security.rls.world import Cur, World
from unhidden.access.policy import Purpose, Role

#: Where a function of the row policies is weaker, one of these tables shows it.
_SHOWS = (
    "safeguarding_case",
    "visits_visit",
    "proof_operation_health",
)
_LISTS = ("intelligence_premisesrisk", "access_grant", "access_exclusion")
_IN_BODIES = ("condition", "part", "kind")
_READERS = (
    (Role.SUPPORT_WORKER, Purpose.SAFEGUARDING_SUPPORT),
    (Role.OVERSEER, Purpose.OVERSIGHT_STATISTICS),
    (Role.PLANNER, Purpose.OPERATION_DELIVERY),
)


@dataclass
class Hunt:
    """One made world, and all that can notice a change of its wall."""

    cursor: Cur
    made: World
    exceptions: Mapping[str, str]
    attempts: list[Attempt] = field(default_factory=probes.attempts)

    def __post_init__(self) -> None:
        self.looks = Looks(self.made)
        self._learnt: set[str] = set()

    def healthy(self) -> Iterator[str]:
        """What is found although nothing was changed: nothing, or no hunt is fair."""
        yield from catalogue.findings(self.cursor, self.exceptions)
        yield from filter(None, (each.fails(self.cursor) for each in self.attempts))

    def noticed(self, mutant: Mutant) -> str:
        """By what the mutant is noticed; nothing when it lives."""
        for table in self._tables(mutant):
            if table not in self._learnt:
                self._learnt.add(table)
                self.looks.learn(self.cursor, table)
        self.cursor.execute("savepoint mutant")
        try:
            self.cursor.execute(mutant.statement.encode())
            return next(filter(None, self._found(mutant)), "")
        except Error as error:
            return f"not accepted: {error.sqlstate}"
        finally:
            self.cursor.execute("rollback to savepoint mutant")
            self.cursor.execute("release savepoint mutant")

    def _tables(self, mutant: Mutant) -> Iterable[str]:
        if mutant.kind == "policy":
            return (mutant.subject,)
        return _LISTS if mutant.kind in _IN_BODIES else ()

    def _found(self, mutant: Mutant) -> Iterator[str]:
        if mutant.kind in _IN_BODIES:
            yield from self._misbehaves(mutant.subject)
        elif mutant.kind == "policy" and not mutant.what.endswith("dropped"):
            yield self.looks.changed(self.cursor, mutant.subject)
            yield from (each.fails(self.cursor) for each in self._named(mutant.subject))
        else:
            yield from catalogue.findings(self.cursor, self.exceptions)

    def _misbehaves(self, procedure: str) -> Iterator[str]:
        named = self._named(procedure)
        others = [each for each in self.attempts if each not in named]
        yield from (each.fails(self.cursor) for each in named)
        yield from self._differs()
        yield from (self.looks.changed(self.cursor, table) for table in _LISTS)
        yield from (each.fails(self.cursor) for each in others)

    def _named(self, subject: str) -> list[Attempt]:
        """The attempts on a procedure, or on a table."""
        return [each for each in self.attempts if subject in each.procedures.split()]

    def _differs(self) -> Iterator[str]:
        """A few of the matrix's contexts, on a few of its tables."""
        for role, purpose in _READERS:
            context = world.asking(role, purpose, self.made.at)
            expected, result = matrix.Expected(context, self.made), matrix.Result()
            for table in _SHOWS:
                matrix.compare_reading(self.cursor, expected, table, result)
            yield next(iter(result.mismatches), "")


def survivors(hunt: Hunt, mutants: Iterable[Mutant]) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with what noticed it."""
    for mutant in mutants:
        yield mutant, hunt.noticed(mutant)

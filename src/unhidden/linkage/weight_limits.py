"""What two records may weigh at most, where a sum of agreements is known to mislead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from unhidden.linkage.conditions import Condition, Dialect, Row, Test


@dataclass(frozen=True, slots=True)
class WeightLimit:
    """What two records may weigh at most where ``when`` holds and ``unless`` does not.

    A weight is a sum of what was compared as if each said something of its own. Where
    that is known to be wrong (a household shares its date, phone and name) the sum is
    held to what is known. ``what`` and ``code`` are what a sentence is looked up by.
    """

    what: str
    code: str
    most: float
    when: Condition
    unless: Condition

    def applies_to(self, a: Row, b: Row) -> bool:
        """Whether two records may weigh no more than this."""
        return self.when.holds(a, b) and not self.unless.holds(a, b)

    def write_sql(self, dialect: Dialect) -> str:
        """The same, of the columns of two records."""
        but = f"coalesce({self.unless.sql(dialect)}, false)"
        return f"({self.when.sql(dialect)} and not {but})"


class RecordLimit:
    """A limit once one record is known: whether it holds for others."""

    def __init__(self, limit: WeightLimit, record: Row, holds: Test) -> None:
        self.limit, self._record, self._holds = limit, record, holds

    def applies_to(self, other: Row) -> bool:
        """Whether the two may weigh no more than the limit."""
        return self._holds(other) and not self._is_excepted(other)

    @cached_property
    def _is_excepted(self) -> Test:
        # Made when it is first asked for: most limits hold for nobody at hand.
        return self.limit.unless.of(self._record) or _never


def list_limits(limits: Iterable[WeightLimit], record: Row) -> list[RecordLimit]:
    """The limits that may hold for a record, in their order."""
    return [
        RecordLimit(limit, record, holds)
        for limit in limits
        if (holds := limit.when.of(record))
    ]


def find_limit(
    bits: float, candidate: Row, limits: Iterable[RecordLimit]
) -> WeightLimit | None:
    """The first limit that holds the weight of a pair down; None where none does."""
    for each in limits:
        if bits > each.limit.most and each.applies_to(candidate):
            return each.limit
    return None


def _never(_: Row) -> bool:
    return False

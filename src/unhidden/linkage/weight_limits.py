"""What two records may weigh at most, where a sum of agreements is known to mislead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class RecordLimit:
    """A limit once one record is known: what of another it holds for, and not."""

    limit: WeightLimit
    holds: Test
    is_excepted: Test


def list_limits(limits: Iterable[WeightLimit], record: Row) -> list[RecordLimit]:
    """The limits that may hold for a record, in their order."""
    return [
        RecordLimit(limit, holds, limit.unless.of(record) or _never)
        for limit in limits
        if (holds := limit.when.of(record))
    ]


def find_limit(
    bits: float, candidate: Row, limits: Iterable[RecordLimit]
) -> WeightLimit | None:
    """The first limit that holds the weight of a pair down; None where none does."""
    for each in limits:
        if (
            bits > each.limit.most
            and each.holds(candidate)
            and not each.is_excepted(candidate)
        ):
            return each.limit
    return None


def _never(_: Row) -> bool:
    return False

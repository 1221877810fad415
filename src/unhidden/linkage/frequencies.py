"""How common a value is: what is expected of it, moved by what was counted.

Before anything is counted a value has the share that its column expects of it. Counts
move that share: the more records were counted, the less the expectation weighs. So a
desk of a hundred records and one of a million are served by the same few lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

#: An expectation weighs as much as so many records that were counted.
EXPECTED_WEIGHS = 100
#: Values of fewer records are not told, so that no count is of one person.
LEAST_TOLD = 4


@dataclass(frozen=True, slots=True, eq=False)
class ValueCounts:
    """How many ``records`` were counted, and how many of them have a value, by column.

    Values that fewer than ``least`` have are not told.
    """

    records: int = 0
    counts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    least: int = LEAST_TOLD

    def is_told(self, value: str, *columns: str) -> bool:
        """Whether it is told how many have the value in one of the columns."""
        return any(value in self.counts.get(column, ()) for column in columns)

    def find_share(self, value: str, expected: float, *columns: str) -> float:
        """The share of records that have the value in one of the columns.

        Of what is not told it is known only that fewer than ``least`` have it.
        """
        found = [self.counts.get(column, {}).get(value) for column in columns]
        told = [count for count in found if count is not None]
        counted = sum(told) if told else min(self.least - 1, expected * self.records)
        whole = self.records + EXPECTED_WEIGHS
        return min((counted + EXPECTED_WEIGHS * expected) / whole, 1.0)


NOTHING_COUNTED = ValueCounts()
#: What a column expects of a value, given what was counted.
ShareEstimate = Callable[[str, ValueCounts], float]

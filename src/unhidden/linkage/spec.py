"""A comparison specification, said once for Splink's batch and the online score.

It has no weights. Trained ones live in a ``TrainedModel``, which names the
specification that it was trained for by its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from unhidden.linkage.conditions import DIALECTS, Condition, Dialect, Row, equal
from unhidden.linkage.frequencies import ShareEstimate
from unhidden.linkage.weight_limits import WeightLimit

ABSENT, ELSE = "absent", "differs"


@dataclass(frozen=True, slots=True)
class AgreementLevel:
    """One degree of agreement.

    ``code`` is what a sentence for people is looked up by. ``frequency`` names the
    column whose value's rarity adjusts the weight: where the two records differ in it,
    that of the commoner value. ``counts`` is the share of the rarity that is counted:
    less than all where many values lie near each one. ``m`` and ``u`` are given where
    they come from the domain and not from the data: an identifier that never collides
    by chance gets no ``u`` from a sample.
    """

    code: str
    when: Condition
    frequency: str | None = None
    m: float | None = None
    u: float | None = None
    counts: float = 1.0

    @property
    def is_conditional(self) -> bool:
        """Whether m is given among pairs of which both have such a value, and u not.

        The share of the value is u then, among such pairs too.
        """
        return self.m is not None and self.u is None and self.frequency is not None

    @property
    def is_equality(self) -> bool:
        """Whether it means that the two have one value of its column, and no more."""
        dialect, column = DIALECTS["duckdb"], self.frequency
        if column is None:
            return False
        return self.when.sql(dialect) == equal(column).sql(dialect)


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """The degrees in which two records may agree on one thing, strongest first.

    Where ``absent`` holds, nothing is said. After the last level comes "differs".
    """

    name: str
    absent: Condition
    levels: tuple[AgreementLevel, ...]
    differs_u: float | None = None

    def codes(self) -> tuple[str, ...]:
        """Of every level that has weights, "differs" last."""
        return (*(level.code for level in self.levels), ELSE)

    def level(self, a: Row, b: Row) -> str:
        """The code of the first level that holds."""
        if self.absent.holds(a, b):
            return ABSENT
        for level in self.levels:
            if level.when.holds(a, b):
                return level.code
        return ELSE


@dataclass(frozen=True, slots=True)
class ComparisonSpec:
    """Everything that two records are compared on, and how much they may weigh.

    ``shares`` says of columns how common a value is, from what was counted of the
    columns ``counted``. Records that agree on ``told_apart`` count once there: somebody
    of whom many sources tell makes no name common.

    ``limits`` are no part of the hash, since no weight is learnt by them; of those that
    hold the first counts, so the strictest stand first.
    """

    name: str
    comparisons: tuple[FieldComparison, ...]
    key: str = "id"
    shares: Mapping[str, ShareEstimate] = field(default_factory=dict)
    counted: tuple[str, ...] = ()
    told_apart: str = ""
    limits: tuple[WeightLimit, ...] = ()

    def frequencies(self) -> tuple[str, ...]:
        """The columns whose values' rarity matters, in order."""
        found = {
            level.frequency: None
            for comparison in self.comparisons
            for level in comparison.levels
            if level.frequency
        }
        return tuple(found)

    def counted_columns(self) -> tuple[str, ...]:
        """The columns whose values a training counts."""
        plain = (each for each in self.frequencies() if each not in self.shares)
        return (*plain, *self.counted)

    def hash(self) -> str:
        """Changes when any level, order, column or given weight does."""
        said = [
            (
                c.name,
                c.absent.sql(dialect),
                [_said(level, dialect) for level in c.levels],
                c.differs_u,
            )
            for dialect in DIALECTS.values()
            for c in self.comparisons
        ]
        return hashlib.blake2b(json.dumps(said).encode(), digest_size=16).hexdigest()

    def levels(self) -> Iterator[tuple[FieldComparison, str]]:
        """Each comparison with each code that has weights."""
        for comparison in self.comparisons:
            for code in comparison.codes():
                yield comparison, code


def _said(level: AgreementLevel, dialect: Dialect) -> tuple[object, ...]:
    given = (level.m, level.u, *([level.counts] if level.counts != 1.0 else []))
    return level.code, level.when.sql(dialect), level.frequency, *given

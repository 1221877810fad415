"""What may hold between two records, said once: for Python and for each SQL dialect.

A record is a mapping from columns to values; None is "not known". A condition about
something not known does not hold, in Python as in SQL, which is why there is no "not".
Both readings must agree to the letter: the online score rests on the one, the batch on
the other (``tests/test_parity.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz.distance import OSA, JaroWinkler

Row = Mapping[str, Any]
DialectName = Literal["duckdb", "spark"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one engine spells the functions that conditions and samples need.

    Spark has no Jaro-Winkler of its own that agrees with the others, and no
    transpositions: ``unhidden.linkage.spark`` registers ours under these names.
    """

    name: DialectName
    jaro_winkler: str
    distance: str
    overlap: str
    scattered: str  # a hash: the same number each time, near to none of its neighbours'
    remainder: str  # never below nothing


DIALECTS: Mapping[DialectName, Dialect] = {
    "duckdb": Dialect(
        "duckdb",
        jaro_winkler="jaro_winkler_similarity",
        distance="damerau_levenshtein",
        overlap="list_has_any",
        scattered="hash",
        remainder="mod",
    ),
    "spark": Dialect(
        "spark",
        jaro_winkler="jaro_winkler",
        distance="osa_distance",
        overlap="arrays_overlap",
        scattered="xxhash64",
        remainder="pmod",
    ),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a predicate, and its text in SQL."""

    holds: Callable[[Row, Row], bool]
    sql: Callable[[Dialect], str]

    def __and__(self, other: Condition) -> Condition:
        one, two = self.holds, other.holds
        return Condition(
            lambda a, b: one(a, b) and two(a, b),
            lambda d: f"({self.sql(d)} and {other.sql(d)})",
        )

    def __or__(self, other: Condition) -> Condition:
        one, two = self.holds, other.holds
        return Condition(
            lambda a, b: one(a, b) or two(a, b),
            lambda d: f"({self.sql(d)} or {other.sql(d)})",
        )


def equal(column: str, other: str | None = None) -> Condition:
    """The column of one record is the column, or another one, of the other."""
    second = other or column

    def holds(a: Row, b: Row) -> bool:
        value = a[column]
        return value is not None and value == b[second]

    return Condition(holds, lambda _: f"{column}_l = {second}_r")


def alike(column: str, at_least: float, other: str | None = None) -> Condition:
    """Jaro-Winkler similarity of at least so much."""
    second = other or column

    def holds(a: Row, b: Row) -> bool:
        one, two = a[column], b[second]
        if one is None or two is None:
            return False
        # An inner cutoff would stop early, but rounds differently at the boundary.
        return JaroWinkler.similarity(one, two) >= at_least

    return Condition(
        holds, lambda d: f"{d.jaro_winkler}({column}_l, {second}_r) >= {at_least}"
    )


def edits(column: str, most: int, other: str | None = None) -> Condition:
    """At most so many letters added, lost, changed or swapped with their neighbour."""
    second = other or column

    def holds(a: Row, b: Row) -> bool:
        one, two = a[column], b[second]
        if one is None or two is None:
            return False
        return bool(OSA.distance(one, two, score_cutoff=most) <= most)

    return Condition(holds, lambda d: f"{d.distance}({column}_l, {second}_r) <= {most}")


def shares(column: str, other: str | None = None) -> Condition:
    """Two lists have something in common."""
    second = other or column

    def holds(a: Row, b: Row) -> bool:
        one, two = a[column], b[second]
        if one is None or two is None:
            return False
        for each in one:  # noqa: SIM110  # a loop is half as dear as a generator
            if each in two:
                return True
        return False

    return Condition(holds, lambda d: f"{d.overlap}({column}_l, {second}_r)")


def within(column: str, most: int) -> Condition:
    """Two whole numbers are at most so far apart."""

    def holds(a: Row, b: Row) -> bool:
        one, two = a[column], b[column]
        if one is None or two is None:
            return False
        return bool(abs(one - two) <= most)

    return Condition(holds, lambda _: f"abs({column}_l - {column}_r) <= {most}")


def begins(column: str, longer: str | None = None) -> Condition:
    """One text is how the other begins, either way round; at least two letters."""
    second = longer or column

    def holds(a: Row, b: Row) -> bool:
        one, two = a[column], b[second]
        if one is None or two is None or min(len(one), len(two)) < _SHORTEST_START:
            return False
        return bool(one.startswith(two) or two.startswith(one))

    def sql(_: Dialect) -> str:
        left, right = f"{column}_l", f"{second}_r"
        shorter = f"least(length({left}), length({right}))"
        return (
            f"({shorter} >= {_SHORTEST_START} and "
            f"substr({left}, 1, {shorter}) = substr({right}, 1, {shorter}))"
        )

    return Condition(holds, sql)


_SHORTEST_START = 2


def known(column: str) -> Condition:
    """It is known of both."""

    def holds(a: Row, b: Row) -> bool:
        return a[column] is not None and b[column] is not None

    return Condition(
        holds, lambda _: f"({column}_l is not null and {column}_r is not null)"
    )


def absent(*columns: str) -> Condition:
    """Any of these is not known of one of the two."""

    def holds(a: Row, b: Row) -> bool:
        for column in columns:  # noqa: SIM110  # as above
            if a[column] is None or b[column] is None:
                return True
        return False

    def sql(_: Dialect) -> str:
        said = (f"{column}_l is null or {column}_r is null" for column in columns)
        return f"({' or '.join(said)})"

    return Condition(holds, sql)

"""What may hold between two records, said once: for Python and for each SQL dialect.

A record is a mapping from columns to values; None is "not known". A condition about
something not known does not hold, in Python as in SQL, which is why there is no "not".
Both readings must agree to the letter: the online score rests on the one, the batch on
the other (``tests/linkage/test_parity.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz.distance import OSA, JaroWinkler

Row = Mapping[str, Any]
Test = Callable[[Row], bool]
DialectName = Literal["duckdb", "spark"]


def hold_always(_: Row) -> bool:
    """The test that what a record alone says decides: it holds for every other."""
    return True


class BitsTest:
    """The test that other records have all the bits of ``need``, as ``read`` tells.

    Tests that read the same of a record are decided together (``scoring.py``).
    """

    __slots__ = ("need", "read")

    def __init__(self, read: Callable[[Row], int], need: int) -> None:
        self.read, self.need = read, need

    def __call__(self, row: Row) -> bool:
        return self.read(row) & self.need == self.need


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
    """One condition: a test of other records once the first is known, and its SQL.

    ``of`` a record gives None where what it lacks leaves no other to hold it for: one
    record is held against a hundred, and what it alone decides is decided once.
    """

    of: Callable[[Row], Test | None]
    sql: Callable[[Dialect], str]

    def holds(self, a: Row, b: Row) -> bool:
        """Whether it holds between two records."""
        test = self.of(a)
        return test is not None and test(b)

    def __and__(self, other: Condition) -> Condition:
        def of(a: Row) -> Test | None:
            one, two = self.of(a), other.of(a)
            if one is None or two is None:
                return None
            return lambda b: one(b) and two(b)

        return Condition(of, lambda d: f"({self.sql(d)} and {other.sql(d)})")

    def __or__(self, other: Condition) -> Condition:
        def of(a: Row) -> Test | None:
            one, two = self.of(a), other.of(a)
            if one is None or two is None:
                return one or two
            return lambda b: one(b) or two(b)

        return Condition(of, lambda d: f"({self.sql(d)} or {other.sql(d)})")


def _of(
    column: str, second: str, judge: Callable[[Any, Any], bool]
) -> Callable[[Row], Test | None]:
    """What the first has in one column judged against what others have in another."""

    def of(a: Row) -> Test | None:
        one = a[column]
        if one is None:
            return None

        def test(b: Row) -> bool:
            two = b[second]
            return two is not None and judge(one, two)

        return test

    return of


def equal(column: str, other: str | None = None) -> Condition:
    """The column of one record is the column, or another one, of the other."""
    second = other or column

    def of(a: Row) -> Test | None:
        value = a[column]
        return None if value is None else lambda b: bool(value == b[second])

    return Condition(of, lambda _: f"{column}_l = {second}_r")


def alike(column: str, at_least: float, other: str | None = None) -> Condition:
    """Jaro-Winkler similarity of at least so much."""
    second = other or column
    # An inner cutoff would stop early, but rounds differently at the boundary.
    return Condition(
        _of(
            column,
            second,
            lambda one, two: JaroWinkler.similarity(one, two) >= at_least,
        ),
        lambda d: f"{d.jaro_winkler}({column}_l, {second}_r) >= {at_least}",
    )


def edits(column: str, most: int, other: str | None = None) -> Condition:
    """At most so many letters added, lost, changed or swapped with their neighbour."""
    second = other or column

    def are(one: str, two: str) -> bool:
        return OSA.distance(one, two, score_cutoff=most) <= most

    return Condition(
        _of(column, second, are),
        lambda d: f"{d.distance}({column}_l, {second}_r) <= {most}",
    )


def shares(column: str, other: str | None = None) -> Condition:
    """Two lists have something in common."""
    second = other or column

    def of(a: Row) -> Test | None:
        if a[column] is None:
            return None
        apart = frozenset(a[column]).isdisjoint

        def test(b: Row) -> bool:
            two = b[second]
            return two is not None and not apart(two)

        return test

    return Condition(of, lambda d: f"{d.overlap}({column}_l, {second}_r)")


def within(column: str, most: int) -> Condition:
    """Two whole numbers are at most so far apart."""
    return Condition(
        _of(column, column, lambda one, two: abs(one - two) <= most),
        lambda _: f"abs({column}_l - {column}_r) <= {most}",
    )


def spans_meet(low: str, high: str, gap: int = 0) -> Condition:
    """Two spans of whole numbers meet, or have at most so many between them."""
    return Condition(
        _of_spans(
            low, high, lambda low, high, lo, hi: lo - high <= gap and low - hi <= gap
        ),
        lambda _: f"({low}_r - {high}_l <= {gap} and {low}_l - {high}_r <= {gap})",
    )


def far_apart(low: str, high: str, least: int) -> Condition:
    """Two spans of whole numbers have at least so many between them."""
    return Condition(
        _of_spans(
            low, high, lambda low, high, lo, hi: lo - high >= least or low - hi >= least
        ),
        lambda _: f"({low}_r - {high}_l >= {least} or {low}_l - {high}_r >= {least})",
    )


def _of_spans(
    low: str, high: str, judge: Callable[[int, int, int, int], bool]
) -> Callable[[Row], Test | None]:
    """The first's span judged against those of others; both ends are known, or none."""

    def find_test(a: Row) -> Test | None:
        one, two = a[low], a[high]
        if one is None:
            return None
        return lambda b: b[low] is not None and judge(one, two, b[low], b[high])

    return find_test


def has_initial(column: str) -> Condition:
    """One text is the letter with which the other begins."""

    def is_initial(one: str, two: str) -> bool:
        return 1 in (len(one), len(two)) and one[:1] == two[:1]

    left, right = f"{column}_l", f"{column}_r"
    return Condition(
        _of(column, column, is_initial),
        lambda _: (
            f"((length({left}) = 1 or length({right}) = 1) and"
            f" substr({left}, 1, 1) = substr({right}, 1, 1))"
        ),
    )


def begins_with(column: str, longer: str | None = None) -> Condition:
    """One text is how the other begins, either way round; at least two letters."""
    second = longer or column

    def sql(_: Dialect) -> str:
        left, right = f"{column}_l", f"{second}_r"
        shorter = f"least(length({left}), length({right}))"
        return (
            f"({shorter} >= {_SHORTEST_START} and "
            f"substr({left}, 1, {shorter}) = substr({right}, 1, {shorter}))"
        )

    return Condition(_of(column, second, _begins), sql)


_SHORTEST_START = 2


def _begins(one: str, two: str) -> bool:
    is_long = min(len(one), len(two)) >= _SHORTEST_START
    return is_long and (one.startswith(two) or two.startswith(one))


def known(column: str) -> Condition:
    """It is known of both."""
    return Condition(
        _of(column, column, lambda _one, _two: True),
        lambda _: f"({column}_l is not null and {column}_r is not null)",
    )


def absent(column: str) -> Condition:
    """It is not known of one of the two."""

    def of(a: Row) -> Test | None:
        return hold_always if a[column] is None else lambda b: b[column] is None

    return Condition(of, lambda _: f"({column}_l is null or {column}_r is null)")


def is_said_better(part: str, whole: str) -> Condition:
    """Not known of one of the two; or more than that, the ``whole``, is known of both.

    As ``known(whole) | absent(part)``, in one look.
    """

    def find_test(a: Row) -> Test | None:
        if a[part] is None:
            return hold_always
        if a[whole] is None:
            return lambda b: b[part] is None
        return lambda b: b[whole] is not None or b[part] is None

    said = known(whole) | absent(part)
    return Condition(find_test, said.sql)

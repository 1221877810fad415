"""The same data linked by others, each in its own documented way, measured alike.

Splink with its comparison library and the blocking and training of its own
demonstrations; recordlinkage with its ECM classifier on its own index. Their cuts are
cross-fitted as ours are.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas
import pyarrow as pa
import recordlinkage
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.linkage import truth
from benchmarks.linkage.lines import measure
from benchmarks.linkage.tasks import LEAST, Task
from unhidden.linkage.engines import connect_duckdb

Rules = Sequence[Sequence[str]]
_SAMPLED = 1_000_000


def splink(task: Task) -> dict[str, object]:
    """One line: Splink's own way, without our keys and levels."""
    quality = truth.cross_fitted(splink_pairs(task), task.person_of)
    return measure(f"{task.name}_f1_splink", quality.f1, "F1", cuts=quality.cuts)


def splink_pairs(task: Task) -> list[truth.Pair]:
    """The pairs that Splink's own way weighs, with their weights."""
    comparisons, rules, training, recall = _WAYS[task.name]()
    connection = connect_duckdb(threads=2)
    connection.register("given", pa.Table.from_pylist(list(task.records)))
    connection.execute("create table records as select * from given")
    column = task.blocking.across
    across = f" and l.{column} <> r.{column}" if column else ""
    blocks: list[Any] = [
        " and ".join(f"{_of('l', part)} = {_of('r', part)}" for part in rule) + across
        for rule in rules
    ]
    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=blocks,
    )
    api = DuckDBAPI(connection)
    linker = Linker(api.register("records"), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*rule) for rule in rules[:2]], recall=recall
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=_SAMPLED, seed=7)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*rule)
        )
    predicted = linker.inference.predict(threshold_match_weight=LEAST)
    found: list[truth.Pair] = connection.execute(
        "select id_l, id_r, match_weight"
        f" from {predicted.physical_name} order by id_l, id_r"
    ).fetchall()
    connection.close()
    return found


Way = tuple[list[Any], Rules, Rules, float]


def _of(side: str, part: str) -> str:
    """A column of one side, or the beginning of one: ``surname:4``."""
    column, _, length = part.partition(":")
    return f"substr({side}.{column}, 1, {length})" if length else f"{side}.{column}"


def _historical() -> Way:
    comparisons = [
        cl.ForenameSurnameComparison("given", "surname"),
        cl.DateOfBirthComparison("day", input_is_string=True),
        # Splink's own comparison of postcodes reads them with their blank.
        cl.CustomComparison(
            output_column_name="postcode",
            comparison_levels=[
                cll.NullLevel("postcode"),
                cll.ExactMatchLevel("postcode"),
                cll.LevenshteinLevel("postcode", 1),
                cll.ExactMatchLevel("outcode"),
                cll.ElseLevel(),
            ],
        ),
        cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
    ]
    rules = (
        ("given", "surname", "day"),
        ("given", "surname", "postcode"),
        ("given:3", "surname:4"),
        ("surname", "day"),
        ("given", "day"),
        ("postcode", "given"),
        ("postcode", "surname"),
        ("day", "birth_place"),
        ("postcode:3", "day"),
        ("postcode:3", "given"),
        ("postcode:3", "surname"),
        ("given:2", "surname:2", "day:4"),
    )
    return comparisons, rules, (("given", "surname"), ("day",)), 0.6


def _rldata() -> Way:
    comparisons = [
        cl.JaroWinklerAtThresholds("given").configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("surname").configure(
            term_frequency_adjustments=True
        ),
        cl.ExactMatch("year"),
        cl.ExactMatch("month"),
        cl.ExactMatch("day"),
    ]
    rules = (
        ("given", "surname", "year"),
        ("given", "born"),
        ("surname", "born"),
        ("given", "surname"),
        ("surname", "year", "month"),
        ("given", "year", "day"),
    )
    return comparisons, rules, (("given", "surname"), ("year", "month", "day")), 0.8


def _febrl(*, has_identifier: bool) -> Way:
    comparisons = [
        cl.JaroWinklerAtThresholds("given_name"),
        cl.JaroWinklerAtThresholds("surname"),
        cl.LevenshteinAtThresholds("born", [1, 2]),
        cl.LevenshteinAtThresholds("postcode", [1, 2]),
        cl.JaroWinklerAtThresholds("street"),
        cl.JaroWinklerAtThresholds("suburb"),
    ]
    rules: list[Sequence[str]] = [
        ("given_name", "surname"),
        ("born", "surname"),
        ("born", "postcode"),
        ("street", "number"),
        ("given_name", "postcode"),
        ("surname", "postcode"),
    ]
    if has_identifier:
        comparisons.append(cl.LevenshteinAtThresholds("identifier", [1, 2]))
        rules.insert(0, ("identifier",))
    return comparisons, rules, (("born",), ("given_name", "surname")), 0.8


def _inventors() -> Way:
    comparisons = [
        cl.ForenameSurnameComparison("given", "family"),
        cl.ExactMatch("place").configure(term_frequency_adjustments=True),
        cl.ExactMatch("assignee").configure(term_frequency_adjustments=True),
        cl.ArrayIntersectAtSizes("fields", [2, 1]),
        cl.ArrayIntersectAtSizes("others", [2, 1]),
    ]
    rules = (
        ("family", "given", "place"),
        ("family", "given", "assignee"),
        ("family", "place", "assignee"),
    )
    training = (("family", "given", "place"), ("place", "assignee", "field"))
    return comparisons, rules, training, 0.6


def _companies() -> Way:
    comparisons = [
        cl.JaroWinklerAtThresholds("name").configure(term_frequency_adjustments=True),
        cl.ExactMatch("place"),
        cl.ArrayIntersectAtSizes("others", [2, 1]),
        cl.ArrayIntersectAtSizes("fields", [2, 1]),
    ]
    rules = (("name",), ("first",), ("name:5",), ("place", "first:2"))
    return comparisons, rules, (("name",), ("first",)), 0.6


_WAYS: dict[str, Callable[[], Way]] = {
    "hist50k": _historical,
    "rldata": _rldata,
    "inventors": _inventors,
    "companies": _companies,
    "febrl3": lambda: _febrl(has_identifier=True),
    "febrl4": lambda: _febrl(has_identifier=True),
    "febrl4_noid": lambda: _febrl(has_identifier=False),
}


def record_linkage(task: Task) -> Iterator[dict[str, object]]:
    """One line for data of FEBRL: recordlinkage's own index and ECM classifier.

    By edits, since its Jaro-Winkler calls what today's jellyfish no longer has.
    """
    if not task.name.startswith("febrl"):
        return
    frame = pandas.DataFrame.from_records(list(task.records)).set_index("id")
    index = recordlinkage.Index()
    for columns in (["given_name"], ["surname"], ["born"], ["postcode"]):
        index.block(columns)
    files = [part for _, part in frame.groupby("file")]
    pairs = index.index(*files)
    compare = recordlinkage.Compare()
    for column in ("given_name", "surname", "street", "suburb"):
        compare.string(column, column, method="damerau_levenshtein", threshold=0.8)
    for column in ("born", "postcode", "number", "state"):
        compare.exact(column, column)
    if "noid" not in task.name:
        compare.exact("identifier", "identifier")
    vectors = compare.compute(pairs, *files)
    matches = recordlinkage.ECMClassifier(binarize=0.8).fit_predict(vectors)
    person_of = task.person_of
    right = sum(person_of[left] == person_of[r] for left, r in matches)
    found = truth.quality(right, len(matches), truth.true_pairs(person_of))
    yield measure(f"{task.name}_f1_recordlinkage", found.f1, "F1")

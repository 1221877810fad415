"""A labelled data set, linked as the product links: keys, training, weights, groups.

No label is used before the cut is chosen; that is cross-fitted (``truth.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from unhidden.linkage import batch, training
from unhidden.linkage.engines import DuckDB, connect_duckdb
from unhidden.linkage.hashing import hash_parts
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.pairs import BlockingLimits
from unhidden.linkage.spec import ComparisonSpec

Record = dict[str, Any]
LEAST = -10.0
_SOFT = re.compile("[aeiouhwy ]")
_TWICE = re.compile(r"(.)\1+")
_SPELT = (("ph", "f"), ("ck", "k"), ("sh", "s"), ("ts", "s"))
_ALIKE = str.maketrans("czqj", "kski")


@dataclass(frozen=True, slots=True)
class Task:
    """Records (with ``id``), the person of each, and how they are compared."""

    name: str
    records: Sequence[Record]
    person_of: Mapping[object, object]
    spec: ComparisonSpec
    keys: Callable[[Record], set[tuple[str, ...]]]
    training: training.TrainingPlan
    blocking: BlockingLimits = field(default_factory=BlockingLimits)
    #: Those whose person is known with every record of theirs; None for all.
    labelled: frozenset[object] | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """What came out: weighed pairs, the model, and how many pairs were looked at."""

    pairs: list[tuple[Any, Any, float]]
    model: TrainedModel
    candidates: int
    found: float  # the share of true pairs among the candidates


def link(task: Task, *, threads: int = 2) -> Linked:
    """From records to weighed pairs."""
    connection = filled(task, threads)
    engine = DuckDB(connection)
    candidates = batch.make_pairs(engine, task.blocking)
    model = training.train_model(engine, task.spec, task.training)
    table = batch.predict_pairs(engine, task.spec, model, least=LEAST)
    pairs = batch.list_weighed_pairs(engine, table)
    made = engine.rows(f"select join_key_l, join_key_r from {batch.PAIRS}")
    true = sum(task.person_of[a] == task.person_of[b] for a, b in made)
    connection.close()
    return Linked(pairs, model, candidates, float(true))


def filled(task: Task, threads: int) -> duckdb.DuckDBPyConnection:
    """A DuckDB with the task's records and their keys."""
    connection = connect_duckdb(threads=threads)
    rows = pa.Table.from_pylist(list(task.records))
    connection.register("given_records", rows)
    connection.execute("create table records as select * from given_records")
    held = [
        (hash_parts(*key), record["id"])
        for record in task.records
        for key in task.keys(record)
    ]
    table = pa.table({"key": pa.array([k for k, _ in held], pa.int64()),
                      "id": pa.array([i for _, i in held])})  # fmt: skip
    connection.register("given_keys", table)
    connection.execute("create table record_keys as select * from given_keys")
    return connection


def sound(text: str | None) -> str | None:
    """The consonants of a word, with those that are written for one another folded."""
    if not text:
        return None
    for written, meant in _SPELT:
        text = text.replace(written, meant)
    text = text.translate(_ALIKE)
    return _TWICE.sub(r"\1", text[0] + _SOFT.sub("", text[1:]))


def joined(*parts: tuple[str, object]) -> tuple[str, ...] | None:
    """A key of several columns, or None where one of them is not known."""
    if any(value is None or value == "" for _, value in parts):
        return None
    return (
        "+".join(name for name, _ in parts),
        *(str(value) for _, value in parts),
    )

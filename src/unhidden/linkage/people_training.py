"""A model of people learnt from records at hand: Splink 5, for the worker.

On DuckDB, or on the Spark cluster that is named. The web sites never load this module:
it brings what takes hundreds of megabytes.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType

import duckdb
import pyarrow as pa

from unhidden.linkage import batch, relatives, training
from unhidden.linkage.engines import KEYS, RECORDS, DuckDB, Engine, connect_duckdb
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.pairs import BlockingLimits
from unhidden.linkage.people import PEOPLE, Columns
from unhidden.linkage.person_profiles import fill_person
from unhidden.linkage.training import TrainingPlan

# Chosen for files of people: a key of more records is worth less than it costs.
BLOCKING = BlockingLimits(cap=25, beyond=13.0)
TRAINING = TrainingPlan(
    rules=(("born",), ("name",)),
    sampled_pairs=400_000,
    looked_at_pairs=400_000,
    em_pairs=200_000,
    least_count=4,
)
_TEXT, _WORDS = pa.string(), pa.list_(pa.string())
SCHEMA = pa.schema(
    {
        "id": pa.int64(),
        **dict.fromkeys(("name", "single", "ends", "sounds"), _TEXT),
        **dict.fromkeys(("first", "last", "signs"), _TEXT),
        **dict.fromkeys(("words", "lone", "whole", "met", "parents", "child"), _WORDS),
        **dict.fromkeys(
            ("parts", "front_run", "back_run", "foreign", "heard"), pa.list_(_WORDS)
        ),
        **dict.fromkeys(relatives.WORDS, _TEXT),
        **dict.fromkeys(relatives.FORMS, _WORDS),
        **dict.fromkeys(("born", "born_crossed", "born_month"), _TEXT),
        **dict.fromkeys(("born_year", "born_from", "born_to"), pa.int64()),
        "phone": _TEXT,
        **dict.fromkeys(("phones", "emails"), _WORDS),
        **dict.fromkeys(("postcode", "outcode"), _TEXT),
    }
)


class PeopleLearner:
    """People in a DuckDB of their own, numbered from 0 as they are added.

    With a ``cluster`` (``spark://…``) they are trained on there.
    """

    def __init__(
        self, settings: TrainingPlan = TRAINING, *, threads: int = 2, cluster: str = ""
    ) -> None:
        self._settings, self._added, self._cluster = settings, 0, cluster
        self.connection = open_training_database(threads=threads)

    def __enter__(self) -> PeopleLearner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    def add(self, people: Iterable[tuple[Columns, Iterable[int]]]) -> None:
        """Take in people, each with the keys that they are found by."""
        known = [(columns, list(keys)) for columns, keys in people]
        rows = [
            {**fill_person(columns), "id": self._added + n}
            for n, (columns, _) in enumerate(known)
        ]
        keyed = [
            (key, self._added + n) for n, (_, own) in enumerate(known) for key in own
        ]
        add_records(self.connection, make_records_table(rows), keys_table(keyed))
        self._added += len(known)

    def learn(self) -> TrainedModel:
        """The model of everybody added; raises UnfitModel."""
        with self._engine() as engine:
            batch.make_pairs(engine, BLOCKING)
            model = training.train_model(engine, PEOPLE, self._settings)
        model.check(PEOPLE)
        return model

    def pairs(self, most: int) -> tuple[int, list[tuple[int, int]]]:
        """How many pairs are worth a look, and at most so many, the same each time."""
        engine = DuckDB(self.connection)
        made = batch.make_pairs(engine, BLOCKING)
        scattered = f"{engine.dialect.scattered}(join_key_l, join_key_r)"
        some = engine.rows(
            f"select join_key_l, join_key_r from {batch.PAIRS}"
            f" order by {scattered} limit {most}"
        )
        return made, [(left, right) for left, right in some]

    def _engine(self) -> AbstractContextManager[Engine]:
        if not self._cluster:
            return nullcontext(DuckDB(self.connection))
        # By name: its packages are there only where a cluster is.
        spark = importlib.import_module("unhidden.linkage.spark")
        held = (
            self.connection.table(name).to_arrow_table() for name in (RECORDS, KEYS)
        )
        on_cluster: AbstractContextManager[Engine] = spark.running(self._cluster, *held)
        return on_cluster


def open_training_database(*, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A DuckDB with the tables ``records`` and ``record_keys``, empty."""
    connection = connect_duckdb(threads=threads)
    connection.register("none", SCHEMA.empty_table())
    connection.execute(f"create table {RECORDS} as select * from none")
    connection.execute(f"create table {KEYS} (key bigint, id bigint)")
    return connection


def add_records(
    connection: duckdb.DuckDBPyConnection, rows: pa.Table, keys: pa.Table
) -> None:
    """Add records (``table``) and their keys (``keys_table``)."""
    connection.register("more", rows)
    connection.execute(f"insert into {RECORDS} select * from more")
    connection.register("more_keys", keys)
    connection.execute(f"insert into {KEYS} select * from more_keys")


def keys_table(keyed: Sequence[tuple[int, int]]) -> pa.Table:
    """Pairs of a key and the ``id`` of whose it is."""
    held = pa.array([key for key, _ in keyed], pa.int64())
    ids = pa.array([number for _, number in keyed], pa.int64())
    return pa.table({"key": held, "id": ids})


def make_records_table(rows: Sequence[Columns]) -> pa.Table:
    """Rows of columns, of the types that ``records`` has."""
    return pa.Table.from_pylist(list(rows), schema=SCHEMA)

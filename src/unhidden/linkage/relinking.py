"""Everything held against everything: pairs from the keys that mentions share.

People are weighed by Splink, under each of their names, on DuckDB or on the Spark
cluster that is named; other kinds by a rule that is handed in. The web sites never load
this module: it brings what takes hundreds of megabytes.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from unhidden.linkage import batch, limits
from unhidden.linkage.engines import KEYS, RECORDS, DuckDB, Engine, connect_duckdb
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.pairs import BlockingLimits, pairs_sql
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.people_training import BLOCKING, SCHEMA, keys_table
from unhidden.linkage.person_profiles import fill_person
from unhidden.linkage.relatives import RELATIVE
from unhidden.linkage.run_folders import RunFolders

PERSON = "person"
#: A weight below says no more than that nothing was compared (clusters.JoiningRule).
LEAST = -5.0
#: Among so few every pair that shares a key is worth a look, as it is at the desk.
FEW, OF_FEW = 50_000, BlockingLimits(cap=100)
#: Of other kinds a key that more have is no sign that two are one.
OTHERS = BlockingLimits(cap=50)
AT_ONCE, MOST_MEMORY = 20_000, "4GB"
_OTHERS, _OTHER_KEYS, _FOUND = "others", "other_keys", "found_links"
_PEOPLE = pa.schema([*SCHEMA, pa.field("mention", pa.int64())])
_THINGS = pa.schema(
    [
        pa.field("id", pa.int64()),
        pa.field("kind", pa.string()),
        pa.field("profile", pa.string()),
    ]
)
_LINKS = pa.schema(
    [
        pa.field("id_l", pa.int64()),
        pa.field("id_r", pa.int64()),
        pa.field("bits", pa.float64()),
        pa.field("is_related", pa.bool_()),
    ]
)
Profile = Mapping[str, Any]
#: Two mentions, their bits, and whether they may be relatives.
NumberedLink = tuple[int, int, float, bool]
#: What two profiles of one kind weigh, in bits, or None where that says nothing.
ThingComparer = Callable[[str, Profile, Profile], float | None]


@dataclass(frozen=True, slots=True)
class TracedMention:
    """A mention as it is compared: its kind, its profile, and its keys."""

    kind: str
    profile: Profile
    keys: tuple[int, ...]


class MentionLinker:
    """Mentions in a DuckDB of their own, numbered from 0 as they are added.

    ``folders`` say where the files of this run go. With a ``cluster`` (any master that
    Spark takes) people are weighed there: its executors read them as Parquet from that
    folder, and leave what they found in it; ``config`` is Spark's.
    """

    def __init__(
        self,
        folders: RunFolders,
        *,
        cluster: str = "",
        threads: int = 2,
        config: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.cluster, self._config = cluster, config
        self._folders, self._threads = folders, threads
        self._open = ExitStack()
        self._mentions = self._records = 0

    def __enter__(self) -> MentionLinker:
        self.folder = self._open.enter_context(self._folders.open_folder())
        self._connection = self._open.enter_context(
            _open_database(self.folder, self._threads)
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def add_mentions(self, mentions: Iterable[TracedMention]) -> None:
        """Take in mentions, each with the keys that it is found by."""
        people: list[dict[str, Any]] = []
        things: list[dict[str, Any]] = []
        keyed: dict[str, list[tuple[int, int]]] = {KEYS: [], _OTHER_KEYS: []}
        for mention in mentions:
            number = self._mentions
            self._mentions += 1
            is_person = mention.kind == PERSON
            held = keyed[KEYS if is_person else _OTHER_KEYS]
            held += [(key, number) for key in mention.keys]
            if is_person:
                people += self._under_each_name(mention, number)
            else:
                text = json.dumps(mention.profile)
                things.append({"id": number, "kind": mention.kind, "profile": text})
        self._insert(RECORDS, pa.Table.from_pylist(people, schema=_PEOPLE))
        self._insert(_OTHERS, pa.Table.from_pylist(things, schema=_THINGS))
        for table, pairs in keyed.items():
            self._insert(table, keys_table(pairs))

    def _under_each_name(
        self, mention: TracedMention, number: int
    ) -> list[dict[str, Any]]:
        rows = [
            {**fill_person(columns), "id": self._records + n, "mention": number}
            for n, columns in enumerate(mention.profile["names"])
        ]
        self._records += len(rows)
        return rows

    def _insert(self, table: str, rows: pa.Table) -> None:
        self._connection.register("more", rows)
        self._connection.execute(f"insert into {table} select * from more")

    def weigh_people(self, model: TrainedModel) -> None:
        """Weigh the people that share keys, each pair under its best two names."""
        with self._open_engine() as engine:
            blocking = OF_FEW if self._mentions <= FEW else BLOCKING
            made = pairs_sql(blocking)
            engine.make(batch.PAIRS, _PAIRS_OF_NAMES.format(pairs=made))
            table = batch.predict_pairs(engine, PEOPLE, model, least=LEAST)
            related = limits.make_limited_pairs(
                engine, PEOPLE, RELATIVE, pairs=batch.PAIRS
            )
            self._take_links(
                engine, _BEST_OF_NAMES.format(table=table, related=related)
            )

    def weigh_things(self, compare: ThingComparer) -> None:
        """Weigh everything else that shares keys."""
        found: list[NumberedLink] = []
        cursor = self._connection.cursor().execute(_PAIRS_OF_THINGS)
        while some := cursor.fetchmany(AT_ONCE):
            for left, right, kind, *profiles in some:
                bits = compare(kind, *map(json.loads, profiles))
                if bits is not None and bits >= LEAST:
                    found.append((left, right, bits, False))
        columns = _LINKS.names
        rows = [dict(zip(columns, link, strict=True)) for link in found]
        self._insert(_FOUND, pa.Table.from_pylist(rows, schema=_LINKS))

    def list_links(self, ask: float) -> Iterator[list[NumberedLink]]:
        """What was found, so many at once, in a fixed order.

        Pairs of at least ``ask`` bits, and the weaker ones between mentions that have
        such pairs: they speak against a group.
        """
        cursor = self._connection.cursor().execute(_WORTHY, [ask])
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows

    def _open_engine(self) -> AbstractContextManager[Engine]:
        if not self.cluster:
            return nullcontext(DuckDB(self._connection))
        for table in (RECORDS, KEYS):
            self._connection.execute(
                f"copy {table} to '{self._path(table)}' (format parquet)"
            )
        # By name: its packages are there only where a cluster is.
        spark = importlib.import_module("unhidden.linkage.spark")
        own = {
            "spark.local.dir": str(self.folder / "local"),
            "spark.sql.warehouse.dir": str(self.folder / "warehouse"),
        }
        on_cluster: AbstractContextManager[Engine] = spark.running(
            self.cluster,
            self._path(RECORDS),
            self._path(KEYS),
            **{**own, **self._config},
        )
        return on_cluster

    def _take_links(self, engine: Engine, asked: str) -> None:
        """Add what the engine found, which comes back as Parquet from either."""
        path = self._path(_FOUND)
        engine.write_query(asked, path)
        self._connection.execute(
            f"insert into {_FOUND} select * from read_parquet('{path}/*.parquet')"
        )

    def _path(self, table: str) -> str:
        return str(self.folder / f"{table}.parquet")


@contextmanager
def _open_database(folder: Path, threads: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in memory, whose overflow goes to the folder of the run."""
    connection = connect_duckdb(
        threads=threads,
        memory_limit=MOST_MEMORY,
        temp_directory=str(folder / "spill"),
        preserve_insertion_order=False,
    )
    try:
        made = {RECORDS: _PEOPLE, _OTHERS: _THINGS, _FOUND: _LINKS}
        for table, schema in made.items():
            connection.register("none", schema.empty_table())
            connection.execute(f"create table {table} as select * from none")
        for table in (KEYS, _OTHER_KEYS):
            connection.execute(f"create table {table} (key bigint, id bigint)")
        yield connection
    finally:
        connection.close()


#: Keys are of mentions; what is weighed are the names of each.
_PAIRS_OF_NAMES = f"""
select '0' as match_key, one.id as join_key_l, other.id as join_key_r
  from ({{pairs}}) p
  join {RECORDS} one on one.mention = p.join_key_l
  join {RECORDS} other on other.mention = p.join_key_r
"""
#: Under which two names a pair weighs most, and whether they may be relatives by those.
#: Relatives who weigh too little to be listed are kept besides: no group joins them.
_BEST_OF_NAMES = f"""
select one.mention as id_l, other.mention as id_r, max(w.bits) as bits,
       max_by(w.is_related, w.bits) as is_related
  from (select w.id_l, w.id_r, w.match_weight as bits, r.id_l is not null as is_related
          from {{table}} w
          left join {{related}} r on r.id_l = w.id_l and r.id_r = w.id_r
        union all
        select r.id_l, r.id_r, {LEAST} as bits, true as is_related
          from {{related}} r
          left join {{table}} w on w.id_l = r.id_l and w.id_r = r.id_r
         where w.id_l is null) w
  join {RECORDS} one on one.id = w.id_l
  join {RECORDS} other on other.id = w.id_r
 group by one.mention, other.mention
"""
_PAIRS_OF_THINGS = f"""
select one.id, other.id, one.kind, one.profile, other.profile
  from ({pairs_sql(OTHERS, keys=_OTHER_KEYS)}) p
  join {_OTHERS} one on one.id = p.join_key_l
  join {_OTHERS} other on other.id = p.join_key_r
 where one.kind = other.kind
 order by one.id, other.id
"""
_WORTHY = f"""
with worthy as (select * from {_FOUND} where bits >= $1),
ends as (select id_l as id from worthy union select id_r from worthy)
select id_l, id_r, bits, is_related from {_FOUND} f
 where bits >= $1
    or (f.id_l in (select id from ends) and f.id_r in (select id from ends))
 order by bits desc, id_l, id_r
"""

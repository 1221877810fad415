"""A desk of the second population, and what the product's own search says of people.

Written and asked as ``benchmarks/linkage/desk.py`` has it: the product's tables, an
analyst behind the wall, traces as the desk makes them, its retrieval and its order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import psycopg

from benchmarks.linkage import desk
from benchmarks.linkage.second.errors import Report
from benchmarks.linkage.second.tracing import PERSON, trace_report, trace_reports
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.intelligence.reports.queries.looking import MOST_SHOWN
from unhidden.intelligence.subjects.queries.matching import (
    MatchCandidate,
    pick_relatives,
    rank_candidates,
    split_by_weight,
)
from unhidden.intelligence.subjects.rules import matching
from unhidden.linkage.engines import KEYS, RECORDS
from unhidden.linkage.people_training import add_records, open_training_database

#: What the product advises of what it calls likely.
LIKELY = "suggest"
_AT_ONCE, _IN_A_TEXT = 5_000, 20


Weighed = tuple[tuple[float, bool], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one report.

    ``rank`` is that of the first true mention, from 0. Of candidates there are weights,
    each with whether it is the same person: ``scored`` are all but those ``related``,
    of whom the page says only that they may be relatives, and ``asked`` those that it
    asks about. ``is_likely`` says that it calls something likely, true or not.
    """

    report: Report
    rank: int | None
    scored: Weighed
    related: Weighed
    asked: Weighed
    is_shown: bool
    is_likely: bool

    @property
    def is_asked(self) -> bool:
        """Whether anything at all is asked about."""
        return bool(self.asked)

    @property
    def is_matched(self) -> bool:
        """Whether the same person is asked about."""
        return any(is_right for _, is_right in self.asked)


Known = Mapping[UUID, int]


def fill_desk(address: str, reports: Sequence[Report]) -> Known:
    """Let the desk have these mentions alone; gives whom each is of."""
    with (
        TemporaryDirectory(prefix="unhidden-second-") as name,
        psycopg.connect(address, autocommit=True) as connection,
    ):
        _prepare(Path(name), reports)
        desk.empty(connection)
        desk.fill(connection, Path(name), desk.analyst(), others=False)
        desk.make_ready(connection)
    return {desk.mention_of(n): each.resident for n, each in enumerate(reports)}


def _prepare(folder: Path, reports: Sequence[Report]) -> None:
    connection = open_training_database(threads=2)
    starts = range(0, len(reports), _AT_ONCE)
    some = [reports[start : start + _AT_ONCE] for start in starts]
    if len(some) == 1:
        add_records(connection, *trace_reports(some[0], 0))
    else:
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            for rows, keys in pool.map(trace_reports, some, starts):
                add_records(connection, rows, keys)
    for table in (RECORDS, KEYS):
        path = folder / f"{table}.parquet"
        connection.execute(f"copy {table} to '{path}' (format parquet)")
    connection.close()


def ask_desk(actor: Actor, reports: Sequence[Report], known: Known) -> list[Answer]:
    """Each asked about, twenty in a text, and never written."""
    found = []
    for start in range(0, len(reports), _IN_A_TEXT):
        some = reports[start : start + _IN_A_TEXT]
        with acting_as(actor):
            ranked = rank_candidates([(PERSON, trace_report(each)) for each in some])
        found += [
            _answered(report, candidates, known)
            for report, candidates in zip(some, ranked, strict=True)
        ]
    return found


def _answered(report: Report, ranked: Sequence[MatchCandidate], known: Known) -> Answer:
    def of(some: Sequence[MatchCandidate]) -> Weighed:
        return tuple(
            (each.comparison.bits, known[each.mention_id] == report.resident)
            for each in some
        )

    worthy, weak = split_by_weight(ranked)
    relatives = pick_relatives(ranked)
    shown = of((worthy + relatives or weak)[:MOST_SHOWN])
    rank = next((n for n, (_, is_right) in enumerate(of(ranked)) if is_right), None)
    return Answer(
        report,
        rank,
        of([each for each in ranked if not each.comparison.related_by]),
        of(relatives),
        of(worthy),
        any(is_right for _, is_right in shown),
        any(matching.advise_comparison(each.comparison) == LIKELY for each in ranked),
    )

"""One person against all, at once; and the same asked of Splink beside it.

Also whether the truth is among the candidates, for people of each origin.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import mean, median

import duckdb
from splink import block_on

from benchmarks.linkage import asking, people_model
from benchmarks.linkage.asking import Answer, Known
from benchmarks.linkage.lines import measure, percentile
from benchmarks.linkage.population import Saying
from unhidden.access.actor import Actor
from unhidden.linkage import batch
from unhidden.linkage.engines import RECORDS, DuckDB
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.person_profiles import make_person_columns

# Below this a person is not asked whether two are one: as likely as not.
ASK_BITS = 0.0
WARM_UP, SEED = 50, 5
MILLISECONDS, PER_CENT, AVERAGE = 1_000, 100, 0.5
# A text with so many people is asked about for so many asked about alone.
ENTITIES, BETWEEN = 10, 30

# What two of one person have in common in HMPPS's manner: eight exact rules.
RULES = (
    ("phone",),
    ("ends", "born_year"),
    ("sounds", "born_year"),
    ("sounds", "outcode"),
    ("born", "last"),
    ("born", "first"),
    ("postcode", "last"),
    ("postcode", "first"),
)


def lines(actor: Actor, file: Sequence[int], asked: int) -> Iterator[dict[str, object]]:
    """Speed and recall of one new saying against a file of these humans' records."""
    known = Known()
    known.add(file)
    people, records = max(known.records) + 1, len(file)
    sayings = asking.sayings(asked + WARM_UP, people, SEED, beyond=people // 5)
    answers = [asking.ask(actor, each, known) for each in sayings][WARM_UP:]
    took = [each.seconds * MILLISECONDS for each in answers]
    shown = mean(each.candidates for each in answers)
    yield measure("rows", records, "people")
    yield measure("p50_ms", median(took), "ms", rows=records, candidates=round(shown))
    yield measure("p95_ms", percentile(took, 0.95), "ms", rows=records)
    texts = [sayings[n : n + ENTITIES] for n in range(WARM_UP, len(sayings), BETWEEN)]
    tens = [asking.timed(actor, each)[0] * MILLISECONDS for each in texts]
    yield measure("ten_entities_p95_ms", percentile(tens, 0.95), "ms", rows=records)
    yield from _found(answers, known)


def _found(answers: Sequence[Answer], known: Known) -> Iterator[dict[str, object]]:
    there = [each for each in answers if each.asked.human in known.records]
    found = [each.rank for each in there if each.rank is not None]
    yield measure("candidate_recall", len(found) / len(there), "share", of=len(there))
    ten = sum(rank < asking.SHOWN for rank in found)
    yield measure("recall_at_10", ten / len(there), "share")
    yield measure(
        "shown_recall",
        mean(each.is_shown for each in there),
        "share",
        matched=round(mean(each.is_matched for each in there), 4),
    )
    asked = [
        each for each in answers if each.best is not None and each.best >= ASK_BITS
    ]
    right = sum(each.best_is_right for each in asked)
    yield measure(
        "precision_at_ask", right / len(asked), "share",
        bits=ASK_BITS, recall=round(right / len(there), 4),
    )  # fmt: skip
    yield from _by_origin(there, asked)


def _by_origin(
    there: Sequence[Answer], asked: Sequence[Answer]
) -> Iterator[dict[str, object]]:
    """How far apart origins are: among the candidates, asked about, and shown."""
    found = _shares((each.asked.origin, each.rank is not None) for each in there)
    false = _shares((each.asked.origin, not each.best_is_right) for each in asked)
    yield measure("origin_gap_points", _gap(found), "points", found=found, false=false)
    matched = _shares((each.asked.origin, each.is_matched) for each in there)
    yield measure("origin_match_gap_points", _gap(matched), "points", matched=matched)
    shown = _shares((each.asked.origin, each.is_shown) for each in there)
    yield measure("origin_shown_gap_points", _gap(shown), "points", shown=shown)


def _shares(said: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """In how many of a hundred it is so, by origin."""
    by: dict[str, list[bool]] = defaultdict(list)
    for origin, is_so in said:
        by[origin].append(is_so)
    return {name: round(mean(rows) * PER_CENT, 1) for name, rows in by.items()}


def _gap(shares: Mapping[str, float]) -> float:
    return max(shares.values()) - min(shares.values())


def splink_beside(
    connection: duckdb.DuckDBPyConnection,
    model: TrainedModel,
    sayings: Sequence[Saying],
    ours: float,
) -> Iterator[dict[str, object]]:
    """Splink's ``predict_between`` on the same records, the same model, eight rules."""
    engine = DuckDB(connection)
    linker, api = batch.open_linker(engine, PEOPLE, model)
    batch.give_frequencies(linker, api, engine, PEOPLE, model)
    existing = api.register(RECORDS, table_name="existing")
    took = []
    for number, saying in enumerate(sayings):
        row = make_person_columns(saying.person, -1 - number)
        connection.execute(
            "create or replace table asked as select * from records limit 0"
        )
        connection.register("one", people_model.make_records_table([row]))
        connection.execute("insert into asked select * from one")
        new = api.register("asked", table_name=f"asked_{number}")
        began = time.perf_counter()
        found = linker.inference.predict_between(
            existing,
            new,
            blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
            warning_mode="never",
        )
        connection.execute(f"select * from {found.physical_name}").fetchall()
        took.append((time.perf_counter() - began) * MILLISECONDS)
    beside = median(took)
    yield measure("p50_ms_splink", beside, "ms", asked=len(took))
    yield measure("p95_ms_splink", percentile(took, 0.95), "ms")
    yield measure("speedup_vs_splink", beside / ours, "times")

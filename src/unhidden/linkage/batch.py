"""All records against all: Splink 5 with our pairs and weights, on either engine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from splink import Linker

from unhidden.linkage import limits
from unhidden.linkage.engines import RECORDS, Engine, fetch_first_value
from unhidden.linkage.model import TrainedModel, build_share_lookup
from unhidden.linkage.pairs import BlockingLimits, pairs_sql
from unhidden.linkage.spec import ComparisonSpec
from unhidden.linkage.splink_settings import make_splink_settings

PAIRS = "candidate_pairs"


def make_pairs(engine: Engine, blocking: BlockingLimits) -> int:
    """Write ``candidate_pairs``; how many there are."""
    engine.make(PAIRS, pairs_sql(blocking))
    return int(fetch_first_value(engine, f"select count(*) from {PAIRS}"))


def make_some_pairs(engine: Engine, blocking: BlockingLimits, most: int) -> None:
    """Write at most so many ``candidate_pairs``, the same ones each time."""
    scattered = engine.dialect.scattered
    engine.make(
        PAIRS,
        f"select * from ({pairs_sql(blocking)})"
        f" order by {scattered}(join_key_l, join_key_r) limit {most}",
    )


def predict_pairs(
    engine: Engine,
    spec: ComparisonSpec,
    model: TrainedModel,
    *,
    least: float | None,
    keep: Sequence[str] = (),
    pairs: str = PAIRS,
) -> str:
    """Weigh ``candidate_pairs``; the name of the table that Splink made.

    It has ``id_l``, ``id_r``, ``match_weight``; with ``keep``, also the degrees of
    each comparison as ``gamma_…`` and those columns of both records. The model may
    have been trained on another engine. The weights are held to the specification's
    limits: ``limited_by`` says by which.
    """
    weighed = weigh_pairs(engine, spec, model, least=least, keep=keep, pairs=pairs)
    return limits.limit_weights(engine, spec, weighed, least)


def weigh_pairs(
    engine: Engine,
    spec: ComparisonSpec,
    model: TrainedModel,
    *,
    least: float | None,
    keep: Sequence[str] = (),
    pairs: str = PAIRS,
) -> str:
    """As ``predict_pairs``, but every agreement counts, as weights are learnt."""
    model.check(spec)
    linker, api = open_linker(engine, spec, model, keep=keep)
    give_frequencies(linker, api, engine, spec, model)
    linker.table_management.register_blocked_pairs_for_predict(api.register(pairs))
    predicted = linker.inference.predict(
        threshold_match_weight=least, warning_mode="never"
    )
    return str(predicted.physical_name)


def open_linker(
    engine: Engine,
    spec: ComparisonSpec,
    model: TrainedModel | None,
    *,
    keep: Sequence[str] = (),
) -> tuple[Linker, Any]:
    """Splink's linker over ``records``, and its way to the engine."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = engine.splink()
    said = make_splink_settings(spec, engine.dialect.name, model, keep=keep)
    return Linker(api.register(RECORDS), said, log_level="ERROR"), api


def give_frequencies(
    linker: Linker,
    api: Any,
    engine: Engine,
    spec: ComparisonSpec,
    model: TrainedModel,
) -> None:
    """Let Splink take the shares that the desk takes, not those of these records."""
    find_share = build_share_lookup(spec, model)
    for column in spec.frequencies():
        made = _make_frequencies(engine, column, partial(find_share, column))
        linker.table_management.register_term_frequency_lookup(
            api.register(made), column
        )


def list_weighed_pairs(engine: Engine, table: str) -> list[tuple[Any, Any, float]]:
    """The weighed pairs of a table that ``predict_pairs`` named, in a fixed order."""
    asked = f"select id_l, id_r, match_weight from {table} order by id_l, id_r"
    return [(left, right, bits) for left, right, bits in engine.rows(asked)]


def _make_frequencies(
    engine: Engine, column: str, find_share: Callable[[object], float]
) -> str:
    """A table of the share of every value that is there."""
    name, known = f"tf_of_{column}", f"known_{column}"
    values = engine.rows(
        f"select distinct cast({column} as string) from {RECORDS}"
        f" where {column} is not null"
    )
    engine.take(known, {value: find_share(value) for (value,) in values})
    engine.make(
        name, f"select known_value as {column}, share as tf_{column} from {known}"
    )
    return name

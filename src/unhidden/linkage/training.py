"""Train a model without labels: Splink 5, then one more pass over all pairs.

1. u by Splink, from pairs taken at random; of a level that is one column's equality,
   exactly, from the column's own counts.
2. m by Splink's expectation maximisation under a few blocking rules. A rule under which
   a level is never met among matches makes Splink stop ("m_probability value 0.0"): it
   is left out.
3. Expectation maximisation over every candidate pair and all comparisons at once, with
   term frequencies, u held still (``expectation.py``). Each level ends with a weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from math import log2
from typing import Any

from splink import block_on
from splink.internals.linker import Linker

from unhidden.linkage import batch, expectation
from unhidden.linkage.engines import RECORDS, Engine, fetch_first_value
from unhidden.linkage.model import LevelWeight, TrainedModel
from unhidden.linkage.spec import (
    ELSE,
    AgreementLevel,
    ComparisonSpec,
    FieldComparison,
)

# What Splink begins from and what is left where nothing was learnt.
_AGREES, _DIFFERS = 0.9, 0.1
_HALF_A_PAIR = 0.5


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """How a model is trained; ``rules`` are columns whose equality makes pairs."""

    rules: Sequence[Sequence[str]]
    sampled_pairs: int = 2_000_000
    em_pairs: int = 1_000_000
    looked_at_pairs: int = 2_000_000
    least_count: int = 2
    rounds: int = 25
    seed: int = 7


def train_model(
    engine: Engine, spec: ComparisonSpec, training: TrainingPlan
) -> TrainedModel:
    """The model of ``records``, whose ``candidate_pairs`` are made already."""
    first = begin(engine, spec, training)
    return improve(engine, spec, first, training)


def begin(engine: Engine, spec: ComparisonSpec, training: TrainingPlan) -> TrainedModel:
    """Steps 1 and 2: what Splink learns."""
    linker, _ = batch.open_linker(engine, spec, None)
    linker.training.estimate_u_using_random_sampling(
        max_pairs=training.sampled_pairs, seed=training.seed, min_count_per_level=None
    )
    for rule in training.rules:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*rule),
                estimate_without_term_frequencies=True,
                max_pairs=training.em_pairs,
            )
        except ValueError as error:
            if "below the minimum" not in str(error):
                raise
    learnt = _learnt(linker)
    population = fetch_first_value(engine, f"select count(*) from {RECORDS}")
    shares = {
        column: _shares(engine, column, spec.told_apart, training.least_count)
        for column in spec.counted_columns()
    }
    weights = {
        comparison.name: _weights(
            engine, comparison, learnt[comparison.name], training.sampled_pairs
        )
        for comparison in spec.comparisons
    }
    return TrainedModel(
        spec=spec.name,
        spec_hash=spec.hash(),
        chance=min(0.5, 1 / population),
        population=population,
        weights=weights,
        frequencies=shares,
        floor=(training.least_count - 1) / population,
        versions={
            name: version(name) for name in ("splink", engine.package, "rapidfuzz")
        },
        counted=population,
    )


def improve(
    engine: Engine,
    spec: ComparisonSpec,
    model: TrainedModel,
    training: TrainingPlan,
) -> TrainedModel:
    """Step 3: the weights under which the candidate pairs together are likeliest."""
    pairs, share = _sampled(engine, training.looked_at_pairs)
    table = batch.weigh_pairs(
        engine, spec, model, least=None, keep=(spec.key,), pairs=pairs
    )
    patterns = _patterns(engine, spec, table)
    total = model.population * (model.population - 1) / 2 * share
    chance, weights = expectation.maximise_expectation(
        spec, model, patterns, total, training.rounds
    )
    return replace(model, chance=chance, weights=weights)


def _sampled(engine: Engine, most: int) -> tuple[str, float]:
    """About so many of the candidate pairs, the same ones each time; their share."""
    every = int(fetch_first_value(engine, f"select count(*) from {batch.PAIRS}"))
    if every <= most:
        return batch.PAIRS, 1.0
    said = engine.dialect
    scattered = f"{said.scattered}(join_key_l, join_key_r)"
    engine.make(
        "sampled_pairs",
        f"select * from {batch.PAIRS}"
        f" where {said.remainder}({scattered}, {every}) < {most}",
    )
    taken = int(fetch_first_value(engine, "select count(*) from sampled_pairs"))
    return "sampled_pairs", taken / every


def _patterns(
    engine: Engine, spec: ComparisonSpec, table: str
) -> list[expectation.AgreementPattern]:
    """The kinds of pairs there are: degrees, rarity to a quarter of a bit, how many."""
    gammas = [f"gamma_{comparison.name}" for comparison in spec.comparisons]
    there = set(engine.columns(table))
    named = (f"mw_tf_adj_{comparison.name}" for comparison in spec.comparisons)
    rarities = [name for name in named if name in there]
    rarity = " + ".join(rarities) or "0.0"
    asked = (
        f"select {', '.join(gammas)}, round(4 * ({rarity})) / 4 as rarity, count(*)"
        f" from {table} group by all order by all"
    )
    coded = [(*comparison.codes()[::-1],) for comparison in spec.comparisons]
    return [
        expectation.AgreementPattern(
            tuple(
                None if gamma < 0 else codes[gamma]
                for codes, gamma in zip(coded, row, strict=False)
            ),
            row[-2],
            row[-1],
        )
        for row in engine.rows(asked)
    ]


def _learnt(linker: Linker) -> dict[str, dict[str, dict[str, Any]]]:
    """Splink's levels by comparison and code."""
    told = linker.misc.save_model_to_json()
    return {
        comparison["output_column_name"]: {
            level.get("label_for_charts", ELSE): level
            for level in comparison["comparison_levels"]
        }
        for comparison in told["comparisons"]
    }


def _weights(
    engine: Engine,
    comparison: FieldComparison,
    learnt: Mapping[str, Mapping[str, Any]],
    sampled: int,
) -> dict[str, LevelWeight]:
    codes = comparison.codes()
    least = _HALF_A_PAIR / sampled
    given = {level.code: level for level in comparison.levels}
    us = {code: learnt[code].get("u_probability") or least for code in codes}
    if not learnt[ELSE].get("u_probability"):
        # Where nobody has the value, two taken at random differ like any others.
        us[ELSE] = 1 - sum(us[code] for code in codes if code != ELSE)
    if comparison.differs_u is not None:
        us[ELSE] = comparison.differs_u
    is_first = True  # of the levels whose u is to be learnt
    for code, level in given.items():
        if level.u is not None:
            us[code] = level.u
            continue
        is_exact = level.is_equality and (is_first or us[code] <= least)
        # Where m is conditional, so is u: what two who have such a value share it by.
        if level.frequency and (is_exact or level.is_conditional):
            us[code] = max(_collisions(engine, level.frequency), least / 10)
        is_first = False
    start = {
        code: (_DIFFERS if code == ELSE else _AGREES / max(1, len(codes) - 1))
        for code in codes
    }
    ms = {
        code: max(learnt[code].get("m_probability") or start[code], expectation.LEAST_M)
        for code in codes
    }
    for code, level in given.items():
        if level.m is not None:
            ms[code] = level.m
    total = sum(ms.values())
    weights = {
        code: LevelWeight(ms[code] / total, min(us[code], 1.0)) for code in codes
    }
    shifts = {code: _shift(engine, level, us[code]) for code, level in given.items()}
    return {
        code: replace(weight, shift=shifts.get(code, 0.0))
        for code, weight in weights.items()
    }


def _shift(engine: Engine, level: AgreementLevel, u: float) -> float:
    """How much rarer a value mostly is than the level, for as much as rarity counts.

    Where m is given, it is so among those of whom there is such a value: its share
    alone is u.
    """
    if not level.frequency or level.is_conditional:
        return 0.0
    mostly = _collisions(engine, level.frequency)
    return level.counts * (log2(mostly) - log2(u)) if mostly else 0.0


def _collisions(engine: Engine, column: str) -> float:
    """The chance of two records taken at random to have the same value."""
    return float(
        fetch_first_value(
            engine,
            f"select coalesce(sum(n * (n - 1)) / nullif(sum(n) * (sum(n) - 1), 0), 0)"
            f" from (select cast(count(*) as double) as n from {RECORDS}"
            f" where {column} is not null group by {column})",
        )
    )


def _shares(
    engine: Engine, column: str, told_apart: str, least: int
) -> dict[str, float]:
    """The share of each value that is met so often; what is told apart counts once."""
    each = f"count(distinct {told_apart})" if told_apart else "count(*)"
    found = engine.rows(
        "select value, n / total from (select value, n, sum(n) over () as total from"
        f" (select cast({column} as string) as value, {each} as n from {RECORDS}"
        f" where {column} is not null group by {column}))"
        f" where n >= {least} order by value"
    )
    return dict(found)

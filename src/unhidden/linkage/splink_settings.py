"""A specification, with or without trained weights, as Splink's settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from unhidden.linkage.conditions import DIALECTS, Dialect, DialectName
from unhidden.linkage.model import LevelWeight, TrainedModel
from unhidden.linkage.spec import (
    ABSENT,
    ELSE,
    AgreementLevel,
    ComparisonSpec,
    FieldComparison,
)

# Where no weights are given Splink wants something to begin from.
UNTRAINED_CHANCE = 1e-4


def make_splink_settings(
    spec: ComparisonSpec,
    dialect: DialectName,
    model: TrainedModel | None = None,
    *,
    keep: Sequence[str] = (),
) -> dict[str, Any]:
    """Settings of Splink 5 for one table that is compared with itself.

    A model trained on one engine serves every other: its weights are put into the SQL
    of this dialect.
    """
    spoken = DIALECTS[dialect]
    comparisons = [
        _comparison(each, spoken, model, keep=bool(keep)) for each in spec.comparisons
    ]
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": spec.key,
        "sql_dialect": dialect,
        "probability_two_random_records_match": (
            model.chance if model else UNTRAINED_CHANCE
        ),
        "comparisons": comparisons,
        # The pairs are ours: see unhidden.linkage.pairs.
        "blocking_rules_to_generate_predictions": [],
        # The degrees come along only with the columns.
        "retain_matching_columns": bool(keep),
        "retain_intermediate_calculation_columns": bool(keep),
        "additional_columns_to_retain": [each for each in keep if each != spec.key],
    }


def _comparison(
    comparison: FieldComparison,
    dialect: Dialect,
    model: TrainedModel | None,
    *,
    keep: bool,
) -> dict[str, Any]:
    weights = model.weights[comparison.name] if model else {}
    levels: list[dict[str, Any]] = [
        {
            "sql_condition": comparison.absent.sql(dialect),
            "label_for_charts": ABSENT,
            "is_null_level": True,
        }
    ]
    for level in comparison.levels:
        levels.append(_level(level, dialect, weights.get(level.code)))
    last = {"sql_condition": "ELSE", "label_for_charts": ELSE}
    levels.append(last | _weighed(weights.get(ELSE)))
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _level(
    level: AgreementLevel, dialect: Dialect, weight: LevelWeight | None
) -> dict[str, Any]:
    said: dict[str, Any] = {
        "sql_condition": level.when.sql(dialect),
        "label_for_charts": level.code,
    }
    if weight:
        said |= _weighed(weight)
    else:
        given = {"u_probability": level.u, "m_probability": level.m}
        for name, value in given.items():
            if value is not None:
                said |= {name: value, f"fix_{name}": True}
    if level.frequency and weight:
        said |= {
            "tf_adjustment_column": level.frequency,
            "tf_adjustment_weight": level.counts,
            # The level's own u is what the frequency is held against.
            "disable_tf_exact_match_detection": True,
        }
    return said


def _weighed(weight: LevelWeight | None) -> dict[str, Any]:
    if weight is None:
        return {}
    # Splink has no shift: m takes it, since u is what the frequency is held against.
    m = weight.m * 2**weight.shift
    return {"m_probability": m, "u_probability": weight.u}

"""Training without labels: each level gets a weight, and the weights find people."""

from __future__ import annotations

import pytest

from benchmarks.linkage import people_model, truth
from benchmarks.linkage.population import records
from unhidden.linkage import batch, training
from unhidden.linkage.engines import DuckDB
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.training import TrainingPlan


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_model_is_trained_without_labels_and_finds_who_is_said_twice() -> None:
    sayings = list(records(1_500))
    engine = DuckDB(people_model.filled(sayings))
    batch.make_pairs(engine, people_model.BLOCKING)
    few = TrainingPlan(rules=(("born",),), sampled_pairs=50_000, rounds=15)

    model = training.train_model(engine, PEOPLE, few)
    table = batch.predict_pairs(engine, PEOPLE, model, least=0.0)
    links = batch.list_weighed_pairs(engine, table)

    model.check(PEOPLE)
    person_of: dict[object, object] = {n: each.human for n, each in enumerate(sayings)}
    right = sum(person_of[left] == person_of[r] for left, r, _ in links)
    found = truth.quality(right, len(links), truth.true_pairs(person_of))
    assert found.precision > 0.97
    assert found.recall > 0.75
    assert _bits(model, "name", "same") > _bits(model, "name", "last") > 0
    assert _bits(model, "name", "differs") < 0


def _bits(model: TrainedModel, comparison: str, level: str) -> float:
    return model.weights[comparison][level].bits

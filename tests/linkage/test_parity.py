"""The online score is Splink's weight, on every level there is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, pairwise

import pytest

from benchmarks.linkage import people_model
from benchmarks.linkage.population import Saying, records
from unhidden.linkage import batch
from unhidden.linkage.conditions import Row
from unhidden.linkage.engines import DuckDB
from unhidden.linkage.frequencies import ValueCounts
from unhidden.linkage.model import LevelWeight, TrainedModel
from unhidden.linkage.people import PEOPLE, BirthDate, PersonRecord, make_person_columns
from unhidden.linkage.scoring import Scorer

SAME = 1e-9
# Levels that a small file does not hold by chance.
_PAIRS = (
    PersonRecord(
        "Sion Rhys Jones", BirthDate(1980, 3, 4), ("+999123456789",), ("a@b.cy",), "L1"
    ),
    PersonRecord(
        "Sion ap Jones",
        BirthDate(1980, 4, 3),
        ("+999123456780",),
        ("A@b.cy",),
        "L1 1AA",
    ),
    PersonRecord(
        "Sean Jones", BirthDate(1980, 3, 9), ("+999123456780",), ("c@b.cy",), "L1 1AB"
    ),
    PersonRecord("Shaun Jonas", BirthDate(1980), ("+999723451780",), (), "N1 1AA"),
    PersonRecord("Shaun Jonas", BirthDate(1981), (), (), "N1 1AA"),
    PersonRecord("Jonas Shaun", BirthDate(1981, 12, 30), (), (), "N2 2BB"),
    PersonRecord("Shaunjonas", BirthDate(1980, 3)),
    PersonRecord("Shaun-jonas Price", BirthDate(1980, 9)),
    PersonRecord("Marta Kowalski"),
    PersonRecord("Marla Kovalsky"),
    PersonRecord("Shaun Price", BirthDate(1981, 5, 17)),
    PersonRecord("Piers Price", BirthDate(1982, 7, 11)),
    PersonRecord("Price Rhiannon Owen", BirthDate(1965, 7, 22)),
    PersonRecord("", None),
    PersonRecord("George Popescu", BirthDate(1965, 7, 20)),
    PersonRecord("Gheorghe Popescu", BirthDate(1965, 6, 21)),
    PersonRecord("Kateryna Popesku", BirthDate(1940, 1, 1)),
    PersonRecord("Caterina Popescu", BirthDate(1999, 11, 13)),
)


# What a desk of two hundred names may have counted: names of these people, and others.
_COUNTED = ValueCounts(
    200,
    {
        "first": {"jonas": 12, "shaun": 30, "george": 4},
        "last": {"jones": 40, "popescu": 4, "shaun": 5, "smith": 9},
        "outcode": {"L1": 60},
        "postcode": {"L11AA": 8},
    },
)


@pytest.mark.parametrize("counts", [None, _COUNTED])
def test_the_online_score_is_the_weight_of_the_batch_on_every_level(
    counts: ValueCounts | None,
) -> None:
    sayings = [
        *(Saying(n, "", person) for n, person in enumerate(_PAIRS)),
        *islice(records(60), 60),
    ]
    rows = {n: make_person_columns(each.person, n) for n, each in enumerate(sayings)}
    engine = DuckDB(people_model.filled(sayings))
    engine.make(
        batch.PAIRS,
        "select '0' as match_key, l.id as join_key_l, r.id as join_key_r"
        " from records l join records r on l.id < r.id",
    )
    model = _model(rows)
    if counts:
        model = model.with_counts(counts)
    scorer = Scorer(PEOPLE, model)

    table = batch.predict_pairs(engine, PEOPLE, model, least=None)
    weighed = batch.list_weighed_pairs(engine, table)

    scores = [scorer.score(rows[left], rows[right]) for left, right, _ in weighed]
    assert len(weighed) == len(rows) * (len(rows) - 1) // 2
    apart = [abs(s.bits - w) for s, (_, _, w) in zip(scores, weighed, strict=True)]
    assert max(apart) < SAME
    met = {(part.what, part.level) for score in scores for part in score.parts}
    assert met >= {(each.name, code) for each, code in PEOPLE.levels()}


def _model(rows: Mapping[int, Row]) -> TrainedModel:
    """Weights that all differ, so that no level can pass for another."""
    weights = {
        each.name: {
            code: LevelWeight(0.9 / (n + k + 2), 0.01 * (n + 2) * (k + 1) ** 2 / 17)
            for k, code in enumerate(each.codes())
        }
        for n, each in enumerate(PEOPLE.comparisons)
    }
    shares = {
        column: {str(row[column]): 0.03 for row in rows.values() if row["id"] % 3}
        for column in PEOPLE.counted_columns()
    }
    return TrainedModel(
        "people", PEOPLE.hash(), 1e-4, 500, weights, shares, 0.002, {}, 500
    )


def test_a_file_of_people_is_the_same_each_time() -> None:
    first, again = (list(records(300)) for _ in range(2))

    assert first == again
    assert any(one.human == other.human for one, other in pairwise(first))

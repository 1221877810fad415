"""The online score is Splink's weight, on every level there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

import pytest

from benchmarks.linkage import people_model
from benchmarks.linkage.population import Saying, records
from unhidden.linkage import batch, limits
from unhidden.linkage.conditions import Row
from unhidden.linkage.engines import DuckDB
from unhidden.linkage.frequencies import ValueCounts
from unhidden.linkage.model import LevelWeight, TrainedModel
from unhidden.linkage.people import PEOPLE, BirthDate, PersonRecord
from unhidden.linkage.person_profiles import make_person_columns
from unhidden.linkage.relatives import MOST_UNLIKELY, RELATIVE, TOO_LITTLE
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
    PersonRecord("Caterina Popescu", BirthDate(1996, latest=2002)),
    PersonRecord("Caterina Popescu", BirthDate(2003, latest=2004)),
    *(
        PersonRecord(name)
        for name in (
            "Siôn ap Rhys",
            "Rhys ap Siôn",
            "王小明",
            "王小明",
            "Hoxha",
            "王晓明",
            "习近平",
            "Wang Xiao-Ming",
            "عمر بن سعيد",
            "Omar bin Said",
            "Arben Hoxha",
            "Arben Hoxna",
            "Hoxha",
            "Selam Tesfaye",
            "Selam Tesfaye Gebremariam",
            "Selam Gebremariam",
            "Selam Berhane Gebremariam",
            "Selem Tesfai Gebremariam",
            "Tesfai Selam",
            "A. Hoxha",
            "Arber Hoxhallari",
            "Maximilian Brandenberg",
            "Max Brandenburg",
            "Nguyen Thi Hong",
            "Nguyen Thi Hung",
            "Minsu Kim",
            "Kim Min-su",
            "Khodorkovsky Mikhail",
            "Khordorovsky Mikhail",
            "Elon Mosk",
            "Elon Musk",
            "Nur al-Din Sharif",
            "Noureddine Cherif",
            "\u200b",
            "4 5",
            "O'",
            "x",
        )
    ),
)
# Households: one date, number, address or family, and other names or years.
_DAY, _LATER = BirthDate(1960, 4, 3), BirthDate(1985, 9, 12)
_REACHED: tuple[dict[str, Any], ...] = (
    {"postcode": "LL18 1AA"},
    {"phones": ("+447700900123",)},
    {"emails": ("home@example.org",)},
    {},
)
_NAMES = (
    "Ana Popescu", "Ioana Popescu", "Nguyen Thi Lan", "Huong Nguyen", "Nguyen Lan",
    "Rhys ap Siôn", "Siôn ap Rhys", "Kim Min-su", "Minsu Kim", "Kim", "M. Popescu",
)  # fmt: skip


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


def test_a_weight_is_held_down_alike_at_the_desk_and_in_the_batch() -> None:
    people = [
        PersonRecord(name, born, **reached)
        for name in _NAMES
        for born in (_DAY, _LATER, BirthDate(1985), None)
        for reached in _REACHED
    ]
    rows = {n: make_person_columns(each, n) for n, each in enumerate(people)}
    sayings = [Saying(n, "", person) for n, person in enumerate(people)]
    engine = DuckDB(people_model.filled(sayings))
    engine.make(
        batch.PAIRS,
        "select '0' as match_key, l.id as join_key_l, r.id as join_key_r"
        " from records l join records r on l.id < r.id",
    )
    # So few, and so sure of what agrees, that most pairs would be likely.
    model = replace(_model(rows), chance=0.4)
    scorer = Scorer(PEOPLE, model)

    table = batch.predict_pairs(engine, PEOPLE, model, least=None)
    asked = "select id_l, id_r, match_weight, limited_by"
    weighed = engine.rows(f"{asked} from {table}")
    held = limits.make_limited_pairs(engine, PEOPLE, RELATIVE, pairs=batch.PAIRS)
    ends = "select id_l, id_r"
    related = engine.rows(f"{ends} from {held}")
    sure = batch.predict_pairs(engine, PEOPLE, model, least=MOST_UNLIKELY)

    met = set()
    for left, right, bits, limited_by in weighed:
        score = scorer.score(rows[left], rows[right])
        taken = [part for part in score.parts if part.what in {RELATIVE, TOO_LITTLE}]
        met |= {(part.what, part.level) for part in taken}
        assert abs(score.bits - bits) < SAME
        assert limited_by == (taken[0].level if taken else None)
    assert met == {(each.what, each.code) for each in PEOPLE.limits}
    assert set(related) == {
        (left, right)
        for left, right, *_ in weighed
        if any(
            each.what == RELATIVE and each.applies_to(rows[left], rows[right])
            for each in PEOPLE.limits
        )
    }
    assert all(
        bits >= MOST_UNLIKELY for *_, bits in batch.list_weighed_pairs(engine, sure)
    )


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

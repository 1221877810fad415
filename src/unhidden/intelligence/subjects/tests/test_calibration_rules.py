"""What was drawn and judged says how often the weights are right, or nothing yet."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.intelligence.subjects.presenters.calibration import describe_drift
from unhidden.intelligence.subjects.presenters.weighing import words
from unhidden.intelligence.subjects.rules import calibration, drift, subjects
from unhidden.intelligence.subjects.rules.calibration import (
    BANDS,
    LOWEST,
    BandFinding,
    CalibrationBand,
    JudgedPair,
)
from unhidden.intelligence.subjects.rules.drift import ComparedStrangers, DriftReading
from unhidden.intelligence.subjects.rules.matching import load_shipped_weights
from unhidden.intelligence.subjects.rules.subjects import PairJudgement
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.scoring import ScorePart

A, B, C, D = (UUID(int=number) for number in range(1, 5))
NOBODY = UUID(int=99)
WEIGHED = st.dictionaries(
    st.tuples(st.integers(1, 40), st.integers(41, 80)).map(
        lambda pair: (UUID(int=pair[0]), UUID(int=pair[1]))
    ),
    st.floats(-40, 40),
    max_size=80,
)


def judged(
    same: int, different: int, bits: float, *, is_blind: bool = False
) -> list[JudgedPair]:
    verdicts = ["same"] * same + ["different"] * different
    return [JudgedPair(bits, is_blind, verdict) for verdict in verdicts]


@given(WEIGHED, st.integers(0, 2**31))
def test_a_draw_is_of_each_band_alike_and_the_same_for_one_seed(
    weighed: dict[subjects.Pair, float], seed: int
) -> None:
    drawn = calibration.draw_pairs(weighed, seed=seed, each=5)

    assert drawn == calibration.draw_pairs(weighed, seed=seed, each=5)
    assert len({each.pair for each in drawn}) == len(drawn)
    for band in CalibrationBand:
        there = [b for b in weighed.values() if calibration.find_band(b) == band]
        some = [each for each in drawn if calibration.find_band(each.bits) == band]
        assert len(some) == min(5, len(there))
        blind = sum(each.is_blind for each in some)
        assert abs(len(some) - 2 * blind) <= 1
    assert all(each.bits >= LOWEST for each in drawn)


@given(st.lists(st.tuples(st.floats(-40, 40), st.booleans(), st.sampled_from(
    ["same", "different", "unsure", ""]))))  # fmt: skip
def test_every_pair_that_is_worth_a_look_is_counted_once(
    pairs: list[tuple[float, bool, str]],
) -> None:
    found = calibration.count_bands(JudgedPair(*each) for each in pairs)

    assert [each.band for each in found] == list(BANDS)
    assert sum(each.drawn for each in found) == sum(p[0] >= LOWEST for p in pairs)
    for each in found:
        assert each.same <= each.judged <= each.drawn - each.unsure
        assert each.blind_same <= each.blind_judged <= each.judged
        assert 0 <= each.expected <= 1


def test_with_fewer_than_thirty_judged_nothing_is_known() -> None:
    few, enough = (
        calibration.count_bands(judged(count, 0, 9.0))[0] for count in (29, 30)
    )

    assert (few.what_follows, enough.what_follows) == (
        BandFinding.NOT_KNOWN,
        BandFinding.FITS,
    )


def test_weights_that_are_too_sure_are_told_from_those_that_are_too_careful() -> None:
    sure = calibration.count_bands(judged(15, 25, 9.0))[0]
    shy = calibration.count_bands(judged(30, 5, -2.0))
    fits = calibration.count_bands(judged(30, 5, 2.5))

    assert sure.what_follows == BandFinding.TOO_SURE
    assert shy[3].what_follows == BandFinding.TOO_SHY
    assert fits[2].what_follows == BandFinding.FITS


def test_a_verdict_reaches_a_pair_by_way_of_others() -> None:
    def now(*rows: tuple[UUID, UUID, str]) -> dict[subjects.Pair, PairJudgement]:
        return {
            (one, other): PairJudgement((one, other), 1, verdict, NOBODY)
            for one, other, verdict in rows
        }

    def verdict(pair: subjects.Pair, held: dict[subjects.Pair, PairJudgement]) -> str:
        return calibration.find_verdicts([pair], held)[pair]

    joined = now((A, B, "same"), (B, C, "same"))
    apart = now((A, B, "same"), (B, D, "different"))
    opened = now((A, B, "open"))
    unsure = now((A, B, "unsure"))

    assert verdict((A, C), joined) == "same"
    assert verdict((A, D), apart) == "different"
    assert verdict((A, C), apart) == ""
    assert verdict((A, B), opened) == ""
    assert verdict((A, B), unsure) == "unsure"


def strangers(people: int, share: float) -> list[ComparedStrangers]:
    """Every two of so many, of whom about such a share have one last name."""
    lot = random.Random(4)  # noqa: S311  # a test's
    level = [
        ScorePart("name", "last", 3.0),
        ScorePart("name", "differs", -6.0),
    ]
    return [
        ComparedStrangers(one, other, (level[lot.random() > share],))
        for one, other in combinations(range(people), 2)
    ]


EXPECTED = {("name", "last"): 0.004}


def test_what_strangers_share_twice_as_often_as_expected_has_moved() -> None:
    def has_moved(share: float, people: int = 200) -> bool:
        found = drift.read_drift(strangers(people, share), EXPECTED, people=people)
        return any(each.has_moved for each in found)

    assert has_moved(0.012)
    assert not has_moved(0.004)
    assert not has_moved(0.0055)
    assert not has_moved(0.0005)
    assert not has_moved(0.5, people=40)


def test_names_that_no_list_has_are_counted_and_only_trained_weights_have_moved() -> (
    None
):
    shipped = load_shipped_weights().model
    names = ["jones"] * 40 + ["qzxwv"] * 60

    found = drift.count_unseen("last", names, shipped)

    assert (found.found, found.learnt, found.has_moved) == (0.6, None, False)
    learnt = drift.UnseenNames("last", 0.3, 0.6, 100)
    assert learnt.has_moved
    assert not drift.UnseenNames("last", 0.5, 0.6, 100).has_moved


def test_what_is_expected_rests_on_how_common_these_peoples_names_are() -> None:
    model = load_shipped_weights().model
    people: list[dict[str, Any]] = [{"last": each} for each in ("jones", "smith", None)]
    shares = {"jones": 0.05, "smith": 0.01}

    found = drift.expect_levels(
        PEOPLE, model, people, lambda column, value: shares[str(value)]
    )

    assert found["name", "last"] == pytest.approx(0.03)
    assert found["born", "near"] == model.weights["born"]["near"].u


def test_drift_is_told_in_sentences() -> None:
    moved = drift.read_drift(strangers(200, 0.012), EXPECTED, people=200)

    (told,) = describe_drift(DriftReading(200, moved))
    (well,) = describe_drift(DriftReading(200))
    (few,) = describe_drift(DriftReading(12))

    assert told.startswith(f"{words('name', 'last')}: ")
    assert "It counts for 1." in told
    assert well == "Strangers here agree no more often than the weights expect."
    assert "50 are needed" in few

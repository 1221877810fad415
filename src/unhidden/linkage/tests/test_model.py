"""A model serves whole or not at all, and its weights can be read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.linkage.conditions import absent, alike, equal
from unhidden.linkage.expectation import AgreementPattern, maximise_expectation
from unhidden.linkage.model import LevelWeight, TrainedModel, UnfitModel
from unhidden.linkage.scoring import Scorer
from unhidden.linkage.spec import AgreementLevel, ComparisonSpec, FieldComparison

SPEC = ComparisonSpec(
    "pets",
    (
        FieldComparison(
            "name",
            absent("name"),
            (
                AgreementLevel("same", equal("name"), "name"),
                AgreementLevel("alike", alike("name", 0.9)),
            ),
        ),
        FieldComparison(
            "kind", absent("kind"), (AgreementLevel("same", equal("kind")),)
        ),
    ),
)
MODEL = TrainedModel(
    spec="pets",
    spec_hash=SPEC.hash(),
    chance=0.25,
    population=100,
    weights={
        "name": {
            "same": LevelWeight(0.5, 0.125),
            "alike": LevelWeight(0.25, 0.125),
            "differs": LevelWeight(0.25, 0.75),
        },
        "kind": {"same": LevelWeight(0.9, 0.5), "differs": LevelWeight(0.1, 0.5)},
    },
    frequencies={"name": {"Rex": 0.5}},
    floor=0.0625,
    versions={"splink": "5"},
    counted=100,
)
NAMES = st.sampled_from(["Rex", "Rexy", "Fido", None])
KINDS = st.sampled_from(["dog", "cat", None])
PETS = st.fixed_dictionaries({"id": st.integers(), "name": NAMES, "kind": KINDS})


def test_a_model_comes_back_from_its_file_as_it_went(tmp_path: Path) -> None:
    MODEL.save(tmp_path / "pets.json")

    assert TrainedModel.load(tmp_path / "pets.json", SPEC) == MODEL


@pytest.mark.parametrize("share", ["m", "u"])
def test_a_model_with_an_untrained_level_is_refused(share: str, tmp_path: Path) -> None:
    weight = replace(LevelWeight(0.5, 0.5), **{share: 0.0})
    untrained = {**MODEL.weights, "kind": {**MODEL.weights["kind"], "same": weight}}
    replace(MODEL, weights=untrained).save(tmp_path / "pets.json")

    with pytest.raises(UnfitModel, match="The level same of kind is not trained"):
        TrainedModel.load(tmp_path / "pets.json", SPEC)


def test_a_model_of_another_version_of_its_specification_is_refused() -> None:
    other = ComparisonSpec("pets", SPEC.comparisons[:1])

    with pytest.raises(UnfitModel, match="another version of pets"):
        Scorer(other, MODEL)


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({"format": 1})])
def test_what_is_no_model_is_refused_with_a_sentence(
    content: str, tmp_path: Path
) -> None:
    (tmp_path / "pets.json").write_text(content)

    with pytest.raises(UnfitModel, match=r"pets.json is not a model of format 2"):
        TrainedModel.load(tmp_path / "pets.json", SPEC)


def test_twice_the_population_costs_one_bit() -> None:
    rare = replace(MODEL, chance=1e-6)

    assert rare.for_population(200).prior == pytest.approx(rare.prior - 1, abs=1e-5)


def test_a_rare_value_says_more_than_a_common_one() -> None:
    scorer = Scorer(SPEC, MODEL)
    common, rare = (
        scorer.score(*({"id": n, "name": name, "kind": None} for n in (1, 2)))
        for name in ("Rex", "Fido")
    )

    assert [part.level for part in rare.parts] == ["same", "absent"]
    # From the level's own share of one in eight: a half takes two bits, the floor of
    # one in sixteen gives one.
    assert rare.bits - common.bits == 3


def test_of_two_values_that_are_only_alike_the_commoner_says_how_rare_they_are() -> (
    None
):
    name = FieldComparison(
        "name",
        absent("name"),
        (
            AgreementLevel("same", equal("name"), "name"),
            AgreementLevel("alike", alike("name", 0.8), "name", counts=0.5),
        ),
    )
    spec = ComparisonSpec("pets", (name, *SPEC.comparisons[1:]))
    scorer = Scorer(spec, replace(MODEL, spec_hash=spec.hash()))
    rexy, rex, roxy = (
        {"id": n, "name": n, "kind": None} for n in ("Rexy", "Rex", "Roxy")
    )

    common, rare = scorer.score(rexy, rex), scorer.score(rexy, roxy)

    assert {part.level for part in (*common.parts, *rare.parts)} == {"alike", "absent"}
    # A half beside the floor of one in sixteen: three bits, of which half are counted.
    assert rare.bits - common.bits == 1.5
    assert scorer.score(rex, rexy).bits == common.bits


@given(PETS, PETS)
def test_a_score_is_the_prior_and_its_parts_and_the_same_both_ways(
    one: dict[str, object], other: dict[str, object]
) -> None:
    scorer = Scorer(SPEC, MODEL)

    score = scorer.score(one, other)

    total = MODEL.prior + sum(part.bits for part in score.parts)
    assert score.bits == pytest.approx(total)
    assert score.parts == scorer.score(other, one).parts


def test_of_two_conditions_what_is_known_decides() -> None:
    name, kind = equal("name"), equal("kind")
    nameless = {"name": None, "kind": "dog"}

    for either in (name | kind, kind | name):
        assert either.holds(nameless, nameless)
        assert not either.holds(nameless, {"name": None, "kind": "cat"})
    for both in (name & kind, kind & name):
        assert not both.holds(nameless, nameless)


def test_expectation_maximisation_finds_the_shares_that_made_the_pairs() -> None:
    made = {True: (1_000, 0.8, 0.95), False: (99_000, 0.1, 0.3)}
    patterns = [
        AgreementPattern((name, kind), 0.0, round(sum(_share(made, name, kind))))
        for name in ("same", "differs")
        for kind in ("same", "differs")
    ]
    start = {
        "name": {
            "same": LevelWeight(0.6, 0.1),
            "alike": LevelWeight(0.1, 0.01),
            "differs": LevelWeight(0.3, 0.9),
        },
        "kind": {"same": LevelWeight(0.7, 0.3), "differs": LevelWeight(0.3, 0.7)},
    }

    chance, weights = maximise_expectation(
        SPEC, replace(MODEL, chance=0.02, weights=start), patterns, 100_000, 400
    )

    assert chance == pytest.approx(0.01, rel=0.2)
    assert weights["name"]["same"].m == pytest.approx(0.8, abs=0.1)
    assert weights["name"]["alike"].m < 0.01


def _share(
    made: dict[bool, tuple[int, float, float]], name: str, kind: str
) -> list[float]:
    return [
        pairs * (n if name == "same" else 1 - n) * (k if kind == "same" else 1 - k)
        for pairs, n, k in made.values()
    ]

"""The second population: apart from the first and from linkage, and as published."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linkage.second import certainty, errors, naming, people, sources
from benchmarks.linkage.second.naming import BearerName
from benchmarks.linkage.second.people import Resident
from benchmarks.linkage.second.sources import FEMALE

FOLDER = Path(errors.__file__).parent
#: What the bench writes for the program stands in files of its own.
GLUE = frozenset({"certainty.py", "tracing.py", "trial.py"})
OF = Resident(
    1, 1, "polish", FEMALE, "child", BearerName("Anna", "", ("Nowak", "Duda")),
    (1990, 7, 14), "+878101234567890", "LL30 1AA",
)  # fmt: skip


@given(st.text("abcdefgh ", min_size=1, max_size=12), st.integers())
def test_a_slip_changes_at_most_two_letters(text: str, seed: int) -> None:
    made = errors._slip(text, random.Random(seed))  # noqa: S311

    assert abs(len(made) - len(text)) <= 1
    assert sum(a != b for a, b in zip(made, text, strict=False)) <= len(text)


def test_the_second_population_knows_nothing_of_the_first_nor_of_linkage() -> None:
    imported = {
        name
        for file in FOLDER.glob("*.py")
        if file.name not in GLUE
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for name in [node.module or ""]
    }

    assert not [name for name in imported if name.startswith("unhidden")]
    assert {name for name in imported if name.startswith("benchmarks")} <= {
        "benchmarks.linkage.second.errors",
        "benchmarks.linkage.second.naming",
        "benchmarks.linkage.second.people",
        "benchmarks.linkage.second.peers",
        "benchmarks.linkage.second.sources",
    }


def test_the_error_rates_are_those_that_were_written_down_first() -> None:
    rates = errors.ErrorRates()

    assert (rates.first_wrong, rates.last_wrong) == (0.158, 0.041)
    assert (rates.day_wrong, rates.month_wrong, rates.year_wrong) == (
        0.039,
        0.019,
        0.019,
    )
    assert rates.day_missing + rates.birth_missing == pytest.approx(0.058)
    assert rates.postcode_missing + rates.postcode_other == pytest.approx(0.53)
    assert rates == errors.RATES


def test_the_commonest_surnames_have_the_published_shares() -> None:
    published = sources._published()

    assert published["vietnamese"]["Nguyễn"] == 0.38
    assert published["korean"]["Kim"] == pytest.approx(
        10_689_959 / 49_705_663, abs=1e-3
    )
    assert published["portuguese"]["Silva"] == 0.0944
    for origin in ("korean", "vietnamese", "south asian", "portuguese"):
        assert sum(published[origin].values()) == pytest.approx(1, abs=0.02)


def test_without_its_lists_the_population_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(sources.FOLDER, raising=False)

    assert sources.FOLDER in sources.tell_missing()


@pytest.mark.parametrize(
    ("origin", "father", "mother", "child"),
    [
        ("polish", ("Kowalski",), ("Nowak",), "Kowalska"),
        ("latin american", ("Garcia", "Cruz"), ("Lopez", "Diaz"), "Garcia Lopez"),
        ("portuguese", ("Silva", "Costa"), ("Santos", "Sousa"), "Sousa Costa"),
        ("arabic", ("Omar", "Said"), ("Ali", "Badr"), "Hassan Omar"),
        ("welsh", ("ap Rhys",), ("Jones",), "ferch Hassan"),
    ],
)
def test_a_daughter_is_called_by_her_people_s_custom(
    origin: str,
    father: tuple[str, ...],
    mother: tuple[str, ...],
    child: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(naming, "_given", lambda *_: "Someone")
    monkeypatch.setattr(
        naming, "middle_names", lambda *_: sources.Tally(("Middle",), (1.0,))
    )
    parents = (BearerName("Hassan", "", father), BearerName("Mina", "", mother))

    name = naming.name_child(origin, FEMALE, 1990, parents, random.Random(1))  # noqa: S311

    assert name.family == child


def test_what_a_source_says_of_a_date_is_a_date_a_year_or_nothing() -> None:
    luck = random.Random(5)  # noqa: S311
    said = [errors._born(OF.born, luck) for _ in range(4_000)]

    assert {len(each) for each in said} == {0, 1, 3}
    assert sum(len(each) == 1 for each in said) / len(said) == pytest.approx(
        errors.RATES.day_missing, abs=0.015
    )
    assert all(each[0] in range(1988, 1993) for each in said if each)


@pytest.fixture
def few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names enough for households to differ, without the lists."""
    given_tally = sources.Tally(("Ana", "Bo", "Cy+Di", "Ed"), (1.0, 2.0, 3.0, 4.0))
    family_tally = sources.Tally(("Uwe", "Ward"), (3.0, 4.0))
    for name in ("given_names", "middle_names", "recent_names"):
        monkeypatch.setattr(naming, name, lambda *_: given_tally)
    monkeypatch.setattr(naming, "surnames", lambda _: family_tally)


@pytest.mark.usefixtures("few_names")
def test_the_same_seed_makes_the_same_people_and_another_makes_others() -> None:
    made = people.make_residents(2_000, 7)

    assert made == people.make_residents(2_000, 7)
    assert made != people.make_residents(2_000, 8)
    assert [each.number for each in made] == list(range(2_000))
    assert {each.origin for each in made} == set(people.ORIGINS)


@pytest.mark.usefixtures("few_names")
def test_twins_have_a_day_and_a_household_in_common_and_no_first_name() -> None:
    made = people.make_residents(20_000, 7)
    pairs = certainty._pairs(made)

    assert pairs["twins"]
    for one, other in pairs["twins"]:
        assert (one.born, one.household) == (other.born, other.household)
        assert one.name.given != other.name.given
    for one, other in pairs["namesakes"]:
        assert one.name.given == other.name.given
        assert one.born != other.born


@pytest.mark.usefixtures("few_names")
def test_who_shares_a_telephone_lives_together() -> None:
    made = people.make_residents(5_000, 7)
    shared: dict[str, set[int]] = {}
    for each in made:
        shared.setdefault(each.phone, set()).add(each.household)
    del shared[""]

    assert all(len(homes) == 1 for homes in shared.values())
    assert len(shared) < sum(bool(each.phone) for each in made)


@pytest.mark.usefixtures("few_names")
def test_those_asked_about_by_origin_are_strangers_to_each_other() -> None:
    made = people.make_of_each(50, 7, ("english", "arabic"))

    assert {origin: len(some) for origin, some in made.items()} == {
        "english": 50,
        "arabic": 50,
    }
    homes = [each.household for some in made.values() for each in some]
    assert len(set(homes)) == len(homes)

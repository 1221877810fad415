"""The second population: apart from the first and from linkage, and as published."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linkage.second import errors, naming, sources
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

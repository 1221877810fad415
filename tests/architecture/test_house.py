"""The house keeps its shape: what ``unhidden bench house`` counts, held."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

from benchmarks.house import bench, names, sources
from benchmarks.house.imports import Imports
from tests.architecture import shrinking

# One process reads the house, and not each of them.
pytestmark = pytest.mark.xdist_group("house")

#: Measures that stay within their limits; the others are on lists that shrink.
HELD = (
    "house.config_lines",
    "house.import_cycles",
    "house.reexport_names_unused",
    "house.upward_imports_in_intelligence",
    "house.one_word_names_pct",
    "house.fn_p95",
    "house.file_max",
)


@pytest.fixture(scope="module")
def measures() -> dict[str, dict[str, object]]:
    return {str(line["bench"]): line for line in bench.run(quick=True)}


def test_every_measure_is_printed(measures: dict[str, dict[str, object]]) -> None:
    assert set(measures) == {
        *HELD,
        "house.biggest_room_pct",
        "house.reexport_names_unused",
        "house.one_word_names_used_elsewhere_pct",
        "house.class_names_twice",
    }


@pytest.mark.parametrize("name", HELD)
def test_the_house_stays_within_its_limits(
    measures: dict[str, dict[str, object]], name: str
) -> None:
    line = measures[name]

    assert float(str(line["value"])) <= float(str(line["limit"]))


@pytest.mark.parametrize(
    "file", [shrinking.ONE_WORD, shrinking.TWICE], ids=lambda file: file.stem
)
def test_no_name_joins_a_list_that_may_only_shrink(file: Path) -> None:
    new = shrinking.found()[file] - shrinking.listed(file)

    assert sorted(new.elements()) == [], f"give them names; {file.name} may only shrink"


@pytest.mark.parametrize(
    "file", [shrinking.ONE_WORD, shrinking.TWICE], ids=lambda file: file.stem
)
def test_what_is_named_better_is_taken_off_its_list(file: Path) -> None:
    gone = shrinking.listed(file) - shrinking.found()[file]

    assert sorted(gone.elements()) == [], f"take these lines out of {file.name}"


def test_imports_are_read_as_import_linter_reads_them() -> None:
    graph = grimp.build_graph("unhidden", cache_dir=None)
    files = {file.module for file in sources.shipped()}
    theirs = {
        (one, two)
        for one in files
        for two in graph.find_modules_directly_imported_by(one) & files
    }

    assert set(Imports(sources.shipped()).graph.edges) == theirs


def _house(**texts: str) -> Imports:
    """A house of a few files, named ``module__file``."""
    return Imports(
        sources.of_texts(
            {
                f"src/unhidden/{name.replace('__', '/')}.py": text
                for name, text in texts.items()
            }
        )
    )


def test_a_circle_of_imports_is_counted() -> None:
    imports = _house(
        one__rules="from unhidden.two import rules",
        two__rules="from unhidden.one.rules import decide",
    )

    assert imports.cycles == [{"unhidden.one.rules", "unhidden.two.rules"}]


@pytest.mark.parametrize(
    ("lower", "higher", "upward"),
    [
        ("subjects", "exchange", 1),
        ("locks", "subjects", 1),
        ("risk", "queries", 1),
        ("exchange", "subjects", 0),
        ("urls", "exchange", 0),
    ],
)
def test_an_import_from_a_lower_subject_to_a_higher_is_counted(
    lower: str, higher: str, upward: int
) -> None:
    imports = _house(
        **{
            f"intelligence__{lower}": f"from unhidden.intelligence import {higher}",
            f"intelligence__{higher}": "",
            "intelligence__search": "",
        }
    )

    assert len(imports.upward_in_intelligence) == upward


def test_a_name_at_a_front_door_that_no_other_room_uses_is_counted() -> None:
    passed_on = "from unhidden.one.rules import alone, called, imported, named, own"
    imports = _house(
        one__queries=passed_on,
        one__views="from unhidden.one import queries\nqueries.own()",
        two__views="from unhidden.one import queries as ones\nones.called()",
        two__forms="from unhidden.one.queries import imported",
        two__settings="NAME = 'unhidden.one.queries.named'",
    )

    assert imports.names_unused == [
        "unhidden.one.queries.alone",
        "unhidden.one.queries.own",
    ]


def test_a_name_counts_as_used_elsewhere_through_a_front_door() -> None:
    imports = _house(
        one__rules="def told(): ...\ndef kept():\n    return told()\ndef seen(): ...",
        one__queries="from unhidden.one.rules import kept, seen",
        two__views="from unhidden.one import queries as ones\nones.seen()",
    )
    found = names.definitions(imports.files)

    assert [one.name for one in names.used_elsewhere(imports, found)] == ["seen"]


@pytest.mark.parametrize(
    ("name", "is_one_word"),
    [
        ("told", True),
        ("_told", True),
        ("Told", True),
        ("STIX", True),
        ("p95", True),
        ("who_told", False),
        ("WhoTold", False),
        ("STIXFile", False),
    ],
)
def test_a_name_is_split_at_underscores_and_capitals(
    name: str, is_one_word: bool
) -> None:
    found = names.Definition("one", "unhidden.one", name, False, True)

    assert found.is_one_word is is_one_word


def test_a_name_that_a_framework_gives_is_nobodys_choice() -> None:
    imports = _house(
        one__forms="class Asked(Form):\n    def clean(self): ...\n    class Meta: ...",
        two__forms="class Asked:\n    def clean(self): ...",
    )
    found = names.definitions(imports.files)

    assert [one.name for one in found] == ["Asked", "Asked", "clean"]
    assert len(names.classes_defined_twice(found)) == 2

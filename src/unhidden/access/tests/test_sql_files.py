"""What modules declare in SQL: each function once, and the visibility rule once."""

from __future__ import annotations

import re
from graphlib import CycleError
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps

from unhidden.access.rls import fragments, sql_files
from unhidden.access.rls.sql_files import DeclaredTwice, OverridesNothing
from unhidden.access.rls.tables import list_declared_tables

_MADE = "create or replace function wall.{}() returns int language sql return {};\n"
FILES = [
    file
    for config in apps.get_app_configs()
    for file in Path(config.path).glob("**/sql/*.sql")
    if config.name.startswith("unhidden.")
]
#: Conditions on a level or on what is restricted that are not the visibility rule.
OTHER_RULES = {
    "deconfliction.sql": "who was let in by name is not told to ask for it",
    "risk.sql": "what nobody would be kept from counts for the risk of premises",
    "emergency_access.sql": "what is restricted opens once somebody has approved it",
    "events.sql": "by oversight alone: what is restricted is not overseen",
    "targets.sql": "that others know a place is said, never what is kept from most",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[SimpleNamespace]:
    """Two modules with SQL of their own, the higher one first, as Django lists them."""
    made = []
    for name in ("higher", "lower"):
        (tmp_path / name / "sql").mkdir(parents=True)
        made.append(SimpleNamespace(label=name, path=str(tmp_path / name)))
    monkeypatch.setattr(apps, "get_app_configs", lambda: made)
    return made


def write(module: SimpleNamespace, text: str) -> None:
    (Path(module.path) / "sql" / "some.sql").write_text(text)


def test_each_function_of_the_program_is_declared_once_or_overridden_once() -> None:
    names = [each.name for each in sql_files.list_functions(list_declared_tables())]
    overrides = [
        name
        for config in apps.get_app_configs()
        for name in getattr(config, "wall_overrides", ())
    ]

    assert len(names) == len(set(names))
    assert sorted(overrides) == [
        "consent_of",
        "end_consented",
        "end_crossing",
        "end_disclosures",
        "forget_report",
        "is_kept",
        "is_landing_slot",
        "is_released",
        "is_told",
        "keep_register_entries",
        "leads_without_keys",
        "may_keep_entries",
        "note_crossing",
        "outcomes_of_report",
        "unapplied_since",
        "waits_to_leave",
    ]


def test_a_function_comes_after_those_that_it_names() -> None:
    order = [each.name for each in sql_files.list_functions(list_declared_tables())]

    assert order.index("wall.claims") < order.index("wall.person")
    assert order.index("wall.person") < order.index("wall.exclude")


def test_a_function_of_two_modules_is_refused(house: list[SimpleNamespace]) -> None:
    for module in house:
        write(module, _MADE.format("answer", 1))

    with pytest.raises(DeclaredTwice):
        sql_files.list_functions({})


def test_that_which_says_so_stands_in_the_others_place(
    house: list[SimpleNamespace],
) -> None:
    higher, lower = house
    higher.wall_overrides = {"answer"}
    write(higher, _MADE.format("answer", 42))
    write(lower, _MADE.format("answer", 1) + _MADE.format("asked", "wall.answer()"))

    found = sql_files.list_functions({})

    assert [(each.name, each.module) for each in found] == [
        ("wall.answer", "higher"),
        ("wall.asked", "lower"),
    ]


def test_what_is_overridden_twice_is_refused(house: list[SimpleNamespace]) -> None:
    for module in house:
        module.wall_overrides = {"answer"}
        write(module, _MADE.format("answer", 1) * 2)

    with pytest.raises(DeclaredTwice):
        sql_files.list_functions({})


def test_an_override_of_nothing_is_refused(house: list[SimpleNamespace]) -> None:
    house[0].wall_overrides = {"answer"}
    write(house[0], _MADE.format("answer", 1))

    with pytest.raises(OverridesNothing):
        sql_files.list_functions({})


def test_functions_that_name_each_other_are_refused(
    house: list[SimpleNamespace],
) -> None:
    one, two = _MADE.format("one", "wall.two()"), _MADE.format("two", "wall.one()")
    write(house[0], one + two)

    with pytest.raises(CycleError):
        sql_files.list_functions({})


def test_a_piece_that_is_not_written_is_refused() -> None:
    with pytest.raises(fragments.NoSuchFragment, match="sene:intelligence"):
        fragments.fill_fragments(
            "where {{ sene:intelligence }}", list_declared_tables()
        )


def test_every_piece_is_in_place() -> None:
    texts = [each.text for each in sql_files.list_functions(list_declared_tables())]

    assert not [text for text in texts if "{{" in text]


def test_a_piece_that_no_file_names_is_not_kept() -> None:
    named = {
        name for file in FILES for name in re.findall(r"\{\{ (\w+)", file.read_text())
    }

    assert named == fragments.NAMES


def test_the_visibility_rule_is_written_by_hand_nowhere() -> None:
    by_hand = re.compile(r"sensitivity <=|not \w+\.is_restricted|\.purposes = '\{\}'")

    found = {file.name for file in FILES if by_hand.search(file.read_text())}

    assert found == OTHER_RULES.keys()

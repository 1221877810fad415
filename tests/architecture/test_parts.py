"""What is checked and tested of a part of the house."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import part
from unhidden.hosting.paths import REPOSITORY

VISITS = "src/unhidden/visits"


def test_a_module_is_checked_and_tested_by_itself() -> None:
    assert part.of_module("visits") == part.Part((VISITS,), (VISITS,))


def test_a_module_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(
        ValueError, match=r"no module visit; there are access, .*visits"
    ):
        part.of_module("visit")


def test_what_imports_what_was_changed_is_tested_too() -> None:
    found = part.of_changes([Path(VISITS, "actions/__init__.py")])

    assert found.code == (VISITS,)
    assert VISITS in found.tests
    assert "tests/test_demonstration.py" in found.tests  # by way of the demonstration
    assert "src/unhidden/signs/tests/test_pages.py" not in found.tests
    assert all((REPOSITORY / each).exists() for each in found.tests)


def test_a_changed_helper_of_tests_brings_the_tests_that_lean_on_it() -> None:
    found = part.of_changes([Path("tests/support/replayed.py")])

    assert found.code == ("tests/support/replayed.py",)
    assert "tests/test_demonstration.py" in found.tests


def test_a_changed_helper_of_a_conftest_stands_for_the_whole() -> None:
    assert part.of_changes([Path("tests/support/region.py")]) == part.Part((), ())


def test_a_changed_test_is_tested() -> None:
    changed = Path("tests/browser/test_map.py")

    assert part.of_changes([changed]).tests == (str(changed),)


def test_a_template_brings_its_module_and_a_page_of_docs_theirs() -> None:
    changed = [
        Path(VISITS, "templates/visits/day.html"),
        Path("docs/roles-and-rights.md"),
    ]

    assert part.of_changes(changed) == part.Part((VISITS,), (VISITS, "tests/docs"))


@pytest.mark.parametrize("name", ["conftest.py", "requirements/run.txt", "Makefile"])
def test_what_all_lean_on_brings_everything(name: str) -> None:
    assert part.of_changes([Path(name)]) == part.Part((), ())


def test_a_file_that_is_gone_and_that_nobody_names_brings_everything() -> None:
    gone = Path("tests/made/gone.py")

    assert part.of_changes([gone]) == part.Part((), ())

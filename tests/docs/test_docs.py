"""What the documents name is there, and what they tell people to run can be run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.checking import cites_nothing, documents, problems
from unhidden.hosting.paths import REPOSITORY

DECISIONS = REPOSITORY / "docs" / "decisions"
PARTS = ("Context", "Decision", "Consequences", "What would change our mind")
PROMISED = {
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/conventions.md",
    "docs/decisions/postgresql-only.md",
    "docs/decisions/two-sites.md",
    "docs/decisions/sealed-guarded-published.md",
    "docs/decisions/no-bundler.md",
    "docs/decisions/embedded-server.md",
}
HEAVIEST_PICTURE = 200_000


def named(document: Path) -> str:
    return document.relative_to(REPOSITORY).as_posix()


def test_the_documents_are_there() -> None:
    assert PROMISED - {named(document) for document in documents()} == set()


@pytest.mark.parametrize("document", documents(), ids=named)
def test_everything_a_document_names_is_there(document: Path) -> None:
    assert problems(document) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("See `src/unhidden/nowhere/rules.py`.", "no src/unhidden/nowhere/rules.py"),
        ("A `nowhere.py` holds it.", "no nowhere.py"),
        ("All `docs/*.nothing` do.", "no docs/*.nothing"),
        ("In `src/<module>/nowhere/`.", "no src/<module>/nowhere/"),
        ("A [link](nowhere.md).", "nowhere.md leads nowhere"),
        ("![A picture](nowhere.png)", "nowhere.png leads nowhere"),
        ("# Here\n\n[There](#there)", "#there leads to no heading"),
        ("Run `make bread`.", "no make bread"),
        ("Run `unhidden bake`.", "does not understand: bake"),
        ("Run `unhidden run --hot`.", "does not understand: run --hot"),
        ("Run `unhidden import fhrs`.", "does not understand: import fhrs"),
        ("```sh\nmake run\nmake bread\n```", "no make bread"),
        (
            "1. Do\n\n   ```sh\n   A=b .venv/bin/oven\n   ```",
            "no program .venv/bin/oven",
        ),
        ("```sh\nbake --hot\n```", "no program bake"),
        (
            "With `unhidden.config.settings.nowhere`.",
            "no module unhidden.config.settings.nowhere",
        ),
        ("Set `UNHIDDEN_NOWHERE`.", "nothing reads UNHIDDEN_NOWHERE"),
        ("The contract `nowhere` holds.", "no contract nowhere"),
        ("Write it with `bake_bread_for`.", "nothing is called bake_bread_for"),
        ("It is a `LoafOfBread`.", "nothing is called LoafOfBread"),
    ],
)
def test_a_document_that_names_what_is_not_there_is_caught(
    tmp_path: Path, text: str, problem: str
) -> None:
    document = tmp_path / "broken.md"
    document.write_text(text)

    found = problems(document)

    assert len(found) == 1
    assert problem in found[0]


def test_what_the_code_cites_is_in_the_repository() -> None:
    assert cites_nothing() == []


def test_the_front_page_calls_nothing_unbuilt_that_is_there() -> None:
    text = " ".join((REPOSITORY / "README.md").read_text().split())
    (unbuilt,) = re.findall(r"[^.:]*planned and not built", text)

    assert "linking" not in unbuilt
    assert (REPOSITORY / "src/unhidden/linkage").is_dir()


def test_a_document_that_is_right_is_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "right.md"
    document.write_text(
        "# A page\n\n[Up](#a-page), `src/unhidden/*/rules.py`, `urls.py`, `templates/`,"
        " `src/unhidden/<module>/`, `.venv/`, `/cy/`, `unhidden.ui.pages`,"
        " `DATABASE_URL`, contract `one-way`, `make test` and `unhidden run`.\n\n"
        "```sh\nmake bench NAMES=pages ARGS=--quick\nunhidden import fhrs FILE…\n```\n"
    )

    assert problems(document) == []


@pytest.mark.parametrize(
    "page", sorted(set(DECISIONS.glob("*.md")) - {DECISIONS / "README.md"}), ids=named
)
def test_a_decision_has_its_parts_and_is_listed(page: Path) -> None:
    text, listed = page.read_text(), (DECISIONS / "README.md").read_text()

    assert [part for part in PARTS if f"\n## {part}\n" not in text] == []
    assert f"({page.name})" in listed


def test_pictures_are_light() -> None:
    pictures = list((REPOSITORY / "docs").rglob("*.png"))

    assert pictures
    assert [p.name for p in pictures if p.stat().st_size > HEAVIEST_PICTURE] == []

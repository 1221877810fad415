"""Loading the files into the tables, as the owner does after each migration."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from tests.support.postgres import Server
from unhidden.signs import actions, queries
from unhidden.signs.models import Section, Sign

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def as_owner(transactional_db: None, test_server: Server) -> Iterator[None]:
    """Connect as the owner until the test ends; its database is then made anew."""
    with connected(test_server, "unhidden_owner"):
        yield


@contextmanager
def connected(server: Server, role: str) -> Iterator[None]:
    settings = connection.settings_dict
    before = {**settings}
    name = str(settings["NAME"])
    admin = {**server.admin, "dbname": name}
    connection.close()
    settings["USER"] = admin["user"]
    settings["PASSWORD"] = admin.get("password", "")
    settings["OPTIONS"] = {**settings["OPTIONS"], "assume_role": role}
    try:
        yield
    finally:
        connection.close()
        settings.update(before)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files that a test may change."""
    copied = Path(shutil.copytree(actions.DATA, tmp_path / "data"))
    monkeypatch.setattr(actions, "DATA", copied)
    return copied


def everything() -> list[list[tuple[object, ...]]]:
    return [
        list(model.objects.order_by("code").values_list()) for model in (Section, Sign)
    ]


def test_loading_again_changes_nothing(as_owner: None) -> None:
    loaded = actions.load_catalogue()
    before = everything()

    again = actions.load_catalogue()

    assert loaded == again == actions.LoadedSigns(sections=19, signs=222, retired=0)
    assert everything() == before


def test_a_changed_phrase_is_taken_over(as_owner: None, files: Path) -> None:
    change(files, "Says, writes or signals", "Says, writes or shows")

    actions.load_catalogue()

    sign = queries.find_sign("gen_asked_for_help", "en")
    assert sign.phrase.startswith("Says, writes or shows")


def test_a_sign_that_left_the_files_is_retired_and_stays_readable(
    as_owner: None, files: Path
) -> None:
    gone = "gen_spoken_for"
    path = files / "indicators.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if gone not in line), "utf-8")

    loaded = actions.load_catalogue()

    assert loaded == actions.LoadedSigns(sections=19, signs=221, retired=1)
    assert gone not in {sign.code for sign in queries.public_signs("general", "en")}
    assert queries.find_sign(gone, "en").weight == "medium"


def test_a_sign_that_never_counts_is_not_public_whatever_the_file_says(
    as_owner: None, files: Path
) -> None:
    change(files, "Heb Gymraeg na Saesneg,trained", "Heb Gymraeg na Saesneg,public")

    actions.load_catalogue()

    assert not Sign.objects.get(code="gen_language_gap").is_public


def change(files: Path, old: str, new: str) -> None:
    path = files / "indicators.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")

"""The operator's command where the program was installed from a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from unhidden.config import environment, location
from unhidden.hosting import cli, paths, sources
from unhidden.hosting.installation import assets
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.refusal import Refusal
from unhidden.lib import variables


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where our package and those that it needs are installed."""
    packages = tmp_path / "site-packages"
    (packages / "unhidden").mkdir(parents=True)
    monkeypatch.setattr(location, "IS_CLONE", False)
    monkeypatch.setattr(location, "HOUSE", packages / "unhidden")
    monkeypatch.setattr(location, "REPOSITORY", tmp_path)
    return packages


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("bench", "The benches are in a clone"),
        ("rights", "docs/roles-and-rights.md is in a clone"),
        ("messages", "Texts are gathered in a clone"),
        ("assets", "Static files and texts are there"),
        ("run", "UNHIDDEN_STATE must name a folder"),
    ],
)
def test_what_needs_a_clone_says_so(
    command: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("UNHIDDEN_STATE", raising=False)

    assert cli.main([command]) == 1

    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(sentence)
    assert told.endswith("this program was installed from a wheel.")


def test_the_state_lies_where_the_operator_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UNHIDDEN_STATE", raising=False)
    with pytest.raises(Refusal, match="UNHIDDEN_STATE must name"):
        paths.find_state_folder()
    with pytest.raises(variables.WrongSetting, match="UNHIDDEN_STATE must name"):
        environment.state()

    monkeypatch.setenv("UNHIDDEN_STATE", str(tmp_path / "state"))
    assert paths.find_state_folder() == StateFolder(tmp_path / "state")
    assert environment.state() == tmp_path / "state"


def test_static_files_and_texts_are_not_made_again(tmp_path: Path) -> None:
    state = StateFolder(tmp_path / "state")

    assets.make_assets(state)

    assert not state.static.exists()
    assert list(state.stamps.iterdir()) == []


def test_another_version_of_a_package_may_bring_migrations(packages: Path) -> None:
    (packages / "unhidden" / "models.py").write_text("")
    information = packages / "django-5.2.19.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Version: 5.2.19")
    before = sources.of_schema()

    assert sources.of_schema() == before
    information.rename(packages / "django-5.2.20.dist-info")
    assert sources.of_schema() != before

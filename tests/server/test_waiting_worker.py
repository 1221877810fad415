"""The worker waits for the database, however long it is away."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pytest
from django.db import OperationalError
from procrastinate.exceptions import ConnectorException

from unhidden.access.startup import WrongDatabaseRole
from unhidden.hosting.management.commands import worker


class Slept:
    """Stands in for the clock's sleep; notes how long it was told to."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> Slept:
    made = Slept()
    monkeypatch.setattr(time, "sleep", made)
    return made


def work_with(patch: pytest.MonkeyPatch, answers: Iterator[Exception | None]) -> str:
    """Let the work end so, one time after the other; what the worker says."""

    def work() -> None:
        if failure := next(answers):
            raise failure

    patch.setattr(worker, "_work", work)
    said = io.StringIO()
    worker.Command(stderr=said).handle()
    return said.getvalue()


def test_it_asks_again_until_the_database_is_there(
    monkeypatch: pytest.MonkeyPatch, slept: Slept
) -> None:
    away = [OperationalError("gone"), *[ConnectorException()] * 200, None]

    said = work_with(monkeypatch, iter(away))

    assert slept.seconds[:5] == [1.0, 2.0, 4.0, 5.0, 5.0]
    assert len(slept.seconds) == 201
    assert "The worker waits for the database (OperationalError" in said
    assert "gone" not in said


def test_another_fault_ends_it(monkeypatch: pytest.MonkeyPatch, slept: Slept) -> None:
    with pytest.raises(WrongDatabaseRole):
        work_with(monkeypatch, iter([WrongDatabaseRole("a superuser")]))

    assert slept.seconds == []

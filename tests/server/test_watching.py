"""Who watches tells operators by itself, once a day, of what nobody else can notice."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.support.mail_server import MailCatcher, catching_mail, send_to
from tests.support.together import in_loop
from unhidden.health.facts import HealthReading, MachineFacts, parse_database_facts
from unhidden.hosting.health import watching
from unhidden.hosting.health.answering import HealthPages
from unhidden.hosting.health.watching import HealthWatcher, ToldOperators

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
_NOTHING = (
    *("powerful", "note", "unsealed_since", "unsealed_days_since", "jobs"),
    *("unapplied_since", "leads_without_keys"),
    *("failed_jobs", "connections", "settings", "observations"),
)
FACTS = parse_database_facts(
    "unhidden_health",
    {
        **dict.fromkeys(_NOTHING),
        "at": NOW.timestamp(),
        "worker_seen_at": NOW.timestamp(),
    },
)
WELL = HealthReading(
    at=NOW, role="unhidden_health", schema=0, machine=MachineFacts(), database=FACTS
)
WITHOUT_WORKER = replace(WELL, database=replace(FACTS, worker_seen_at=None))
AWAY = replace(WELL, database=None, failure="refused")


@pytest.fixture
def mail(settings: Settings) -> Iterator[MailCatcher]:
    with catching_mail() as server:
        send_to(settings, server.port)
        yield server


class Looks:
    """A watcher, and what it will find."""

    def __init__(self, file: Path, patience: float = 0.0) -> None:
        self.found = WELL
        told = ToldOperators(["operators@example.org"], "staff.example.org", file)
        self.watcher = HealthWatcher(lambda: self.found, told, patience=patience)

    def look(self, *readings: HealthReading) -> None:
        for self.found in readings:
            self.watcher.look_once()


def subjects(mail: MailCatcher) -> list[str]:
    letters = [
        message_from_bytes(each, policy=policy.default) for _, each in mail.letters
    ]
    return [str(letter["Subject"]).rpartition(": ")[2] for letter in letters]


@pytest.mark.parametrize(
    ("reading", "topic"), [(WITHOUT_WORKER, "Background worker"), (AWAY, "Database")]
)
def test_operators_are_told_once_a_day_also_after_a_start(
    mail: MailCatcher, tmp_path: Path, reading: HealthReading, topic: str
) -> None:
    file = tmp_path / "told.json"
    Looks(file).look(WELL, reading, reading, WELL, reading)
    Looks(file).look(reading, reading)

    assert subjects(mail) == [topic]

    tomorrow = replace(reading, at=datetime(2026, 11, 29, 12, tzinfo=UTC))
    Looks(file).look(tomorrow, tomorrow)
    assert subjects(mail) == [topic, topic]


def test_what_is_over_soon_is_told_to_nobody(mail: MailCatcher, tmp_path: Path) -> None:
    Looks(tmp_path / "told.json", patience=60.0).look(AWAY, AWAY, WELL, AWAY)

    assert mail.letters == []


def test_a_letter_that_was_not_taken_is_tried_again(
    mail: MailCatcher,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "AGAIN", 0.0)
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    looks = Looks(tmp_path / "told.json")
    looks.look(AWAY)

    settings.EMAIL_PORT = right
    looks.look(AWAY)

    assert subjects(mail) == ["Database"]


def test_without_a_place_to_keep_it_memory_does(
    mail: MailCatcher, tmp_path: Path
) -> None:
    Looks(tmp_path / "missing" / "told.json").look(AWAY, AWAY, AWAY)

    assert subjects(mail) == ["Database"]


def test_an_answer_that_is_too_old_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(tmp_path / "told.json", patience=60.0)
    assert looks.watcher.find_answer() is None
    looks.look(WELL)
    assert looks.watcher.find_answer() is not None

    later = time.monotonic() + watching.STALE + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)

    assert looks.watcher.find_answer() is None


def ask(host: str, folder: Path) -> tuple[int, bytes]:
    """The status and the page, for whoever asks for this host."""
    told = ToldOperators([], "staff.example.org", folder / "told.json")
    watcher = HealthWatcher(lambda: WELL, told)
    watcher.look_once()
    sent: list[Mapping[str, Any]] = []

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    headers = [(b"host", host.encode())]
    scope = {"method": "GET", "path": "/metrics", "headers": headers}
    in_loop(HealthPages(watcher)(scope, None, send))
    return sent[0]["status"], sent[1]["body"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8003", "localhost.evil.example", "", "1.2.3"]
)
def test_a_page_of_a_stranger_that_borrows_our_address_reads_nothing(
    host: str, tmp_path: Path
) -> None:
    """Its name leads to 127.0.0.1, so the browser takes our answer for its own."""
    status, page = ask(host, tmp_path)

    assert status == 421
    assert b"unhidden_" not in page


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8003", "[::1]:8003", "localhost", "10.1.2.3"]
)
def test_who_asks_by_the_address_is_answered(host: str, tmp_path: Path) -> None:
    status, page = ask(host, tmp_path)

    assert status == 200
    assert b"unhidden_" in page

"""Operators are told by e-mail of what must not wait, once a day for each topic."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.made import audit as made_audit
from tests.support.mail_server import MailCatcher, catching_mail, send_to
from tests.support.roles import as_role
from unhidden.audit import tasks as audit_tasks
from unhidden.config.location import REPOSITORY
from unhidden.health import actions, presenters, rules, tasks
from unhidden.health.machine import note_backup
from unhidden.health.models import SentAlarm, WorkerObservation

OPERATORS = ["one@example.org", "two@example.org"]


@pytest.fixture
def mail(settings: Settings, tmp_path: Path, db: None) -> Iterator[MailCatcher]:
    """A server that takes letters, and an installation of which all is well."""
    settings.SERVES_AS = "unhidden_worker"
    settings.OPERATORS, settings.STAFF_DOMAIN = OPERATORS, "staff.example.org"
    settings.STATE, settings.FREE_DISK, settings.CERTIFICATE = tmp_path, 0, ""
    settings.IS_DEMONSTRATION = False
    note_backup(tmp_path, at=timezone.now())
    with catching_mail() as server:
        send_to(settings, server.port)
        yield server


def work() -> int:
    """One turn of the worker, as its own role."""
    with as_role("worker"):
        return int(tasks.tell(0))


def subjects(mail: MailCatcher) -> list[tuple[str, str]]:
    return [
        (to, str(message_from_bytes(written, policy=policy.default)["Subject"]))
        for to, written in mail.letters
    ]


def test_of_a_well_installation_nobody_is_told(mail: MailCatcher) -> None:
    assert work() == 0
    assert mail.letters == []


def test_each_operator_is_told_once_a_day(mail: MailCatcher, tmp_path: Path) -> None:
    note_backup(tmp_path, at=timezone.now() - timedelta(hours=40))

    assert [work(), work()] == [1, 0]

    subject = "Unhidden, staff.example.org: Backup"
    assert subjects(mail) == [(each, subject) for each in OPERATORS]
    assert b"Hours since the last backup: 40" in mail.letters[0][1]
    assert b"alarms.md" in mail.letters[0][1]


def test_the_next_day_they_are_told_again(mail: MailCatcher, tmp_path: Path) -> None:
    note_backup(tmp_path, at=timezone.now() - timedelta(hours=40))
    work()
    with as_role("worker"):
        SentAlarm.objects.filter(topic="backup").delete()
        SentAlarm.objects.create(topic="backup", day="2026-01-01")

    assert work() == 1

    with as_role("worker"):
        assert SentAlarm.objects.filter(day="2026-01-01").count() == 0


def test_what_no_server_took_is_sent_later(
    mail: MailCatcher, settings: Settings, tmp_path: Path
) -> None:
    note_backup(tmp_path, at=timezone.now() - timedelta(hours=40))
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    assert work() == 0

    settings.EMAIL_PORT = right
    assert work() == 1
    assert len(mail.letters) == 2


def test_without_a_server_the_log_is_told(
    mail: MailCatcher,
    settings: Settings,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.EMAIL_HOST = ""
    note_backup(tmp_path, at=timezone.now() - timedelta(hours=40))

    with caplog.at_level(logging.ERROR):
        work()

    assert "Alarm: Hours since the last backup: 40. One is missing." in caplog.text
    assert mail.letters == []


def test_the_worker_looks_at_chains_heads_and_the_mail_server(
    mail: MailCatcher, cast: object
) -> None:
    with as_role("worker"):
        tasks.look(0)
        found = dict(WorkerObservation.objects.values_list("subject", "is_well"))

    assert found == {"chains": True, "anchors": True, "mail": True}


def test_heads_that_the_record_does_not_have_are_noticed(
    mail: MailCatcher, settings: Settings
) -> None:
    made_audit.add_sealed(2)
    file = audit_tasks.find_anchors_file()
    file.parent.mkdir()
    file.write_text(f"1 2 {'0' * 64} {'0' * 32}\n")

    with as_role("worker"):
        tasks.look(0)
    told = work()

    assert told == 1
    assert subjects(mail)[0][1].endswith("Heads of the record")


def test_a_letter_of_another_day_is_claimed_by_one_worker_alone(db: None) -> None:
    at = timezone.now()
    with as_role("worker"):
        with actions.claim_alarm("disk", at=at) as first:
            pass
        with actions.claim_alarm("disk", at=at) as second:
            pass

    assert (first, second) == (True, False)


def test_each_alarm_has_a_section_that_says_what_to_do() -> None:
    text = (REPOSITORY / "docs" / "operators" / "alarms.md").read_text()
    sections = {
        part.partition("\n")[0]: part.partition("\n")[2] for part in text.split("\n## ")
    }

    for code in (*rules.CODES, "health"):
        body = sections[presenters.TITLES[code]]
        for label in ("**What it means.**", "**Look at.**", "**Do.**"):
            assert label in body, (code, label)
        assert f"“{presenters.TITLES[code]}”" in presenters.name_section(code)

"""The disk, the last backup and the certificate's end are read from this machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.mail_server import make_authority
from unhidden.health.machine import LAST_BACKUP, note_backup, read_machine

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_the_last_backup_is_the_one_that_was_noted_last(tmp_path: Path) -> None:
    for hours in (30, 3):
        note_backup(tmp_path, at=NOW - timedelta(hours=hours))

    found = read_machine(state=tmp_path, certificate="", floor=1)

    assert found.backup_at == NOW - timedelta(hours=3)
    assert (tmp_path / LAST_BACKUP).stat().st_mode & 0o777 == 0o644
    assert [each.name for each in tmp_path.iterdir()] == [LAST_BACKUP]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"made_at": 4}', '{"made_at": "x"}'])
def test_a_damaged_note_is_no_backup(tmp_path: Path, text: str) -> None:
    (tmp_path / LAST_BACKUP).write_text(text)

    found = read_machine(state=tmp_path, certificate="", floor=1)

    assert found.backup_at is None


def test_free_disk_is_read_where_the_state_lies(tmp_path: Path) -> None:
    found = read_machine(state=tmp_path, certificate="", floor=7)
    missing = read_machine(state=tmp_path / "no", certificate="", floor=7)

    assert found.free_megabytes is not None
    assert found.floor_megabytes == 7
    assert missing.free_megabytes is None


def test_the_certificate_ends_with_the_first_of_its_chain(tmp_path: Path) -> None:
    make_authority(tmp_path, "staff.example.org")
    chain = next(tmp_path.glob("server-*"))

    found = read_machine(state=tmp_path, certificate=str(chain), floor=1)
    (tmp_path / "none").write_text("no certificate")
    unread = read_machine(state=tmp_path, certificate=str(tmp_path / "none"), floor=1)

    assert found.certificate_ends_at is not None
    assert unread.is_certificate_named
    assert unread.certificate_ends_at is None

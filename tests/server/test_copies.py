"""Only a copy that a restore of ours made is dropped, and only when nobody is in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.server.backups import Kept
from unhidden.hosting.backup import copies, restoring
from unhidden.hosting.backup.restoring import OpenableBackup
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.postgres import databases
from unhidden.hosting.postgres.connecting import connect
from unhidden.hosting.refusal import Refusal


@pytest.fixture
def copied(kept: Kept, backup: OpenableBackup) -> Kept:
    """A copy of the installation stands beside it."""
    restoring.restore_backup(kept.copy, backup, backup.check(), is_copy=True)
    return kept


def refused(kept: Kept, installation: Installation, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        copies.drop_copy(installation, kept.copy.database)
    assert kept.has_copy()


def test_a_copy_is_dropped(copied: Kept) -> None:
    copies.drop_copy(copied.installation, copied.copy.database)

    assert not copied.has_copy()


def test_a_copy_that_is_in_use_is_kept(copied: Kept) -> None:
    with copied.inside(copied.copy):
        refused(copied, copied.installation, "1 connections to")


def test_the_copy_that_is_served_is_kept(copied: Kept) -> None:
    refused(copied, copied.copy, "is the database of this installation")


def test_another_installations_copy_is_kept(copied: Kept) -> None:
    installation = copied.installation
    other = {**installation.secrets, "installation": "another"}

    refused(copied, replace(installation, secrets=other), "There is none")


def test_what_was_restored_to_be_used_is_kept(
    kept: Kept, backup: OpenableBackup
) -> None:
    restoring.restore_backup(kept.copy, backup, backup.check())

    refused(kept, kept.installation, "does not say that it is a copy")


def test_a_database_without_a_note_is_kept(copied: Kept) -> None:
    with connect(copied.installation.server) as admin:
        databases.drop_database(admin, copied.copy.database)
        databases.create_database(admin, copied.copy.database)

    refused(copied, copied.installation, "does not say that it is a copy")

"""A backup is of an installation, and is not taken for another's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.server.backups import Kept
from unhidden.hosting import secret_files
from unhidden.hosting.backup import making, manifest, restoring
from unhidden.hosting.backup.restoring import OpenableBackup
from unhidden.hosting.installation import identity
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.connecting import connect
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles, versions

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("backup")]


def with_other_secrets(kept: Kept) -> Installation:
    """The same database, opened with a state folder that was lost and made anew."""
    state = StateFolder(kept.folder / "other")
    state.make()
    keys = (kept.installation.state.secrets / "backup.pub").read_bytes()
    (state.secrets / "backup.pub").write_bytes(keys)
    return replace(
        kept.installation, state=state, secrets=secret_files.ensure_secrets(state)
    )


def test_with_other_secrets_there_is_no_backup(kept: Kept) -> None:
    with pytest.raises(Refusal, match="belongs to other secrets"):
        making.make_backup(with_other_secrets(kept), kept.file)

    assert not kept.file.exists()


def test_whoever_means_it_gets_one_that_names_the_right_secrets(kept: Kept) -> None:
    other = with_other_secrets(kept)

    made = making.make_backup(other, kept.file, other_secrets=True)

    assert manifest.other_secrets(made, kept.installation.secrets) == []
    assert manifest.other_secrets(made, other.secrets) == sorted(made.secrets)


def test_so_does_a_machine_that_only_makes_backups(kept: Kept) -> None:
    making.make_backup(
        kept.installation, kept.folder / "before"
    )  # gives the role its rights
    name = database_roles.ROLES["backup"]
    with connect(kept.installation.server) as admin:
        roles.set_password(admin, name, "a word")
    server = {**kept.installation.server, "user": name, "password": "a word"}

    made = making.make_backup(
        replace(with_other_secrets(kept), server=server), kept.file
    )

    assert manifest.other_secrets(made, kept.installation.secrets) == []


def test_an_older_program_makes_none(kept: Kept) -> None:
    newer = replace(
        identity.note_of(kept.installation),
        is_ready=True,
        schema=versions.find_schema_number() + 1,
    )
    with connect(kept.installation.server) as admin:
        databases.write_note(admin, kept.installation.database, newer)

    for meant in (False, True):
        with pytest.raises(Refusal, match="belong to a newer version"):
            making.make_backup(kept.installation, kept.file, other_secrets=meant)


def test_nothing_is_restored_beside_another_installation(
    kept: Kept, backup: OpenableBackup
) -> None:
    secrets = {**kept.installation.secrets, "installation": "others"}
    other = replace(kept.copy, secrets=secrets)

    with pytest.raises(Refusal, match="belong to another installation"):
        restoring.restore_backup(other, backup, backup.check())

    assert not kept.has_copy()

"""Restoring a backup: read whole first, then into an empty database, then compared.

What does not come out as it went in is dropped again: nothing half-made is left.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from unhidden.hosting.backup import contents, manifest, programs, role, store
from unhidden.hosting.backup.container import (
    BYTES,
    DUMP,
    FILE,
    MANIFEST,
    DamagedBackup,
    read_messages,
)
from unhidden.hosting.backup.manifest import BackupManifest
from unhidden.hosting.backup.progress import show_progress
from unhidden.hosting.installation import identity
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.connecting import Connection, Parameters, connect
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.refusal import Refusal
from unhidden.lib import versions


@dataclass(frozen=True, slots=True)
class OpenableBackup:
    """A file and the key that opens it."""

    file: Path
    private_key: bytes

    def check(self) -> BackupManifest:
        """Read everything; its manifest. Refusal when a byte is not as written."""
        if not self.file.is_file():
            raise Refusal(f"There is no file {self.file}.")
        seen: dict[str, _Digest] = defaultdict(_Digest)
        name, told = "", b""
        with show_progress("Checking", self.file.stat().st_size) as advance:
            for kind, content in read_messages(self.file, self.private_key):
                advance(len(content))
                if kind == MANIFEST:
                    told = content
                elif kind == FILE:
                    name = content.decode()
                    seen[name].add(b"")
                else:
                    seen["" if kind == DUMP else name].add(content)
        digests = {name: one.result() for name, one in seen.items()}
        return _agreed(self.file, told, digests)


class _Digest:
    def __init__(self) -> None:
        self._digest, self._size = hashlib.sha256(), 0

    def add(self, piece: bytes) -> None:
        self._digest.update(piece)
        self._size += len(piece)

    def result(self) -> tuple[int, str]:
        return self._size, self._digest.hexdigest()


def _agreed(
    file: Path, told: bytes, digests: dict[str, tuple[int, str]]
) -> BackupManifest:
    """The manifest, when it tells of exactly what was there."""
    if json.loads(told or b"{}").get("format") != manifest.FORMAT:
        raise Refusal(f"{file} was made by a newer version: restore it with that.")
    found = BackupManifest.from_bytes(told)
    wanted = {f"{one.folder}/{one.path}": (one.size, one.digest) for one in found.files}
    wanted[""] = (found.dump_size, found.dump_digest)
    if wanted != digests:
        raise DamagedBackup(f"{file} does not hold what its own list says.")
    return found


def check_program(found: BackupManifest) -> None:
    """Raise Refusal for tables that are newer than this program, or too old for it."""
    names = found.contents.migrations
    if unknown := versions.find_unknown_migration(names):
        raise Refusal(
            f"The backup was made by another version ({found.program}), with tables"
            f" that this one does not know ({unknown}): install that version first."
        )
    if name := versions.find_missing_migration(names):
        raise Refusal(
            f"The backup was made by an earlier version ({found.program}), and this one"
            f" begins after it ({name} is missing): restore it with the last version"
            " that has that, and update then."
        )


def check_secrets(found: BackupManifest, secrets: dict[str, str], place: Path) -> None:
    """Raise Refusal when these are not the secrets that belong to the data."""
    other = manifest.other_secrets(found, secrets)
    if other:
        raise Refusal(
            f"The secrets in {place} are not those of the backup"
            f" ({', '.join(other)}), and what was sealed with them would stay closed:"
            " put back that installation's file of secrets first, or add"
            " --other-secrets to restore all the same."
        )


def restore_backup(
    installation: Installation,
    backup: OpenableBackup,
    found: BackupManifest,
    *,
    is_copy: bool = False,
    keep: bool = False,
) -> list[str]:
    """Restore into the installation's database; what differs, when kept anyway.

    Raises Refusal, with no database left, when anything differs. The file store comes
    back too, but with a copy under another name, which has none of its own.
    """
    installation = replace(installation, is_synthetic=found.is_synthetic)
    folder = installation.state.folder
    folders = {one.folder for one in found.files} if not is_copy else set()
    store.check_empty(folder, folders)
    with connect(installation.server) as admin:
        note = databases.read_note(admin, installation.database)
        identity.check_identity(admin, installation, note)
        roles.check_may_set_up(admin)
        identity.ensure_roles(admin, installation)
        role.ensure_backup_role(admin)
        fresh = replace(identity.note_of(installation), is_copy=is_copy)
        with _new_database(admin, installation, fresh) as name:
            _pour(admin, installation, backup, found.contents.server_version)
            role.let_read(admin, installation.server, name)
            different = _compare(installation, found)
            if different and not keep:
                raise Refusal("\n".join([*different, "Nothing of it was kept."]))
            if folders:
                _put_files(folder, backup, folders)
            databases.write_note(admin, name, replace(fresh, is_ready=True))
    return different


@contextmanager
def _new_database(
    admin: Connection, installation: Installation, fresh: DatabaseNote
) -> Iterator[str]:
    """An empty database, dropped again when the block raises.

    Its note, ``fresh``, says that it is not ready: what a killed restore leaves is
    dropped by the next one, or by the next start.
    """
    name, server = installation.database, installation.server
    note = databases.read_note(admin, name)
    if note is not None and not note.is_ready:
        databases.drop_database(admin, name)
    if not databases.ensure_database(admin, server, name):
        raise Refusal(
            f"The database {name} holds tables, and a backup is restored into a new"
            " one only: name another with --into."
        )
    databases.write_note(admin, name, fresh)
    try:
        yield name
    except BaseException:
        databases.drop_database(admin, name)
        raise


def _pour(
    admin: Connection, installation: Installation, backup: OpenableBackup, version: int
) -> None:
    """Feed the dump to pg_restore: all in one transaction, or nothing."""
    version = max(version, admin.info.server_version // 10_000)
    command = [programs.find_program("pg_restore", version), "--format=custom"]
    command += ["--exit-on-error", "--single-transaction"]
    server = {**installation.server, "dbname": installation.database}
    if not roles.is_superuser(admin):
        command += ["--no-owner", f"--role={databases.OWNER}"]
    with (
        show_progress("Restoring", backup.file.stat().st_size) as advance,
        programs.run_program(command, server, "stdin") as goal,
    ):
        for kind, content in read_messages(backup.file, backup.private_key):
            advance(len(content))
            if kind == DUMP:
                goal.write(content)


def _compare(installation: Installation, found: BackupManifest) -> list[str]:
    reader: Parameters = role.make_role_parameters(
        installation.server, installation.database
    )
    with connect(reader) as connection:
        connection.execute("begin isolation level repeatable read read only")
        return manifest.list_differences(
            found.contents, contents.read_contents(connection)
        )


def _put_files(state: Path, backup: OpenableBackup, folders: set[str]) -> None:
    """Write the files of the file store to where they were, all or none."""
    goal: IO[bytes] | None = None
    try:
        for kind, content in read_messages(backup.file, backup.private_key):
            if kind == FILE:
                goal = _next_file(goal, store.locate_file(state, content.decode()))
            elif kind == BYTES and goal is not None:
                goal.write(content)
    except BaseException:
        for folder in folders:
            shutil.rmtree(state / folder, ignore_errors=True)
        raise
    finally:
        if goal is not None:
            goal.close()


def _next_file(before: IO[bytes] | None, path: Path) -> IO[bytes]:
    if before is not None:
        before.close()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.open("xb")

"""Making a backup: one moment of the database, sealed while it is read.

The figures and the dump are of the same snapshot. Nothing readable touches the disk.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO

import psycopg

from unhidden.hosting import locks
from unhidden.hosting.backup import contents, files, keys, programs, role, store
from unhidden.hosting.backup.container import (
    BYTES,
    DUMP,
    FILE,
    MANIFEST,
    PIECE,
    MessageWriter,
)
from unhidden.hosting.backup.contents import DatabaseContents
from unhidden.hosting.backup.manifest import BackedUpFile, BackupManifest, not_lost
from unhidden.hosting.backup.progress import Advance, show_progress
from unhidden.hosting.installation import identity, opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.connecting import Connection, Parameters, connect
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.refusal import Refusal

_SNAPSHOT = "begin isolation level repeatable read read only"


def make_backup(
    installation: Installation, file: Path, *, other_secrets: bool = False
) -> BackupManifest:
    """Write the backup ``file`` and read it back; Refusal, with nothing left of it.

    With ``other_secrets`` also of a database whose secrets are not these; the backup
    names those that belong to it.
    """
    public_key = keys.read_public(installation.state)
    with locks.hold_lock(installation.state.folder / opening.SET_UP):
        note = _check_there(installation, other_secrets=other_secrets)
    with (
        files.refuse_file_errors(file),
        show_progress("Backing up") as advance,
        files.write_new_file(file) as out,
    ):
        writer = MessageWriter(out, public_key)
        manifest = _fill(writer, installation, note, advance)
        writer.add(MANIFEST, manifest.to_bytes())
        if _read_back(out) != writer.digest():
            raise Refusal(f"The disk does not give back what was written: {file}.")
    return manifest


def _read_back(out: BinaryIO) -> bytes:
    """The digest of the file as the disk has it, not as memory remembers it."""
    out.flush()
    os.fsync(out.fileno())
    if sys.platform == "linux":
        os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    out.seek(0)
    digest = hashlib.sha256()
    while piece := out.read(PIECE):
        digest.update(piece)
    return digest.digest()


def _check_there(installation: Installation, *, other_secrets: bool) -> DatabaseNote:
    """The database's note; the role that reads it is ensured."""
    name = installation.database
    with connect(installation.server) as admin:
        note = databases.read_note(admin, name)
        if note is None or not note.is_ready:
            raise Refusal(f"There is nothing to back up: {name} is not set up.")
        # Who signs in as the role itself changes nothing, and needs no other secret.
        if installation.server.get("user") == role.NAME:
            identity.check_age(installation, note)
        else:
            identity.check_identity(
                admin, installation, note, other_secrets=other_secrets
            )
            roles.check_may_set_up(admin)
            role.ensure_backup_role(admin)
            role.let_read(admin, installation.server, name)
    return note


def _fill(
    writer: MessageWriter,
    installation: Installation,
    note: DatabaseNote,
    advance: Advance,
) -> BackupManifest:
    started = datetime.now(UTC)
    reader = role.make_role_parameters(installation.server, installation.database)
    with _snapshot(reader) as (connection, snapshot):
        found = _figures(connection)
        command = _dump(snapshot, found.server_version)
        with programs.run_program(command, reader, "stdout") as output:
            size, digest = _pour(writer, DUMP, output, advance)
    # After the rows that name them: a file is stored before its row.
    stored = tuple(_add_files(writer, installation.state.folder, advance))
    return BackupManifest(
        made_at=started.isoformat(timespec="seconds"),
        program=importlib.metadata.version("unhidden"),
        database=installation.database,
        migrated=note.migrated,
        contents=found,
        secrets=not_lost(
            note.secrets or identity.fingerprint_secrets(installation.secrets)
        ),
        files=stored,
        dump_size=size,
        dump_digest=digest,
        is_synthetic=note.is_synthetic,
    )


@contextmanager
def _snapshot(reader: Parameters) -> Iterator[tuple[Connection, str]]:
    try:
        with connect(reader) as connection:
            connection.execute(_SNAPSHOT)
            row = connection.execute("select pg_export_snapshot()").fetchone()
            yield connection, str(row[0]) if row else ""
    except psycopg.OperationalError as error:
        reason = str(error).splitlines()[0]
        raise Refusal(f"The database did not go on: {reason}") from error


def _figures(connection: Connection) -> DatabaseContents:
    try:
        return contents.read_contents(connection)
    except psycopg.errors.InsufficientPrivilege as error:
        reason = error.diag.message_primary
        raise Refusal(f"{role.NAME} may not read everything: {reason}.") from error


def _dump(snapshot: str, version: int) -> list[str]:
    return [
        programs.find_program("pg_dump", version),
        *("--format=custom", "--compress=3", f"--snapshot={snapshot}"),
    ]


def _add_files(
    writer: MessageWriter, folder: Path, advance: Advance
) -> Iterator[BackedUpFile]:
    for kept, path in store.list_stored_files(folder):
        writer.add(FILE, f"{kept}/{path}".encode())
        with (folder / kept / path).open("rb") as opened:
            size, digest = _pour(writer, BYTES, opened, advance)
        yield BackedUpFile(kept, path, size, digest)


def _pour(
    writer: MessageWriter, kind: bytes, source: IO[bytes], advance: Advance
) -> tuple[int, str]:
    """All of ``source`` as messages; its size and digest."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        writer.add(kind, piece)
        digest.update(piece)
        size += len(piece)
        advance(len(piece))
    return size, digest.hexdigest()

"""What a backup says of itself, and how what was restored differs from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from unhidden.hosting.backup.contents import FUNCTIONS, DatabaseContents, TableFigures
from unhidden.hosting.installation import identity

FORMAT = 1


@dataclass(frozen=True, slots=True)
class BackedUpFile:
    """One file of the file store: the folder it is kept in, and its place there."""

    folder: str
    path: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """Closes a backup: nothing in it may be missing or more than this."""

    made_at: str
    program: str
    database: str
    migrated: str
    contents: DatabaseContents
    #: Which secrets belong to the data: name to fingerprint, never the secret.
    secrets: Mapping[str, str]
    files: tuple[BackedUpFile, ...]
    dump_size: int
    dump_digest: str
    format: int = FORMAT
    #: Older ones were made of demonstrations alone.
    is_synthetic: bool = True

    def to_bytes(self) -> bytes:
        """As it is written."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> BackupManifest:
        """What ``to_bytes`` gave."""
        data: dict[str, Any] = json.loads(text)
        held = data.pop("contents")
        contents = DatabaseContents(
            tables={name: TableFigures(**one) for name, one in held["tables"].items()},
            sequences=held["sequences"],
            migrations=tuple(held["migrations"]),
            server_version=held["server_version"],
        )
        files = tuple(BackedUpFile(**one) for one in data.pop("files"))
        return cls(contents=contents, files=files, **data)


def not_lost(fingerprints: Mapping[str, str]) -> dict[str, str]:
    """Those of the secrets without which restored data is of less use.

    Passwords and the keys that sign sessions and contexts are made anew at no loss.
    """
    return {
        name: one
        for name, one in fingerprints.items()
        if not name.endswith(("password", "secret_key", "context_key"))
    }


def other_secrets(manifest: BackupManifest, secrets: Mapping[str, str]) -> list[str]:
    """The names of secrets that are not those of the backup."""
    ours = identity.fingerprint_secrets(secrets)
    return [name for name, one in manifest.secrets.items() if ours.get(name) != one]


def list_differences(wanted: DatabaseContents, found: DatabaseContents) -> list[str]:
    """A sentence for each way in which ``found`` is not what was backed up."""
    is_same_server = wanted.server_version == found.server_version
    names = sorted({*wanted.tables, *found.tables})
    sentences = [
        sentence
        for name in names
        for sentence in _of_table(
            name, wanted.tables.get(name), found.tables.get(name), is_same_server
        )
    ]
    for name, last in wanted.sequences.items():
        if found.sequences.get(name, -1) < last:
            sentences.append(f"The sequence {name} is behind: it must be at {last:,}.")
    return sentences


def _of_table(
    name: str,
    wanted: TableFigures | None,
    found: TableFigures | None,
    is_same_server: bool,
) -> Iterator[str]:
    if wanted is None or found is None:
        where = "backup" if wanted is None else "restored database"
        yield f"The table {name} is not in the {where}."
        return
    if found.rows != wanted.rows:
        yield f"The table {name} has {found.rows:,} rows instead of {wanted.rows:,}."
    elif found.content != wanted.content:
        yield f"The table {name} has the right number of rows with other contents."
    # Another version of the server says the same rule in other words.
    if is_same_server and found.structure != wanted.structure:
        yield _built_otherwise(name)


def _built_otherwise(name: str) -> str:
    if name == FUNCTIONS:
        return "The functions of the database, or the rights on them, are others."
    return f"The table {name} has other columns, constraints, policies or rights."

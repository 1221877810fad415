"""Fingerprints of files, to know whether something must be done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from unhidden.config import location

_KINDS = {".py", ".sql", ".csv", ".json"}
_NOT_PROGRAM = {"tests", "templates", "static", "locale", "__pycache__"}
_NOT_SCHEMA = {"views", "forms", "urls", "tasks", "queries", "widgets"}


def fingerprint_sources(files: Iterable[Path]) -> str:
    """A short digest of the files' places and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(location.REPOSITORY)).encode() + b"\0")
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def of_schema() -> str:
    """Changes whenever migrating or granting might do something new.

    Tables, grants and lists follow from migrations, models, settings and the actions
    that load: from all files but those that only serve.
    """
    ours = (file for file in _files(location.HOUSE) if not _NOT_SCHEMA & _words(file))
    return fingerprint_sources(
        [*_libraries(), *ours, *_files(location.HOUSE / "config" / "settings")]
    )


def of_program() -> str:
    """Changes whenever the demonstration might come out differently."""
    return fingerprint_sources(
        [*_libraries(), *_files(location.HOUSE), *_files(location.HOUSE / "demo")]
    )


def _libraries() -> Iterable[Path]:
    """What says which versions are installed: beside a wheel, what each says itself."""
    if location.IS_CLONE:
        return [location.REPOSITORY / "requirements" / "run.txt"]
    return location.HOUSE.parent.glob("*.dist-info/METADATA")


def _files(folder: Path) -> Iterable[Path]:
    return (
        file
        for file in folder.rglob("*")
        if file.suffix in _KINDS and not _NOT_PROGRAM & _words(file)
    )


def _words(file: Path) -> set[str]:
    return set(file.relative_to(location.REPOSITORY).with_suffix("").parts)


def read_stamp(file: Path) -> str:
    """The fingerprint that was stamped last; empty when there is none."""
    return file.read_text() if file.exists() else ""

"""Fingerprints of files, to know whether something must be done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from config.server.paths import REPOSITORY

LIBRARIES = REPOSITORY / "requirements" / "run.txt"
_NOT_SCHEMA = {"tests", "templates", "static", "locale", "__pycache__"}


def fingerprint(files: Iterable[Path]) -> str:
    """A short digest of the files' places and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(REPOSITORY)).encode() + b"\0")
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def of_schema() -> str:
    """Changes whenever migrating or granting might do something new.

    Tables, policies and grants follow from migrations, models and settings, and a
    grant may be declared in any file of a module: so from all Python outside tests.
    """
    return fingerprint([LIBRARIES, *_files("src"), *_files("config/settings")])


def of_program() -> str:
    """Changes whenever the demonstration might come out differently."""
    demonstration = [*_files("config/demo"), *_files("config/demo", "*.json")]
    return fingerprint([LIBRARIES, *_files("src"), *demonstration])


def _files(folder: str, pattern: str = "*.py") -> Iterable[Path]:
    return (
        file
        for file in (REPOSITORY / folder).rglob(pattern)
        if not _NOT_SCHEMA & set(file.relative_to(REPOSITORY).parts)
    )


def read_stamp(file: Path) -> str:
    """The fingerprint that was stamped last; empty when there is none."""
    return file.read_text() if file.exists() else ""

"""The tests that use the whole program, and on which program they passed last.

They start sites and servers, drive browsers and install: most of the time that all
tests take. ``make prove PART=whole`` runs them, and writes into ``tests/whole.json`` on
what each file of tests passed: a digest of itself and of every file of the program.
``make test`` leaves out the files that passed on what is there now. Asked for by name,
they always run.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from unhidden.hosting.paths import REPOSITORY

FOLDERS = ("browser", "journeys", "packaged", "server", "upgrade")
LIST = REPOSITORY / "tests" / "whole.json"
#: Set where what passed before is left out.
LEAVES_OUT = "UNHIDDEN_LEAVES_OUT_PROVED"
#: What changes nothing that these tests meet.
_APART = {
    "docs",
    "tests/architecture",
    "tests/docs",
    "tests/prove",
    "tests/security/rls",
}


def list_files() -> list[str]:
    """The files of these tests, as paths in the repository."""
    tests = REPOSITORY / "tests"
    found = (file for name in FOLDERS for file in (tests / name).rglob("test_*.py"))
    return sorted(str(file.relative_to(REPOSITORY)) for file in found)


def is_proved(file: str) -> bool:
    """Whether the tests of this file passed on this very program."""
    return _read_list().get(file) == make_digest(file)


def leave_out_proved(items: Iterable[pytest.Item]) -> None:
    """Mark the tests of files that passed to be left out."""
    known = _read_list()
    proved = {file for file in list_files() if known.get(file) == make_digest(file)}
    passed = pytest.mark.skip(f"passed on this very program: {LIST.name} says so")
    for item in items:
        if str(item.path.relative_to(REPOSITORY)) in proved:
            item.add_marker(passed)


def note_proved(files: Iterable[str]) -> None:
    """Keep that the tests of these files passed; what is there no more is left out."""
    noted = {**_read_list(), **{file: make_digest(file) for file in files}}
    kept = {file: noted[file] for file in list_files() if file in noted}
    LIST.write_text(json.dumps(kept, indent=0, sort_keys=True) + "\n")


def make_digest(file: str) -> str:
    """A digest of a file of tests, and of the program that it tries."""
    return _hash([_hash_program(), (REPOSITORY / file).read_bytes()])


def _read_list() -> Mapping[str, str]:
    read: dict[str, str] = json.loads(LIST.read_text()) if LIST.exists() else {}
    return read


@cache
def _hash_program() -> bytes:
    """Of every file that git knows or would take, but what changes nothing here."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    named = subprocess.run(asked, cwd=REPOSITORY, capture_output=True, check=True)
    files = {Path(name) for name in named.stdout.decode().split("\0") if name}
    texts = []
    for file in sorted(filter(_counts, files)):
        texts += [str(file).encode(), (REPOSITORY / file).read_bytes()]
    return _hash(texts).encode()


def _counts(file: Path) -> bool:
    """Whether a file is of the program, or of what its tests lean on."""
    if file.suffix == ".md" or not (REPOSITORY / file).exists():
        return False
    if any(file.is_relative_to(folder) for folder in _APART):
        return False
    is_test = file.name.startswith("test_") and file.suffix == ".py"
    return not is_test and file.name != LIST.name


def _hash(texts: Iterable[bytes]) -> str:
    digest = sha256()
    for text in texts:
        digest.update(len(text).to_bytes(8, "big") + text)
    return digest.hexdigest()[:32]

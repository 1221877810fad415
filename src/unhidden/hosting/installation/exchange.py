"""Files between whoever gave a command and a step that has an account of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.processes.ownership import REMEMBERING


@contextmanager
def lend_folder(installation: Installation) -> Iterator[Path]:
    """A folder that the step may write in; gone afterwards."""
    state, account = installation.state, installation.account("owner")
    state.exchange.mkdir(mode=0o700, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=state.exchange))
    try:
        if account:
            account.give(folder)
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def lend_memories(installation: Installation) -> Iterator[Path]:
    """The folder of what each process remembers, for a step to change."""
    state, accounts = installation.state, installation.accounts
    if not accounts:
        yield state.memories
        return
    with lend_folder(installation) as folder:
        files = {name: state.memory(name, is_apart=True) for name in REMEMBERING}
        for name, file in files.items():
            with suppress(FileNotFoundError):
                write(
                    folder / f"{name}.json", read_lent_file(file), accounts["owner"].uid
                )
        yield folder
        for name, file in files.items():
            with suppress(FileNotFoundError):
                write(file, read_lent_file(folder / f"{name}.json"), accounts[name].uid)


def read_lent_file(file: Path) -> bytes:
    """What an account wrote, and not what a link of its making leads to.

    Raises FileNotFoundError, and OSError for a link.
    """
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(handle, "rb") as opened:
        return opened.read()


def write(file: Path, content: bytes, uid: int) -> None:
    """Replace a file in a folder of this user's, in one step; for that user alone."""
    half = file.with_suffix(".given")
    half.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(half, flags, 0o600), "wb") as opened:
        opened.write(content)
        os.fchown(opened.fileno(), uid, -1)
    half.replace(file)

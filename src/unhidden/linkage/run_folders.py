"""A folder for one run, for its account alone, which does not outlive the run.

What a batch writes has names in clear. A run that is killed leaves its folder behind:
the next look of the same installation takes it away, wherever it was: where a run has
its folder elsewhere than here, a folder here says so before it is made.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

_ALONE, _RANDOM = 0o700, 8
_WHERE = "where"


def _find_own_temporary() -> Path:
    return Path(tempfile.gettempdir())


@dataclass(frozen=True, slots=True)
class RunFolders:
    """Where the runs of one installation have their folders; ``whose`` names it.

    ``here`` is where every look begins, whatever ``parent`` a run had.
    """

    parent: Path
    whose: str
    here: Path = field(default_factory=_find_own_temporary)

    @property
    def _prefix(self) -> str:
        digest = blake2b(self.whose.encode(), digest_size=6).hexdigest()
        return f"unhidden-batch-{digest}-"

    @contextmanager
    def open_folder(self) -> Iterator[Path]:
        """A new folder, gone at the end; only one run at a time may ask for one."""
        self.remove_leftovers()
        folder = self.parent / f"{self._prefix}{token_hex(_RANDOM)}"
        if self.parent != self.here:
            sign = Path(tempfile.mkdtemp(prefix=self._prefix, dir=self.here))
            (sign / _WHERE).write_text(str(folder.absolute()))
        try:
            folder.mkdir(_ALONE)
            folder.chmod(_ALONE)
            yield folder
        finally:
            self.remove_leftovers()

    def remove_leftovers(self) -> int:
        """Take away what runs that were killed left behind; how many folders.

        What is not this account's is not ours: anybody may make a folder of our name
        among temporary files.
        """
        left = [each for each in self._find_ours(self.here) if not _leads(each)]
        signs = [each for each in self._find_ours(self.here) if _leads(each)]
        meant = [Path((each / _WHERE).read_text()) for each in signs]
        left += [each for each in meant if self._is_ours(each)]
        left += [each for each in self._find_ours(self.parent) if each not in left]
        gone = [each for each in left if each not in signs]
        for folder in gone:
            shutil.rmtree(folder)
        for sign, folder in zip(signs, meant, strict=True):
            # Where the shared disk is not there now, it is looked for again.
            if folder.parent.exists():
                shutil.rmtree(sign)
        return len(gone)

    def _find_ours(self, parent: Path) -> list[Path]:
        found = sorted(parent.glob(f"{self._prefix}*"))
        return [each for each in found if self._is_ours(each)]

    def _is_ours(self, folder: Path) -> bool:
        is_named = folder.name.startswith(self._prefix)
        is_there = is_named and folder.is_dir() and not folder.is_symlink()
        return is_there and folder.stat().st_uid == os.getuid()


def _leads(folder: Path) -> bool:
    """Whether it only says where a run has its folder."""
    return (folder / _WHERE).is_file()

"""A folder for one run, for its account alone, which does not outlive the run.

What a batch writes has names in clear. A run that is killed leaves its folder behind:
the next one of the same installation takes it away before it begins.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_ALONE = 0o700


@dataclass(frozen=True, slots=True)
class RunFolders:
    """Where the runs of one installation have their folders; ``whose`` names it."""

    parent: Path
    whose: str

    @property
    def _prefix(self) -> str:
        digest = blake2b(self.whose.encode(), digest_size=6).hexdigest()
        return f"unhidden-batch-{digest}-"

    @contextmanager
    def open_folder(self) -> Iterator[Path]:
        """A new folder, gone at the end; only one run at a time may ask for one."""
        self.remove_leftovers()
        folder = Path(tempfile.mkdtemp(prefix=self._prefix, dir=self.parent))
        folder.chmod(_ALONE)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)

    def remove_leftovers(self) -> int:
        """Take away what runs that were killed left behind; how many folders."""
        left = list(self.parent.glob(f"{self._prefix}*"))
        for folder in left:
            shutil.rmtree(folder)
        return len(left)

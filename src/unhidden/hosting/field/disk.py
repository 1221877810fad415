"""Whether there is room on the disk for what phones send, looked at now and then."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from unhidden.hosting.field.limits import ComeAgain

_LOOKS, _MEGABYTE = 5.0, 1_048_576
#: Up to here a part is no piece of a photo.
SMALL = 65_536


class DiskFloor:
    """Knows what is free beside the floor that the operator set, in megabytes.

    Below the floor pieces of photos wait; below its half everything does but alarms and
    states of visits, which are taken to the last. A disk that cannot be read is not
    taken for full.
    """

    def __init__(self, folder: Path, floor: int) -> None:
        self._folder, self._floor = folder, floor
        self._looked_at, self._free = float("-inf"), float("inf")

    def check_room(self, *, is_urgent: bool, size: int) -> None:
        """Raise ComeAgain where the disk has no room for this much now."""
        free = self._find_free()
        is_late = size > SMALL and free < self._floor
        if not is_urgent and (is_late or free < self._floor / 2):
            raise ComeAgain("full", 300)

    def _find_free(self) -> float:
        now = time.monotonic()
        if now - self._looked_at > _LOOKS:
            self._looked_at = now
            try:
                self._free = shutil.disk_usage(self._folder).free / _MEGABYTE
            except OSError:
                self._free = float("inf")
        return self._free

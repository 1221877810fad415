"""What the player grants, written down before it acts.

Nothing here knows the program: the checker reads these lines, and the tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One thing that is about to be done: when, in whose case, what and with whom."""

    at: datetime
    case: str
    what: str
    facts: dict[str, Any]


class YearsLedger:
    """A file of lines, in the order of the acts."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.touch()

    def write(self, at: datetime, case: object, what: str, **facts: object) -> None:
        """Put a line down, whole, before the act that it is about."""
        line = {"at": at.isoformat(), "case": str(case), "what": what, **facts}
        with self._file.open("a") as out:
            out.write(json.dumps(line, default=str) + "\n")

    def read(self) -> Iterator[LedgerLine]:
        """All lines so far."""
        for text in self._file.read_text().splitlines():
            line = json.loads(text)
            at = datetime.fromisoformat(line.pop("at"))
            yield LedgerLine(at, line.pop("case"), line.pop("what"), line)

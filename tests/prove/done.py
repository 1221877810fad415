"""What a part has done already, kept line by line, so that it goes on after a kill."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from unhidden.hosting import paths


@dataclass
class Done:
    """The results of one part by name; each holds for as long as its digest does."""

    part: str
    _known: dict[str, dict[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self._file.exists():
            for line in self._file.read_text().splitlines():
                if line.endswith("}"):  # the last one may be half written
                    found = json.loads(line)
                    self._known[found["name"]] = found

    @property
    def _file(self) -> Path:
        state = paths.find_state_folder()
        state.make()
        folder = state.folder / "proved"
        folder.mkdir(exist_ok=True)
        return folder / f"{self.part}.jsonl"

    def result(self, name: str, digest: str) -> dict[str, object] | None:
        """What came of it, if it was done as it is now."""
        found = self._known.get(name)
        return found if found and found["digest"] == digest else None

    def add(self, name: str, digest: str, result: Mapping[str, object]) -> None:
        """Keep a result at once, whatever happens to this process afterwards."""
        found = {"name": name, "digest": digest, **result}
        self._known[name] = found
        with self._file.open("a") as file:
            file.write("\n" * self._is_torn() + json.dumps(found) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _is_torn(self) -> bool:
        text = self._file.read_bytes() if self._file.exists() else b""
        return bool(text) and not text.endswith(b"\n")

"""Why a file is not taken in."""

from __future__ import annotations


class RegisterFileRefused(Exception):
    """A file that must be refused whole, with the reason and the place in it.

    ``line`` is None where the whole file is meant; ``item`` names the entry, since
    the Food Standards Agency's files are often one line long.
    """

    def __init__(self, reason: str, *, line: int | None = None, item: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.item = item

    def sentence(self, file_name: str) -> str:
        """``"FHRS550en-GB.xml, line 1, premises 3 (FHRSID 17): …"``."""
        place = [file_name]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.item:
            place.append(self.item)
        return f"{', '.join(place)}: {self.reason}"

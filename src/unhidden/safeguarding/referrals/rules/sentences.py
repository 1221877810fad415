"""A text in its sentences, so that one of them can be marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

# After which full stops a sentence goes on.
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|e\.g|i\.e|etc|No|tel|Rh)|\b[A-Z])\.$")
_END = re.compile(r"[.!?…。؟።]+[\"'”’)\]]*(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class TextSpan:
    """From which letter to which one a sentence stands in a text."""

    start: int
    end: int

    def cut_from(self, text: str) -> str:
        return text[self.start : self.end]


def split_sentences(text: str) -> tuple[TextSpan, ...]:
    """The sentences of a text, in order; together they hold all of it but blanks."""
    found: list[TextSpan] = []
    start = 0
    for match in _END.finditer(text):
        is_line = text[match.start()] == "\n"
        if not is_line and _SHORT.search(text[start : match.end()]):
            continue
        _keep(found, text, start, match.start() if is_line else match.end())
        start = match.end()
    _keep(found, text, start, len(text))
    return tuple(found)


def _keep(found: list[TextSpan], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        found.append(TextSpan(first, start + len(piece.rstrip())))

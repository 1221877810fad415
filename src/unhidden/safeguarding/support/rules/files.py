"""What a file that somebody adds may be called."""

from __future__ import annotations

import re
import unicodedata

MOST_BYTES = 25 * 1024 * 1024
LONGEST_NAME = 120
_SEPARATORS = re.compile(r"[/\\]")
_SPACES = re.compile(r"\s+")


def clean_name(name: str) -> str:
    """The last part of the name, without what could steer a program or a reader.

    A name like a path is its last part; what is not to be seen (control marks, marks
    that turn the direction of writing) is left out; one that has nothing left is
    empty, and its page gives it another.
    """
    last = _SEPARATORS.split(name)[-1]
    seen = "".join(
        letter if not letter.isspace() else " "
        for letter in unicodedata.normalize("NFC", last)
        if letter.isspace() or unicodedata.category(letter)[0] != "C"
    )
    trimmed = _SPACES.sub(" ", seen).strip(" .")
    return _shorten(trimmed)


def _shorten(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 5:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"

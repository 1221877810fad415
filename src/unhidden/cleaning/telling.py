"""What a piece of metadata tells, whichever way it is written."""

from __future__ import annotations

import re

from unhidden.cleaning.results import FileTrace

# Names in XMP, in a PDF's information and in an office file's properties.
_NAMES = (
    (FileTrace.PLACE, r"GPS|location|\bcity\b|country|geo:|:City"),
    (FileTrace.TIME, r"date|created|modified|duration|time"),
    (FileTrace.DEVICE, r"tiff:(Make|Model)|creatortool|producer|software|\baux:|camera"
     r"|lens|serial|\bapplication\b|appversion|generator|printer|template|encoder"),
    (FileTrace.AUTHOR, r"creator\b|author|artist|lastmodifiedby|company|manager"
     r"|copyright|owner|initial-creator|rights"),
    (FileTrace.COMMENT, r"title|description|subject|keywords|comment|caption|category"),
)  # fmt: skip
_PATTERNS = tuple((found, re.compile(names, re.IGNORECASE)) for found, names in _NAMES)
_MOST = 2_000_000


def told_by(text: str | bytes) -> set[FileTrace]:
    """What these names and values tell: a guess at words, for the sender to read."""
    if isinstance(text, bytes):
        text = text[:_MOST].decode("utf-8", "replace")
    return {found for found, pattern in _PATTERNS if pattern.search(text)}

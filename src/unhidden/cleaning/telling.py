"""What a piece of metadata tells, whichever way it is written."""

from __future__ import annotations

import re

from unhidden.cleaning.results import Found

# Names in XMP, in a PDF's information and in an office file's properties.
_NAMES = (
    (Found.PLACE, r"GPS|location|\bcity\b|country|geo:|:City"),
    (Found.TIME, r"date|created|modified|duration|time"),
    (Found.DEVICE, r"tiff:(Make|Model)|creatortool|producer|software|\baux:|camera|lens"
     r"|serial|\bapplication\b|appversion|generator|printer|template|encoder"),
    (Found.AUTHOR, r"creator\b|author|artist|lastmodifiedby|company|manager|copyright"
     r"|owner|initial-creator|rights"),
    (Found.COMMENT, r"title|description|subject|keywords|comment|caption|category"),
)  # fmt: skip
_PATTERNS = tuple((found, re.compile(names, re.IGNORECASE)) for found, names in _NAMES)
_MOST = 2_000_000


def told_by(text: str | bytes) -> set[Found]:
    """What these names and values tell: a guess at words, for the sender to read."""
    if isinstance(text, bytes):
        text = text[:_MOST].decode("utf-8", "replace")
    return {found for found, pattern in _PATTERNS if pattern.search(text)}

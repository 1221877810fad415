"""Plain text, which is kept as it is."""

from __future__ import annotations

import re

from unhidden.cleaning.results import CleanableKind, CleanedFile, WrongType

# What a browser or a shell would take for more than text.
_MARKUP = re.compile(
    r"\s*(<!doctype|<html|<head|<body|<svg|<script|<\?|#!|%!|\{\\rtf)", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def clean_text(content: bytes) -> CleanedFile:
    """The same bytes; raises WrongType for what is no text in UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongType from error
    if _MARKUP.match(text) or _CONTROLS.search(text):
        raise WrongType
    return CleanedFile(CleanableKind.TEXT, "text/plain", content)

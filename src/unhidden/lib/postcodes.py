"""Postcodes as people type them, made into the one way they are written."""

from __future__ import annotations

import re

from unhidden.lib.letters import compose_letters

# The six shapes of British Standard 7666; the last two letters are never one of
# C, I, K, M, O and V, so that they are not misread.
_OUTWARD = r"[A-Z]{1,2}[0-9](?:[0-9]|[A-Z])?"
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(f"({_OUTWARD})({_INWARD})")
_SEPARATORS = re.compile(r"[\s.\-]+")
_GIROBANK = "GIR0AA"
_LENGTH_OF_INWARD = 3
_LONGEST = 7


def normalise_postcode(text: str) -> str | None:
    """``"ll110by"`` as ``"LL11 0BY"``; None when the text is no postcode.

    Case, blanks, full stops and hyphens do not matter, and a letter O where only a
    nought can stand is read as a nought. Whether such a postcode exists is another
    question: the table of postcodes knows.
    """
    plain = compose_letters(text)
    compact = _SEPARATORS.sub("", plain.upper())
    if not plain.isascii() or len(compact) > _LONGEST:
        return None
    outward, inward = compact[:-_LENGTH_OF_INWARD], compact[-_LENGTH_OF_INWARD:]
    if inward.startswith("O"):
        inward = "0" + inward[1:]
    joined = outward + inward
    if joined == _GIROBANK or _POSTCODE.fullmatch(joined):
        return f"{outward} {inward}"
    return None

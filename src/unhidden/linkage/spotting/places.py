"""Postcodes, and addresses by the type of a street in English or in Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText

_OUT_AND_IN = r"[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(rf"\b{_OUT_AND_IN}\b", re.IGNORECASE)
_FLAT = (
    r"(?:(?:flat|fflat|apartment|apt|unit|uned|room|ystafell)\s{1,2}\w{1,4},?\s{1,2})?"
)
_NUMBER = r"\d{1,4}[a-z]?(?:\s?[-/]\s?\d{1,4}[a-z]?)?,?\s{1,2}"
_WORD = r"[^\W\d_][\w'’.-]{1,24}"
_TYPE = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|drive|close|square|sq|terrace|crescent|court"
    r"|place|way|gardens|grove|parade|row|hill|quay|park)"
)
_WELSH_TYPE = (
    r"(?:stryd|heol|ffordd|lôn|lon|rhodfa|maes|clos|teras|sgwâr|bryn|pen|allt)"
)
_TAIL = rf"(?:,?\s{{1,2}}{_WORD}){{0,3}},?\s{{1,2}}{_OUT_AND_IN}\b"
_ADDRESS = re.compile(
    rf"\b{_FLAT}{_NUMBER}(?:(?:{_WORD}\s{{1,2}}){{1,3}}{_TYPE}\b\.?"
    rf"|{_WELSH_TYPE}\s{{1,2}}(?:yr?\s{{1,2}})?{_WORD})(?:{_TAIL})?",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")


def spot_postcodes(text: SpottingText) -> Iterator[SpottedCandidate]:
    """A postcode by its shape (British Standard 7666), written the one way."""
    for found in _POSTCODE.finditer(text.plain):
        compact = _BLANKS.sub("", found[0]).upper()
        value = f"{compact[:-3]} {compact[-3:]}"
        yield text.candidate("postcode", *found.span(), value)


def spot_addresses(text: SpottingText) -> Iterator[SpottedCandidate]:
    """A number and a street, with a flat before and a postcode after where given."""
    for found in _ADDRESS.finditer(text.plain):
        yield text.candidate("address", *found.span(), _BLANKS.sub(" ", found[0]))

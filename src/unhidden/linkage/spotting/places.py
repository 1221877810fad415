"""Postcodes, and addresses by the type of a street in English or in Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText
from unhidden.linkage.towns import TOWNS

_OUT_AND_IN = r"[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(rf"\b{_OUT_AND_IN}\b", re.IGNORECASE)
_UNIT = (
    r"(?:(?:flat|fflat|apartment|apt|unit|uned|room|ystafell|stall|stondin|pitch|kiosk"
    r"|ciosg|shop|siop|suite|caravan|carafan)\s{1,2}(?:no\.?\s{1,2})?[a-z]{0,2}-?\d{0,4}[a-z]?(?!\w))"
)
_FLOOR = (
    r"(?:(?:ground|first|second|third|fourth|top|upper|lower|basement|[1-4](?:st|nd|rd|th))"
    r"\s{1,2}(?:floor|fl)(?:\s{1,2}flat)?|(?:top|basement)\s{1,2}flat"
    r"|llawr\s{1,2}(?:gwaelod|cyntaf|uchaf)|(?:ail|trydydd)\s{1,2}lawr)"
)
_WITHIN = rf"(?:(?:{_UNIT}|{_FLOOR})\b,?\s{{1,2}}){{0,2}}"
_NUMBER = (
    rf"\d{{1,4}}[a-z]?(?:\s?[-/]\s?\d{{1,4}}[a-z]?)?,?\s{{1,2}}(?:{_UNIT},?\s{{1,2}})?"
)
_WORD = r"(?:St\.|[^\W\d_][\w'’-]{1,24})"
_TYPE = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|drive|close|square|sq|terrace|crescent|court"
    r"|place|way|gardens|grove|parade|row|hill|quay|park|promenade|walk|mews)"
)
_WELSH_TYPE = (
    r"(?:stryd|heol|ffordd|lôn|lon|rhodfa|maes|clos|teras|sgwâr|bryn|pen|allt|rhes"
    r"|gerddi)"
)
_STREET = (
    rf"(?:(?:{_WORD}\s{{1,2}}){{1,3}}{_TYPE}\b"
    rf"|{_WELSH_TYPE}\s{{1,2}}(?:yr?\s{{1,2}})?{_WORD})"
)
_TOWN = "|".join(map(re.escape, sorted(TOWNS, key=len, reverse=True)))
_CODE = rf"(?:,?\s{{1,2}}{_WORD}){{0,3}},?\s{{1,2}}{_OUT_AND_IN}\b"
# "St." of a street is its own full stop only where a town or a postcode follows.
_TAIL = rf"(?:\.?{_CODE}|\.?,?\s{{1,2}}(?:{_TOWN})\b(?:{_CODE})?)"
_ADDRESS = re.compile(
    rf"\b{_WITHIN}{_NUMBER}{_STREET}(?:{_TAIL})?"
    # A stall has no number of a house.
    rf"|\b{_UNIT},\s{{1,2}}(?:{_WORD}\s{{1,2}}){{0,3}}(?:market|marchnad|farchnad|park|parc"
    rf"|centre|canolfan)\b(?:\s{{1,2}}{_TOWN})?(?:{_TAIL})?",
    re.IGNORECASE,
)
# "28 miles from St." is no street.
_COUNTED = re.compile(
    r"\d{1,4},?\s{1,2}(?:miles?|kilomet\w{2,4}|km|minutes?|hours?|days?|weeks?|months?|years?|metres?|yards?"
    r"|pounds?|people|men|women|girls|boys|workers|cars|milltir|munud|awr|diwrnod|punt"
    r"|o\s)\b",
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
    """A number and a street, what is within it before, the town and postcode after.

    Or a stall and its market.
    """
    for found in _ADDRESS.finditer(text.plain):
        if not _COUNTED.match(found[0]):
            yield text.candidate("address", *found.span(), _BLANKS.sub(" ", found[0]))

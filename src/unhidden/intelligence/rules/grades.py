"""The 3x5x2 grades, the protective marking, and what to suggest for each origin.

The national standard of 2016: three grades of the source, five of the information,
two of handling. Source and information are graded apart; a good source does not
make hearsay better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SOURCES = ("1", "2", "3")
ASSESSMENTS = ("A", "B", "C", "D", "E")
HANDLINGS = ("P", "C")
PERMITTED, WITH_CONDITIONS = HANDLINGS

MARKINGS = ("OFFICIAL-SENSITIVE", "OFFICIAL")
# A line that is nothing but a marking above our ceiling, as it heads a document. The
# word inside a sentence ("they kept it secret") is no marking.
_TOO_HIGH = re.compile(
    r"^\W*(?:UK\s+)?(?:TOP\s+)?SECRET(?:\s*[-\u2010-\u2014/:]+\s*[A-Z ]+)?\W*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A first grade to offer the writer, never to impose."""

    source: str
    assessment: str
    handling: str


_SUGGESTIONS = {
    # Nobody can test a source they cannot ask, nor how it came to know.
    "public_report": Suggestion("2", "D", "C"),
    "officer": Suggestion("1", "A", "P"),
    "visit": Suggestion("1", "A", "C"),
    # A worker who passes on what a client said knows it indirectly.
    "partner": Suggestion("1", "C", "C"),
}


def suggested(origin: str) -> Suggestion:
    """The grades to offer for an origin; the cautious ones for one unknown.

    Whatever comes from the public, a charity or a visit is handled with conditions
    until somebody decides otherwise.
    """
    return _SUGGESTIONS.get(origin, _SUGGESTIONS["public_report"])


def is_marked_too_high(text: str) -> bool:
    """Whether the text carries the marking SECRET or TOP SECRET.

    This platform is capped at OFFICIAL-SENSITIVE: what is higher must not be typed
    into it at all.
    """
    return bool(_TOO_HIGH.search(text))

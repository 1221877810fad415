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
# A line that is nothing but a marking above our ceiling, as it heads a document: what
# it is called, what it is lifted from, whose it is, the marking, who alone may read it.
# The word inside a sentence ("they kept it secret") is no marking. CONFIDENTIAL was
# above RESTRICTED, and has no counterpart below our ceiling.
_LONGEST_LINE = 200
_TOO_HIGH = re.compile(
    r"""[\W_]*+
    (?:(?i:(?:government|national|protective|protectively|security|document|report
      |overall|highest|gsc|gpms|gscp|marking|marked|classification|classified|level
      |this|is|as|of|the)\b)[\W_]*+)*
    (?:OFFICIAL(?:\W{0,3}SENSITIVE)?\b[\W_]*+(?:(?i:to|or|and)\b)?[\W_]*+)?
    (?:(?:UK|US|NATO|COSMIC|EU)\b[\W_]*+)?
    (?:(?:TOP\s+)?SECRET|CONFIDENTIAL)
    (?:
      \s*[-\u2010-\u2014/:,;|&]+\s*[A-Z0-9][A-Z0-9\s&/,'-]*
      | \s*[(\[].*
      | \s+[A-Z0-9]+
      | (?:[\W_]+(?:UK|US|USA|AUS|CAN|GBR|NZ|NATO|EU|UE|FVEY|FIVE|5|EYES|ONLY|REL|TO|AND
        |STRAP|STRAP\d|\d|NOFORN|ORCON|LOCSEN|PERSONAL|COMMERCIAL|SENSITIVE|RECIPIENTS?
        |ATOMIC|CODEWORD|HANDLING|WITH|(?i:when|once|until|completed?)))+
    )?
    [\W_]*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class GradeSuggestion:
    """A first grade to offer the writer, never to impose."""

    source: str
    assessment: str
    handling: str


_SUGGESTIONS = {
    # Nobody can test a source they cannot ask, nor how it came to know.
    "public_report": GradeSuggestion("2", "D", "C"),
    "call_101": GradeSuggestion("2", "D", "C"),
    # A helpline tells what a caller, whom nobody has tested, told it.
    "helpline": GradeSuggestion("2", "C", "C"),
    "officer": GradeSuggestion("1", "A", "P"),
    "visit": GradeSuggestion("1", "A", "C"),
    # A worker who passes on what a client said knows it indirectly.
    "partner": GradeSuggestion("1", "C", "C"),
}


def suggest_grades(origin: str) -> GradeSuggestion:
    """The grades to offer for an origin; the cautious ones for one unknown.

    Whatever comes from the public, a charity or a visit is handled with conditions
    until somebody decides otherwise.
    """
    return _SUGGESTIONS.get(origin, _SUGGESTIONS["public_report"])


def is_marked_too_high(text: str) -> bool:
    """Whether the text carries the marking CONFIDENTIAL, SECRET or TOP SECRET.

    This platform is capped at OFFICIAL-SENSITIVE: what is higher must not be typed
    into it at all.
    """
    lines = (line.strip() for line in text.splitlines())
    return any(
        _TOO_HIGH.fullmatch(line) for line in lines if 0 < len(line) <= _LONGEST_LINE
    )

"""The 3x5x2 grades, the protective marking, and what to suggest for each origin.

The national standard of 2016: three grades of the source, five of the information,
two of handling. Source and information are graded apart; a good source does not
make hearsay better.
"""

from __future__ import annotations

from dataclasses import dataclass

SOURCES = ("1", "2", "3")
ASSESSMENTS = ("A", "B", "C", "D", "E")
HANDLINGS = ("P", "C")
PERMITTED, WITH_CONDITIONS = HANDLINGS

MARKINGS = ("OFFICIAL-SENSITIVE", "OFFICIAL")


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

"""Where a line of enquiry may go, and what has to be said for it.

Reasonable lines are pursued whether they point towards or away from the suspect:
Criminal Procedure and Investigations Act 1996, section 23(1)(a).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

FIRST = "proposed"
#: In which nothing more is looked for, until the line is opened again.
ENDED = frozenset({"exhausted", "not_reasonable", "overtaken"})
_GIVEN_UP = frozenset({"not_reasonable", "overtaken"})
_LEADS_TO: Mapping[str, frozenset[str]] = {
    "proposed": frozenset({"open"}) | _GIVEN_UP,
    "open": frozenset({"pursued", "exhausted"}) | _GIVEN_UP,
    "pursued": frozenset({"open", "exhausted"}) | _GIVEN_UP,
    "exhausted": frozenset({"open"}),
    "not_reasonable": frozenset({"open"}),
    "overtaken": frozenset({"open"}),
}


def list_next_states(state: str) -> list[str]:
    """The states that a line in this one may go to, sorted."""
    return sorted(_LEADS_TO[state])


def may_go(state: str, wanted: str) -> bool:
    """Whether a line goes from one state to the other."""
    return wanted in _LEADS_TO.get(state, frozenset())


def needs_reason(state: str, wanted: str) -> bool:
    """Whether the step is taken only with a reason: an end, and opening again."""
    return wanted in ENDED or state in ENDED


def lacks_line_away(directions: Iterable[str]) -> bool:
    """Whether nothing is asked that could point away from the suspect."""
    return not {"away", "either"} & set(directions)

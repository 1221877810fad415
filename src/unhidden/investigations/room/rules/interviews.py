"""Interviews: whom each kind is of, what each takes, and the way that each goes.

Achieving Best Evidence is for victims and witnesses; an interview under caution for a
suspect (Police and Criminal Evidence Act 1984, Code C). Who is a possible victim and
also a suspect is one only by a record of section 45 of the Modern Slavery Act 2015.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

FIRST = "planned"
#: Languages in which nobody needs an interpreter here.
OURS = frozenset({"en", "cy"})
_OF: Mapping[str, frozenset[str]] = {
    "abe": frozenset({"victim", "witness"}),
    "caution": frozenset({"suspect"}),
    "significant": frozenset({"witness", "victim"}),
}
_TAKES: Mapping[str, frozenset[str]] = {
    "abe": frozenset({"interpreter", "intermediary", "supporter"}),
    "caution": frozenset({"interpreter", "solicitor", "appropriate_adult"}),
    "significant": frozenset({"interpreter", "supporter"}),
}
_LEADS_TO: Mapping[str, tuple[str, ...]] = {
    "planned": ("held", "declined", "stopped"),
    "stopped": ("held", "declined"),
    "held": ("transcribed",),
    "transcribed": ("reviewed",),
    "declined": (),
    "reviewed": (),
}


def may_be_of(kind: str, roles: Collection[str]) -> bool:
    """Whether somebody in these roles is interviewed so."""
    return not _OF[kind].isdisjoint(roles)


def list_unfit(kind: str, present: Collection[str]) -> list[str]:
    """Who is said to be there and has no place in an interview of this kind, sorted."""
    return sorted(set(present) - _TAKES[kind])


def needs_interpreter(language: str) -> bool:
    """Whether an interview in this language is held with an interpreter."""
    return language not in OURS


def list_next_stages(stage: str) -> tuple[str, ...]:
    """What may become of an interview that stands here."""
    return _LEADS_TO[stage]


def may_go(stage: str, wanted: str) -> bool:
    """Whether an interview goes from one stage to the other."""
    return wanted in _LEADS_TO.get(stage, ())

"""Which kind of visit is proposed for a place, and why; and what each kind takes.

The rule proposes, and a person decides: nothing is planned from a proposal alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unhidden.operations.rules import CrewSkill

SOFT, HOTEL = "soft", "hotel"
SAFEGUARDING, ENFORCEMENT = "safeguarding", "enforcement"

_HOMES = frozenset({"dwelling"})
_HOTELS = frozenset({"hotel"})
_HIGH = "high"

LEAST_VALUE, MOST_VALUE = 10, 1000


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the rule knows of a place: nothing of any person."""

    premises_kind: str
    band: str = ""
    has_warrant: bool = False
    is_joint_wanted: bool = False


@dataclass(frozen=True, slots=True)
class KindProposal:
    """The kind of visit that a rule proposes, and the code of its reason."""

    kind: str
    because: str


@dataclass(frozen=True, slots=True)
class KindDefaults:
    """What a kind of visit takes unless somebody says otherwise.

    ``share`` is how much of a place's risk it is worth, in per cent.
    """

    minutes: int
    share: int
    lead_skills: tuple[str, ...] = ()
    support_crews: int = 0
    support_skills: tuple[str, ...] = ()
    custody: int = 0


#: Durations and shares as measured for weeks of action; who goes, from the team that
#: each kind of visit usually has (a safeguarding visit takes a woman officer, trained
#: for it, and somebody from a charity).
DEFAULTS: Mapping[str, KindDefaults] = {
    SOFT: KindDefaults(minutes=40, share=40),
    HOTEL: KindDefaults(minutes=50, share=50),
    SAFEGUARDING: KindDefaults(
        minutes=75,
        share=75,
        lead_skills=(
            CrewSkill.CHARITY,
            CrewSkill.FEMALE_OFFICER,
            CrewSkill.SAFEGUARDING,
        ),
    ),
    ENFORCEMENT: KindDefaults(
        minutes=150,
        share=100,
        lead_skills=(CrewSkill.ENFORCER,),
        support_crews=1,
        custody=2,
    ),
}


def propose_kind(facts: PlaceFacts) -> KindProposal:
    """The kind of visit for a place, and why: the first rule that fits it."""
    if facts.has_warrant:
        return KindProposal(ENFORCEMENT, "warrant")
    if facts.premises_kind in _HOMES:
        return KindProposal(SAFEGUARDING, "home")
    if facts.is_joint_wanted:
        return KindProposal(ENFORCEMENT, "joint")
    if facts.premises_kind in _HOTELS:
        return KindProposal(HOTEL, "hotel")
    if facts.band == _HIGH:
        return KindProposal(ENFORCEMENT, "high_risk")
    return KindProposal(SOFT, "talk")


def compute_value(kind: str, score: int) -> int:
    """What a visit of this kind is worth at premises with this risk score."""
    return max(LEAST_VALUE, score * DEFAULTS[kind].share // 100)


def is_menu_allowed(kinds: set[str]) -> bool:
    """Whether a place may be offered these kinds: a safeguarding visit stands alone.

    Who is visited for their welfare is not visited for anything else as well.
    """
    return SAFEGUARDING not in kinds or len(kinds) == 1

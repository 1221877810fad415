"""Places so small that naming them may name the source.

In rural North Wales few people live near a place and few know what happens there:
whoever reads of it can put the pieces together. How many live near is judged by the
postcodes within a kilometre (OS Code-Point Open; one has about 15 addresses, says the
Office for National Statistics' postcode guide). It is a warning and no verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Besides those who live or work there, few ever come to such places.
FEW_COME = frozenset({"dwelling", "farm"})


class SmallPlaceReason(StrEnum):
    """Why a place may give the source away."""

    FEW_LIVE = "few_live"
    FEW_COME = "few_come"


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that an item names. ``near`` counts the postcodes within a kilometre,
    its own among them; None where nobody has told us.
    """

    name: str
    near: int | None
    kind: str = ""


def why_small(place: NamedPlace, *, fewest: int) -> SmallPlaceReason | None:
    """Why a place may give the source away; None if nothing says so."""
    if place.near is not None and place.near < fewest:
        return SmallPlaceReason.FEW_LIVE
    return SmallPlaceReason.FEW_COME if place.kind in FEW_COME else None

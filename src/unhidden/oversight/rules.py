"""What each figure of a result sheet counts, which add up, and which are of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

SECTORS = (
    "food_plant",
    "nail_bar",
    "shop",
    "car_wash",
    "takeaway",
    "hotel",
    "dwelling",
)
KINDS = ("soft", "hotel", "safeguarding", "enforcement")
SECTOR_CODES = (*(f"sector_{code}" for code in SECTORS), "sector_other")
KIND_CODES = tuple(f"kind_{code}" for code in KINDS)

# What a reader can add up: the protection must know it (disclosure control).
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("interventions", ("visits", "events")),
    ("visits", KIND_CODES),
    ("visits", SECTOR_CODES),
)
# Whole and part: each pair of which a reader knows that one is counted in the other.
PARTS: tuple[tuple[str, str], ...] = (
    ("visits", "premises_with_signs"),
    ("possible_victims", "brought_to_safety"),
    ("brought_to_safety", "alleging_labour"),
    ("possible_victims", "alleging_labour"),
)
PEOPLE_CODES = (
    "spoken_to",
    "leaflets",
    "attended",
    "premises_with_signs",
    "referrals",
    "notices",
    "arrests",
    "intelligence",
    "possible_victims",
    "brought_to_safety",
    "alleging_labour",
)
#: What the public may see, once it is protected: a list that others must be put on.
PUBLISHED_CODES = (
    "interventions",
    "visits",
    "events",
    *KIND_CODES,
    *SECTOR_CODES,
    *PEOPLE_CODES,
)
#: For who answers for the week alone: counts of few, of whom too much is known.
INTERNAL_CODES = (
    *("refused", "interpreted", "children", "medical"),
    *("charged", "convicted", "orders", "none"),
)
CODES = (*PUBLISHED_CODES, *INTERNAL_CODES)


@dataclass(frozen=True, slots=True)
class VisitMade:
    """One visit as the result sheet sees it: codes and counts."""

    id: UUID
    kind: str
    sector: str
    spoken_to: int
    leaflets: int
    notices: int
    arrests: int
    referrals: int
    signs_seen: int
    possible_victims: int
    brought_to_safety: int
    alleging_labour: int
    children: int = 0
    medical: int = 0
    is_refused: bool = False
    is_interpreted: bool = False
    charged: int = 0
    convicted: int = 0
    orders: int = 0
    none: int = 0


@dataclass(frozen=True, slots=True)
class EventHeld:
    id: UUID
    attended: int


@dataclass(frozen=True, slots=True)
class FigurePart:
    """What one record adds to one figure."""

    record: str
    id: UUID
    amount: int


def split_figures(
    *,
    visits: Iterable[VisitMade],
    events: Iterable[EventHeld],
    intelligence: Iterable[UUID],
) -> dict[str, tuple[FigurePart, ...]]:
    """Each figure's parts: what it counts is what it can be walked back to."""
    found: dict[str, list[FigurePart]] = {code: [] for code in CODES}
    for visit in visits:
        for code, amount in _of_visit(visit).items():
            if amount:
                found[code].append(FigurePart("visit", visit.id, amount))
    for event in events:
        found["interventions"].append(FigurePart("event", event.id, 1))
        found["events"].append(FigurePart("event", event.id, 1))
        if event.attended:
            found["attended"].append(FigurePart("event", event.id, event.attended))
    for report_id in intelligence:
        found["intelligence"].append(FigurePart("intelligence", report_id, 1))
    return {code: tuple(each) for code, each in found.items()}


def sum_figures(found: dict[str, tuple[FigurePart, ...]]) -> dict[str, int]:
    """Each figure is the sum of its parts, and nothing else."""
    return {code: sum(part.amount for part in each) for code, each in found.items()}


def sector_code(premises_kind: str) -> str:
    return f"sector_{premises_kind if premises_kind in SECTORS else 'other'}"


def _of_visit(visit: VisitMade) -> dict[str, int]:
    return {
        "interventions": 1,
        "visits": 1,
        f"kind_{visit.kind}": 1,
        sector_code(visit.sector): 1,
        "spoken_to": visit.spoken_to,
        "leaflets": visit.leaflets,
        "premises_with_signs": 1 if visit.signs_seen else 0,
        "referrals": visit.referrals,
        "notices": visit.notices,
        "arrests": visit.arrests,
        "possible_victims": visit.possible_victims,
        "brought_to_safety": visit.brought_to_safety,
        "alleging_labour": visit.alleging_labour,
        "refused": int(visit.is_refused),
        "interpreted": int(visit.is_interpreted),
        "children": visit.children,
        "medical": visit.medical,
        "charged": visit.charged,
        "convicted": visit.convicted,
        "orders": visit.orders,
        "none": visit.none,
    }

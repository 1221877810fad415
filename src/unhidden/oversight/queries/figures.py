"""The figures of a week by name: what each counts, and how it is grouped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from unhidden.oversight import rules

LABELS = {
    "interventions": _("Interventions"),
    "visits": _("Visits"),
    "events": _("Awareness events"),
    "kind_soft": _("Soft visits"),
    "kind_hotel": _("Hotel visits"),
    "kind_safeguarding": _("Safeguarding visits"),
    "kind_enforcement": _("Enforcement visits"),
    "sector_food_plant": _("Food processing plants"),
    "sector_nail_bar": _("Nail bars"),
    "sector_shop": _("Shops and convenience stores"),
    "sector_car_wash": _("Car washes"),
    "sector_takeaway": _("Takeaways and fast food"),
    "sector_hotel": _("Hotels"),
    "sector_dwelling": _("Houses and flats"),
    "sector_other": _("Other places"),
    "spoken_to": _("People spoken to"),
    "leaflets": _("Leaflets left"),
    "attended": _("People at awareness events"),
    "premises_with_signs": _("Visits where at least one sign was seen"),
    "referrals": _("Referrals to other services"),
    "notices": _("Notices served"),
    "arrests": _("Arrests"),
    "intelligence": _("Intelligence reports written after visits"),
    "possible_victims": _("People who may be victims"),
    "brought_to_safety": _("People brought to safety"),
    "alleging_labour": _("Of them, people alleging labour exploitation"),
    "refused": _("Visits where entry was refused"),
    "interpreted": _("Visits with an interpreter"),
    "children": _("Of people who may be victims, those under 18 or unsure"),
    "medical": _("Of referrals, those to health"),
    "charged": _("People charged"),
    "convicted": _("People convicted"),
    "orders": _("People under a slavery and trafficking order"),
    "none": _("Suspects whose case ended without a conviction or an order"),
}
_OF_VISITS = _(
    "In investigations that began with these visits, as of the day it is counted."
)
MEANINGS = {
    "interventions": _("Visits made and awareness events held."),
    "kind_soft": _("Informal visits to talk, leave leaflets and look."),
    "kind_safeguarding": _("Visits for the welfare of people inside."),
    "kind_enforcement": _("Visits under a legal power."),
    "spoken_to": _("Everyone spoken to; one person may be counted twice."),
    "possible_victims": _(
        "People whom officers believe may have been exploited. It is not a "
        "decision that someone is a victim."
    ),
    "brought_to_safety": _("People who chose to leave with support."),
    "alleging_labour": _("Counted among the people brought to safety."),
    "interpreted": _("By phone or in person."),
    "children": _("Whoever may be under 18 is treated as a child."),
    "charged": _OF_VISITS,
    "convicted": _OF_VISITS,
    "orders": _OF_VISITS,
    "none": _OF_VISITS,
}
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("The week"), ("interventions", "visits", "events", "attended")),
    (_("How we visited"), rules.KIND_CODES),
    (_("Where we visited"), rules.SECTOR_CODES),
    (
        _("People"),
        ("spoken_to", "possible_victims", "brought_to_safety", "alleging_labour"),
    ),
    (
        _("What followed"),
        (
            "leaflets",
            "premises_with_signs",
            "referrals",
            "notices",
            "arrests",
            "intelligence",
        ),
    ),
    (_("Never published"), rules.INTERNAL_CODES),
)


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure as somebody sees it; ``value`` is None where it is not shown."""

    code: str
    label: str
    meaning: str
    how: str
    value: int | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureGroup:
    label: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Each figure twice: as it is, and as the public will see it."""

    label: str
    pairs: tuple[tuple[FigureView, FigureView], ...]


def define_figures(codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """What each figure is called and counts, in both languages, to be frozen."""
    found: dict[str, dict[str, str]] = {code: {} for code in codes}
    for language in ("en", "cy"):
        with override(language):
            for code, words in found.items():
                words[f"label_{language}"] = str(LABELS[code])
                words[f"meaning_{language}"] = str(MEANINGS.get(code, ""))
    return found


def view_figure(each: dict[str, Any]) -> FigureView:
    """A figure by the definition that was frozen with it, or else by today's."""
    language = "cy" if get_language() == "cy" else "en"
    code = each["code"]
    return FigureView(
        code=code,
        label=each.get(f"label_{language}") or str(LABELS[code]),
        meaning=each.get(f"meaning_{language}", str(MEANINGS.get(code, ""))),
        how=each["how"],
        value=each["value"],
        source=each.get(f"source_{language}", ""),
    )


def group_figures(figures: Iterable[dict[str, Any]]) -> tuple[FigureGroup, ...]:
    """The figures under their headings; a heading with none is left out."""
    by_code = {each["code"]: each for each in figures}
    return tuple(
        FigureGroup(
            label=str(label),
            figures=tuple(
                view_figure(by_code[code]) for code in codes if code in by_code
            ),
        )
        for label, codes in GROUPS
        if not by_code.keys().isdisjoint(codes)
    )


def compare_groups(
    true: tuple[FigureGroup, ...], public: tuple[FigureGroup, ...]
) -> tuple[ComparedGroup, ...]:
    """The true groups beside the public ones, figure by figure."""
    return tuple(
        ComparedGroup(
            label=one.label,
            pairs=tuple(zip(one.figures, other.figures, strict=True)),
        )
        for one, other in zip(true, public, strict=True)
    )

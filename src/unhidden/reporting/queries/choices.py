"""What can be chosen in a report, and what the desk is told that it means."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.reporting import models
from unhidden.reporting.queries.offered import SignsOfSection
from unhidden.reporting.rules import areas as councils
from unhidden.reporting.rules.answers import ReportTeller
from unhidden.reporting.rules.journey import GENERAL, NO_TOPIC
from unhidden.signs import queries as signs

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Choices = Sequence[tuple[str, StrOrPromise]]

TELLERS = (
    (ReportTeller.SAW_SOMETHING.value, _("I saw, heard or know something")),
    (ReportTeller.SELF.value, _("It is happening to me, or it happened to me")),
    (ReportTeller.BUSINESS.value, _("I work in or run a business")),
    (ReportTeller.LANDLORD.value, _("I am a landlord, a letting agent or a hotelier")),
    (ReportTeller.CHILD.value, _("I am under 18")),
    (ReportTeller.PROFESSIONAL.value, _("I am a professional, reporting for my work")),
)
NEEDS = (
    ("safe_place", _("A safe place to stay")),
    ("doctor", _("A doctor or a nurse")),
    ("language", _("Somebody who speaks my language")),
    ("papers", _("My passport or papers back")),
    ("wages", _("The money I have earned")),
    ("family", _("Safety for my family")),
    ("talk", _("Somebody to talk to first")),
)
PARTS = (
    ("own", _("The business that I work in or run")),
    ("supplier", _("A business that works for us, or sends us workers")),
    ("customer", _("A customer or a guest of ours")),
    ("other", _("Another business")),
)
PLACES = (
    ("let", _("A home that I let or manage")),
    ("hotel", _("A hotel, guest house or hostel")),
    ("short_let", _("A holiday or short let")),
    ("other", _("Another place")),
)
WORK = (
    ("social_care", _("Social care or housing")),
    ("health", _("Health")),
    ("education", _("Education or youth work")),
    ("police", _("Police or border work")),
    ("inspection", _("Licensing, inspection or enforcement")),
    ("charity", _("Charity or advice")),
    ("other", _("Other work")),
)
TIMINGS = (
    ("now", _("It is still going on")),
    ("over", _("It has stopped")),
    ("unsure", _("I am not sure")),
)


def list_topics(
    sections: Sequence[SignsOfSection | signs.SectionCard],
) -> list[tuple[str, StrOrPromise]]:
    """The sections that have signs of their own, and the way past them."""
    known: list[tuple[str, StrOrPromise]] = [
        (section.code, section.name) for section in sections if section.code != GENERAL
    ]
    return [*known, (NO_TOPIC, _("Somewhere else, or I am not sure"))]


def list_areas() -> list[tuple[str, StrOrPromise]]:
    """The councils of the region, and the two answers that are none."""
    is_welsh = get_language() == "cy"
    named: list[tuple[str, StrOrPromise]] = [
        (area.code, area.name_cy if is_welsh else area.name_en)
        for area in councils.list_councils()
    ]
    return [
        *named,
        (councils.ELSEWHERE, _("Somewhere else")),
        (councils.UNKNOWN, _("I do not know")),
    ]


@cache
def _topics_in(language: str) -> list[tuple[str, StrOrPromise]]:
    """Asked once a process: the catalogue is part of a release."""
    return list_topics(signs.public_sections(language))


def labels_of_choices() -> dict[tuple[str, str], StrOrPromise]:
    """What a chosen code means, by field and code, as the desk reads it."""
    by_field: dict[str, Choices] = {
        "who_you_are": models.TellerChoices.choices,
        "needs": NEEDS,
        "your_part": PARTS,
        "your_place": PLACES,
        "your_work": WORK,
        "timing": TIMINGS,
        "topic": _topics_in(get_language() or "en"),
        "area": list_areas(),
    }
    return {
        (field, code): label
        for field, listed in by_field.items()
        for code, label in listed
    }

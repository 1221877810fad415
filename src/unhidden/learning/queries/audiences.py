"""For whom there is a page, which signs it points to, and who is there to be called."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.reporting import queries as reporting
from unhidden.reporting.queries import GroupOfChannels
from unhidden.signs import queries as signs
from unhidden.signs.queries import SectionCard


@dataclass(frozen=True, slots=True)
class GuideAudience:
    """Some readers: ``sections`` and ``needs`` are codes of signs and of channels."""

    code: str
    title: str | Promise
    intro: str | Promise
    sections: frozenset[str]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class AudiencePage:
    """What a page for these readers shows beside its own words."""

    audience: GuideAudience
    sections: tuple[SectionCard, ...]
    groups: tuple[GroupOfChannels, ...]


AUDIENCES = (
    GuideAudience(
        "workers",
        _("Are you being treated fairly?"),
        _("For everybody who works, with or without papers."),
        frozenset(),
        frozenset({"danger", "report", "support", "work"}),
    ),
    GuideAudience(
        "young-people",
        _("For children and young people"),
        _("If somebody makes you do things, or you are worried about a friend."),
        frozenset(),
        frozenset({"danger", "children"}),
    ),
    GuideAudience(
        "landlords",
        _("For landlords and letting agents"),
        _("What you may notice in the ordinary course of letting a home."),
        frozenset({"private_rented", "brothel", "criminal"}),
        frozenset({"danger", "report"}),
    ),
    GuideAudience(
        "hotels",
        _("For hotels, guest houses and holiday lets"),
        _("What reception, housekeeping and hosts may notice, and what to do."),
        frozenset({"hotel", "sexual", "child"}),
        frozenset({"danger", "report"}),
    ),
    GuideAudience(
        "businesses",
        _("For businesses and their supply chains"),
        _("How to keep your own work and that of your suppliers fair."),
        frozenset({"labour", "food_processing", "agriculture", "construction", "care"}),
        frozenset({"danger", "report", "work"}),
    ),
    GuideAudience(
        "professionals",
        _("For professionals"),
        _("Your duties to report and to refer, which a form on this site never meets."),
        frozenset({"general", "child"}),
        frozenset({"danger", "professionals", "report"}),
    ),
)


def get_audience_page(code: str) -> AudiencePage:
    """The page for these readers, in its language; raises Absent."""
    found = next((one for one in AUDIENCES if one.code == code), None)
    if found is None:
        raise Absent
    return AudiencePage(
        audience=found,
        sections=tuple(
            card
            for card in signs.public_sections(get_language() or "en")
            if card.code in found.sections
        ),
        groups=tuple(
            group for group in reporting.list_channels() if group.code in found.needs
        ),
    )

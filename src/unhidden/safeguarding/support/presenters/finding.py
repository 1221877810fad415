"""Where words of a case were found, in words for the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.safeguarding.support.queries.finding import FoundWords

_PAGES = {
    "note": "safeguarding:notes",
    "need": "safeguarding:needs",
    "plan": "safeguarding:plan",
    "risk": "safeguarding:plan",
    "contact": "safeguarding:meetings",
}


@dataclass(frozen=True, slots=True)
class FoundRow:
    label: str
    found: FoundWords = field(repr=False)
    url: str


def make_found_rows(found: list[FoundWords], case_id: UUID) -> list[FoundRow]:
    """Each place with what it is of, and where the whole of it is read."""
    return [
        FoundRow(
            each.label or _("Note"), each, reverse(_PAGES[each.kind], args=[case_id])
        )
        for each in found
    ]

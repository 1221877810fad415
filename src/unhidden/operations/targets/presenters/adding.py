"""Places that may become candidates, with their boxes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unhidden.operations.targets.actions.candidates import AddedCandidates
from unhidden.operations.targets.forms.bulk import TickedForm
from unhidden.operations.targets.queries.sources import OfferedPage, OfferedPlace
from unhidden.ui import dates


def list_boxes(page: OfferedPage) -> list[tuple[str, str]]:
    """The boxes of those that can be added."""
    return [
        (str(one.premises.id), one.premises.name)
        for one in page.places
        if not (one.is_known or one.is_barred)
    ]


def pair_boxes(page: OfferedPage, form: TickedForm) -> list[tuple[OfferedPlace, Any]]:
    """Each place with its box, or None where it cannot be added."""
    boxes = iter(form.tick_boxes)
    return [
        (one, None if one.is_known or one.is_barred else next(boxes))
        for one in page.places
    ]


def tell_added(found: AddedCandidates) -> str:
    """How many are candidates now, and how many were before."""
    count = len(found.added)
    text = ngettext(
        "%(count)s place is a candidate now",
        "%(count)s places are candidates now",
        count,
    ) % {"count": dates.format_number(count)}
    if not found.known:
        return text
    known = ngettext(
        "%(count)s was one already", "%(count)s were so already", found.known
    ) % {"count": dates.format_number(found.known)}
    return _("%(new)s; %(known)s") % {"new": text, "known": known}

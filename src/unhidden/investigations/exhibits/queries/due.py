"""What waits of the custody of an investigation's exhibits, for its front page."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unhidden.access.actor import Actor
from unhidden.investigations.exhibits.queries.hands import find_unanswered
from unhidden.investigations.frame.queries import WaitingItem
from unhidden.investigations.models import (
    ExhibitLeaving,
    ExhibitMove,
    Investigation,
)
from unhidden.lib.working_days import day_in_london


def list_due_leavings(head: Investigation) -> list[WaitingItem]:
    """Each exhibit of which somebody asked that it be returned or destroyed, and
    another has not agreed yet, since the day of the asking."""
    moves = ExhibitMove.objects.filter(exhibit=OuterRef("exhibit_id"))
    asked = (
        ExhibitLeaving.objects.filter(investigation=head)
        .annotate(last=Subquery(moves.order_by("-turn").values("turn")[:1]))
        .select_related("exhibit")
        .order_by("exhibit_id", "-asked_at")
        .distinct("exhibit_id")
    )
    return [_tell_leaving(row) for row in asked if row.after_turn == row.last]


def list_due_hands(viewer: Actor, head: Investigation) -> list[WaitingItem]:
    """The moves through the viewer's own hands by the record that wait for their word,
    all of them in one line, since the first."""
    found = [row for row, _hand in find_unanswered(head, viewer.person)]
    if not found:
        return []
    first = min(row.moved_at for row in found)
    told = ngettext(
        "%(number)s move went through your hands by the record, and waits for your "
        "word.",
        "%(number)s moves went through your hands by the record, and wait for your "
        "word.",
        len(found),
    )
    return [
        WaitingItem(
            day=day_in_london(first),
            what=told % {"number": len(found)},
            page="investigations:answer_moves",
            at=first,
            is_since=True,
        )
    ]


def _tell_leaving(row: ExhibitLeaving) -> WaitingItem:
    return WaitingItem(
        day=day_in_london(row.asked_at),
        what=_("Exhibit %(reference)s waits for a second person: %(purpose)s")
        % {
            "reference": row.exhibit.reference,
            "purpose": row.get_purpose_display(),
        },
        page="investigations:exhibit",
        numbers=(row.exhibit_id,),
        at=row.asked_at,
        is_since=True,
    )

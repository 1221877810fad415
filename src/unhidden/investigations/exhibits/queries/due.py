"""What waits of the custody of an investigation's exhibits, for its front page."""

from __future__ import annotations

from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from unhidden.access.actor import Actor
from unhidden.investigations.exhibits.queries.exhibits import count_differing
from unhidden.investigations.frame.queries import WaitingItem
from unhidden.investigations.models import (
    ExhibitLeaving,
    ExhibitMove,
    Investigation,
)
from unhidden.lib.working_days import day_in_london


def list_due_leavings(
    *, viewer: Actor, head: Investigation, at: datetime
) -> list[WaitingItem]:
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


def count_differing_files(*, viewer: Actor, head: Investigation) -> int:
    """How many files of an investigation in view have had another digest."""
    return count_differing(head)


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
    )

"""What cannot wait, for whoever is told of it, on whatever page they are."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.policies import SEE


@dataclass(frozen=True, slots=True)
class UrgentMatters:
    """How many crews of an operation are overdue, and how many alarms wait."""

    operation_id: UUID
    crews: int
    alarms: int

    @property
    def board_url(self) -> str:
        """Where it is said by name."""
        return reverse("operations:board", args=[self.operation_id])

    @property
    def urgent_words(self) -> str:
        """In one line, with what goes before any page."""
        said = []
        if self.alarms:
            text = ngettext(
                "%(count)s welfare alarm that nobody has received.",
                "%(count)s welfare alarms that nobody has received.",
                self.alarms,
            )
            said.append(text % {"count": self.alarms})
        if self.crews:
            text = ngettext(
                "%(count)s crew overdue for contact.",
                "%(count)s crews overdue for contact.",
                self.crews,
            )
            said.append(text % {"count": self.crews})
        return " ".join([*said, _("Use the radio or 999 first.")])


@query
def list_urgent_matters(*, viewer: Actor) -> list[UrgentMatters]:
    """What waits for the viewer by a post of theirs now, whatever they are doing: it
    names no visit, and is the same at every task."""
    if not viewer.may(SEE):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select operation_id, crews, alarms from wall.own_urgent_matters()"
            " order by operation_id"
        )
        return [UrgentMatters(*row) for row in cursor.fetchall()]

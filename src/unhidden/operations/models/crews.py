"""The crews that come along on a visit; the one that leads it stands in its plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.operations.models.plans import AT_PLANNING, LED, PlannedVisit, Team

_OF_VISIT = "exists (select from operations_plannedvisit p where p.id = visit_id)"
# A crew of the same operation, and not the one that leads.
_ANOTHER = (
    "exists (select from operations_team t where t.id ="
    " operations_supportingcrew.team_id"
    "\n    and t.operation_id = p.operation_id and t.id is distinct from p.team_id)"
)
_PLANNED = (
    "exists (select from operations_plannedvisit p"
    "\n  join operations_operation o on o.id = p.operation_id"
    f"\n  where p.id = visit_id and {LED} and {AT_PLANNING}"
)


class SupportingCrew(Record):
    """A crew that comes along on a visit, and meets what the one that leads meets."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, delete",
        guard="select(visit_id, team_id)",
        rows=RuledRows(
            select=_OF_VISIT,
            insert=f"{_PLANNED} and {_ANOTHER})",
            delete=f"{_PLANNED})",
        ),
    )

    visit = models.ForeignKey(
        PlannedVisit, on_delete=models.PROTECT, related_name="support"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="supported")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "team"], name="a_crew_comes_along_once"
            )
        ]

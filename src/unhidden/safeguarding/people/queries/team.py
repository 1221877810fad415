"""Who is on a case's team."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case
from unhidden.sharing import queries as sharing


@query
@of_one_record("case_id")
def list_team(*, viewer: Actor, case_id: UUID) -> tuple[sharing.RecordTeamMember, ...]:
    """Who is and was on a case's team; raises Absent where the case is not in view."""
    viewer.must("safeguarding.see_own_cases")
    row = Case.objects.filter(own_cases(viewer), id=case_id).first()
    if row is None:
        raise Absent
    return sharing.find_team(viewer=viewer, record=row)

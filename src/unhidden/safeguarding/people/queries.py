"""Who is on a case's team, and whether somebody found at a visit has a case."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case
from unhidden.sharing import queries as sharing


@query
def urn_of_open_case(*, viewer: Actor, possible_victim_id: UUID) -> str | None:
    """The reference of the person's case if there is one, so nobody opens two."""
    viewer.must("safeguarding.open_case")
    with connection.cursor() as cursor:
        cursor.execute("select wall.urn_of_case(%s)", [possible_victim_id])
        (urn,) = cursor.fetchone()
    return str(urn) if urn else None


@query
@of_one_record("case_id")
def list_team(*, viewer: Actor, case_id: UUID) -> tuple[sharing.RecordTeamMember, ...]:
    """Who is and was on a case's team; raises Absent where the case is not in view."""
    viewer.must("safeguarding.see_own_cases")
    row = Case.objects.filter(own_cases(viewer), id=case_id).first()
    if row is None:
        raise Absent
    return sharing.find_team(viewer=viewer, record=row)

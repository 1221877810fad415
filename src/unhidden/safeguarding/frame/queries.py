"""Which cases a viewer sees, and which one they may work on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import rows
from unhidden.safeguarding.models import Case

#: What one does on a case, by the permission that it needs beside the database's word.
_ACTIONS = {"safeguarding.work_case": "write", "safeguarding.manage_team": "manage"}


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What each page of a case needs: its reference, its fork, what one may do."""

    id: UUID
    urn: str
    age_group: str
    nrm_state: str
    lead_id: UUID
    is_child: bool
    is_closed: bool
    may_work: bool
    may_manage: bool


def own_cases(viewer: Actor) -> Q:
    """The condition on cases that the viewer may see now."""
    return rows.make_visibility_condition(viewer, Case.domain(), organisation="lead_id")


def describe_head(row: Case, viewer: Actor) -> CaseHead:
    """The head of a case that is in the viewer's sight."""
    asked = {need: action for need, action in _ACTIONS.items() if viewer.may(need)}
    allowed = rows.find_actions(row, asked.values())
    return CaseHead(
        id=row.id,
        urn=row.urn,
        age_group=row.age_group,
        nrm_state=row.nrm_state,
        lead_id=row.lead_id,
        is_child=row.age_group != "adult",
        is_closed=row.closed_at is not None,
        may_work="write" in allowed,
        may_manage="manage" in allowed,
    )


@query
@of_one_record("case_id")
def read_head(*, viewer: Actor, case_id: UUID) -> CaseHead:
    """The head of one case for its team; raises Absent for everyone else."""
    viewer.must("safeguarding.see_own_cases")
    row = Case.objects.filter(own_cases(viewer), id=case_id).first()
    if row is None:
        raise Absent
    return describe_head(row, viewer)


@query
@of_one_record("case_id")
def work_on(*, viewer: Actor, case_id: UUID) -> CaseHead:
    """The head of a case that the viewer may change; Absent for who may only read."""
    head = read_head(viewer=viewer, case_id=case_id)
    if not head.may_work:
        raise Absent
    return head


@query
@of_one_record("case_id")
def manage_case(*, viewer: Actor, case_id: UUID) -> CaseHead:
    """The head of a case on whose team the viewer may decide; Absent otherwise."""
    head = read_head(viewer=viewer, case_id=case_id)
    if not head.may_manage:
        raise Absent
    return head

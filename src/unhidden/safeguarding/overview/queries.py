"""A survivor's case as its own team sees it; to everyone else it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.clocks.queries import (
    DeadlineCard,
    StateChange,
    deadlines_first,
    describe_deadline,
    list_changes,
)
from unhidden.safeguarding.consent.queries.standing import ConsentCard, list_consents
from unhidden.safeguarding.frame.queries import describe_head, own_cases
from unhidden.safeguarding.models import Case
from unhidden.safeguarding.support.queries import NoteCard, list_notes
from unhidden.sharing import queries as sharing


@dataclass(frozen=True, slots=True)
class CaseCard:
    id: UUID
    urn: str
    age_group: str
    age_group_label: str
    state: str
    state_label: str
    lead: str
    opened_at: datetime
    next_deadline: DeadlineCard | None


@dataclass(frozen=True, slots=True)
class CaseView:
    card: CaseCard
    lead_id: UUID
    is_child: bool
    reference: str
    has_identity: bool
    may_work: bool
    may_manage: bool
    deadlines: tuple[DeadlineCard, ...]
    team: tuple[sharing.RecordTeamMember, ...]
    consents: tuple[ConsentCard, ...]
    changes: tuple[StateChange, ...]
    notes: tuple[NoteCard, ...]


@query
def list_cases(*, viewer: Actor, at: datetime) -> list[CaseCard]:
    """The viewer's own cases, the one with the nearest open deadline first."""
    viewer.must("safeguarding.see_own_cases")
    found = (
        Case.objects.filter(own_cases(viewer))
        .select_related("lead")
        .prefetch_related(deadlines_first())
        .order_by("urn", "id")
    )
    cards = [_card(row, at) for row in found]
    return sorted(
        cards,
        key=lambda card: (
            card.next_deadline is None,
            card.next_deadline.due_at if card.next_deadline else card.opened_at,
            card.urn,
        ),
    )


@query
@of_one_record("case_id")
def get_case(*, viewer: Actor, case_id: UUID, at: datetime) -> CaseView:
    """One case for its team; raises Absent for everyone else."""
    viewer.must("safeguarding.see_own_cases")
    row = (
        Case.objects.filter(own_cases(viewer), id=case_id)
        .select_related("lead")
        .prefetch_related(deadlines_first())
        .first()
    )
    if row is None:
        raise Absent
    head = describe_head(row, viewer)
    return CaseView(
        card=_card(row, at),
        lead_id=row.lead_id,
        is_child=head.is_child,
        reference=row.nrm_reference,
        has_identity=row.identity_sealed is not None,
        may_work=head.may_work,
        may_manage=head.may_manage,
        deadlines=tuple(describe_deadline(each, at) for each in row.deadlines.all()),
        team=sharing.find_team(viewer=viewer, record=row),
        consents=list_consents(row),
        changes=list_changes(row),
        notes=list_notes(row, viewer),
    )


def _card(row: Case, at: datetime) -> CaseCard:
    waiting = [each for each in row.deadlines.all() if each.met_at is None]
    return CaseCard(
        id=row.id,
        urn=row.urn,
        age_group=row.age_group,
        age_group_label=row.get_age_group_display(),
        state=row.nrm_state,
        state_label=row.get_nrm_state_display(),
        lead=agencies.name_of(row.lead),
        opened_at=row.opened_at,
        next_deadline=describe_deadline(waiting[0], at) if waiting else None,
    )

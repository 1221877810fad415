"""What has left a case, to whom, on which word, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, CaseOutgoing


@dataclass(frozen=True, slots=True)
class OutgoingCard:
    """One thing that left the case; ``marks`` are codes of what became of it.

    ``consent_label`` says to what the person agreed, and on which day; empty where it
    rests on no word of theirs.
    """

    id: UUID
    kind: str
    kind_label: str
    receiver_id: UUID | None
    outside: str
    receiver: str
    categories: tuple[str, ...]
    source_id: UUID | None
    consent_label: str
    agreed_at: datetime | None
    passed_at: datetime
    marks: frozenset[str]
    mark_labels: tuple[str, ...]


@query
@of_one_record("case_id")
def list_passed(*, viewer: Actor, case_id: UUID) -> tuple[OutgoingCard, ...]:
    """Everything that ever left a case, the latest first, for its readers."""
    viewer.must("safeguarding.see_own_cases")
    case = Case.objects.filter(own_cases(viewer), id=case_id).first()
    if case is None:
        raise Absent
    return list_outgoing(case)


def list_outgoing(case: Case) -> tuple[OutgoingCard, ...]:
    """As ``list_passed``, of a case that is in view."""
    rows = (
        CaseOutgoing.objects.filter(case=case)
        .select_related("receiver", "consent")
        .prefetch_related("marks")
        .order_by("-passed_at", "id")
    )
    undone = find_undone(case)
    return tuple(_passed(row, is_undone=row.source_id in undone) for row in rows)


def find_undone(case: Case) -> set[UUID]:
    """The changes of a case that were recorded by mistake, and taken back."""
    rows = case.changes.filter(takes_back__isnull=False)
    return set(rows.values_list("takes_back_id", flat=True))


def _passed(row: CaseOutgoing, *, is_undone: bool) -> OutgoingCard:
    marks = sorted(row.marks.all(), key=lambda mark: (mark.marked_at, mark.code))
    labels = [mark.get_code_display() for mark in marks]
    if is_undone:
        labels.append(_("Recorded by mistake: it did not leave"))
    return OutgoingCard(
        id=row.id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        receiver_id=row.receiver_id,
        outside=row.outside,
        receiver=agencies.name_of(row.receiver)
        if row.receiver
        else row.get_outside_display(),
        categories=tuple(row.categories),
        source_id=row.source_id,
        consent_label=row.consent.get_kind_display() if row.consent else "",
        agreed_at=row.consent.asked_at if row.consent else None,
        passed_at=row.passed_at,
        marks=frozenset(mark.code for mark in marks),
        mark_labels=tuple(labels),
    )

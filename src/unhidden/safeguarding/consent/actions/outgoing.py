"""One row for each thing that leaves a case, and marks on what has left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.records import new_id
from unhidden.safeguarding.frame.actions import hold_open_case, organisations_of
from unhidden.safeguarding.models import Case, CaseOutgoing, OutgoingMark
from unhidden.sharing import queries as members


@dataclass(frozen=True, slots=True)
class NewOutgoing:
    """What leaves the case, to whom, of which data, on which word.

    Either an organisation of ours (``receiver_id``) or a code of ``OutsideReceiver``.
    ``is_asked_for`` and ``is_talked_over`` are of pages for the person.
    """

    kind: str
    categories: Collection[str]
    receiver_id: UUID | None = None
    outside: str = ""
    consent_id: UUID | None = None
    source_id: UUID | None = None
    purpose: str = ""
    digest: str = ""
    is_asked_for: bool = False
    is_talked_over: bool = False


def note_outgoing(*, case: Case, new: NewOutgoing, actor: Actor, at: datetime) -> UUID:
    """Keep that something leaves a case that the caller holds; gives the row's id."""
    row = CaseOutgoing(
        id=new_id(),
        case=case,
        kind=new.kind,
        receiver_id=new.receiver_id,
        outside=new.outside,
        categories=sorted({"operational", *new.categories}),
        consent_id=new.consent_id,
        source_id=new.source_id,
        purpose=new.purpose,
        digest=new.digest,
        is_asked_for=new.is_asked_for,
        is_talked_over=new.is_talked_over,
        passed_by_id=actor.person,
        passed_at=at,
    )
    row.save(force_insert=True)
    return row.id


def mark_outgoing(
    *, case: Case, source_id: UUID, code: str, actor: Actor, at: datetime
) -> int:
    """Mark what left the case as that source; gives how many were not marked so yet."""
    rows = CaseOutgoing.objects.filter(case=case, source_id=source_id).exclude(
        marks__code=code
    )
    marks = [
        OutgoingMark(outgoing=row, code=code, marked_by_id=actor.person, marked_at=at)
        for row in rows.order_by("id")
    ]
    OutgoingMark.objects.bulk_create(marks)
    return len(marks)


def hold_readers(*, case_id: UUID, actor: Actor, at: datetime) -> set[UUID]:
    """Hold an open case; gives whom what is told of it in words is sealed to.

    Raises Absent and CaseClosed.
    """
    case = hold_open_case(case_id, actor)
    return organisations_of(case, actor, at) | members.find_receivers(
        record_id=case.id, category="narrative"
    )


def let_out(*, case_id: UUID, new: NewOutgoing, actor: Actor, at: datetime) -> UUID:
    """As ``note_outgoing``, for a module above; raises Absent and CaseClosed."""
    case = hold_open_case(case_id, actor)
    return note_outgoing(case=case, new=new, actor=actor, at=at)


def recall_outgoing(
    *, case_id: UUID, source_id: UUID, actor: Actor, at: datetime
) -> None:
    """Mark what left an open case as recalled; raises Absent and CaseClosed."""
    case = hold_open_case(case_id, actor)
    mark_outgoing(case=case, source_id=source_id, code="recalled", actor=actor, at=at)

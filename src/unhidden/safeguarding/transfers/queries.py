"""Cases that move: as both sides see it, and what stays with a former lead."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import rows
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.frame.queries import (
    CaseHead,
    describe_head,
    own_cases,
    work_on,
)
from unhidden.safeguarding.models import (
    Case,
    CaseTransfer,
    Note,
    SupportNeed,
    TransferItem,
)
from unhidden.safeguarding.people.rules import offers
from unhidden.safeguarding.transfers import rules
from unhidden.vault import actions as vault
from unhidden.vault.fields import SealedField

READ, WORK = "safeguarding.see_own_cases", "safeguarding.work_case"
MANAGE = "safeguarding.manage_team"
_FEW = 100


@dataclass(frozen=True, slots=True)
class TransferCard:
    """A transfer as its two sides see it; ``head`` for who reads the case.

    ``is_asked`` of the viewer's organisation, ``is_for_me`` while they may answer.
    ``words`` is what the person agreed to: None where no key of the viewer's opens it.
    """

    id: UUID
    head: CaseHead | None
    from_organisation: str
    to_organisation: str
    items: tuple[str, ...]
    age_group_label: str
    urgency_label: str
    council: str
    needs: tuple[str, ...]
    language_label: str
    offered_by: str
    offered_at: datetime
    answer_by: datetime
    state: str
    state_label: str
    is_late: bool
    answered_by: str
    answered_at: datetime | None
    reason_label: str
    worker: str
    former_worker: str
    ended_at: datetime | None
    words: str | None
    is_asked: bool
    is_for_me: bool
    may_hand_over: bool
    may_withdraw: bool
    has_kept: bool


@dataclass(frozen=True, slots=True)
class TransferLine:
    """A transfer in a list."""

    id: UUID
    from_organisation: str
    to_organisation: str
    offered_at: datetime
    state: str
    state_label: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note that its organisation wrote before the case moved; None: not opened."""

    id: UUID
    text: str | None
    by: str
    at: datetime


@query
def list_transfers(*, viewer: Actor, at: datetime) -> list[TransferLine]:
    """Transfers in view, those that wait first, and then the latest."""
    viewer.must(READ)
    found = CaseTransfer.objects.select_related("from_organisation", "to_organisation")
    lines = [
        TransferLine(
            id=row.id,
            from_organisation=agencies.name_of(row.from_organisation),
            to_organisation=agencies.name_of(row.to_organisation),
            offered_at=row.offered_at,
            state=row.state,
            state_label=row.get_state_display(),
            is_late=offers.is_late(row.state, row.answer_by, at),
        )
        for row in found.order_by("-offered_at", "id")[:_FEW]
    ]
    return sorted(lines, key=lambda line: line.state not in rules.OPEN)


@query
def get_transfer(*, viewer: Actor, transfer_id: UUID, at: datetime) -> TransferCard:
    """One transfer, for its sides; raises Absent for everybody else."""
    viewer.must(READ)
    row = _rows().filter(id=transfer_id).first()
    if row is None:
        raise Absent
    return _card(row, viewer, at)


@query
def count_transfers(*, viewer: Actor) -> int:
    """How many wait for the viewer: to be answered, or to be handed over."""
    if not viewer.may(READ):
        return 0
    asked = Q(to_organisation_id=viewer.organisation, state="offered")
    own = Q(state="accepted", offered_by_id=viewer.person)
    waiting = asked | own if viewer.may(MANAGE) else own
    return CaseTransfer.objects.filter(waiting).count()


@query
@of_one_record("case_id")
def find_open_transfer(*, viewer: Actor, case_id: UUID) -> tuple[CaseHead, UUID | None]:
    """The head of a case that one may move, and the transfer that is going on."""
    head = work_on(viewer=viewer, case_id=case_id)
    case = Case.objects.get(id=case_id)
    if head.lead_id != viewer.organisation or not rows.may_act_on(case, "manage"):
        raise Absent
    going = CaseTransfer.objects.filter(case_id=case_id, state__in=rules.OPEN)
    return head, going.values_list("id", flat=True).first()


def read_kept_notes(transfer_id: UUID, viewer: Actor) -> list[KeptNote]:
    """What one's organisation wrote while it led a case; raises Absent.

    For who led it there when it moved, who offered it, and who supervises.
    """
    kept = "select * from wall.notes_kept(%s) order by written_at desc, id"
    found = list(Note.objects.raw(kept, [transfer_id]))
    names = agencies.names_of_people(person_ids={note.written_by_id for note in found})
    texts = vault.open_held([note.text_sealed for note in found], by=viewer)
    return [
        KeptNote(note.id, text, names.get(note.written_by_id, ""), note.written_at)
        for note, text in zip(found, texts, strict=True)
    ]


def list_sealed_of(
    case: Case, tables: Collection[str]
) -> Iterator[tuple[list[UUID], list[str] | None]]:
    """Of each table: its rows of a case, and where they are sealed; None: all of it."""
    for model in apps.get_app_config("safeguarding").get_models():
        if model._meta.model_name not in tables:
            continue
        key = "id" if model is Case else "case_id"
        found = model._default_manager.filter(**{key: case.id})
        sealed = [
            f"{model._meta.db_table}.{field.column}"
            for field in model._meta.concrete_fields
            if isinstance(field, SealedField)
        ]
        ids: list[UUID] = list(found.order_by("id").values_list("id", flat=True))
        if ids:
            yield ids, sealed or None


def _rows() -> QuerySet[CaseTransfer]:
    return CaseTransfer.objects.select_related(
        "from_organisation",
        "to_organisation",
        "offered_by",
        "answered_by",
        "worker",
        "former_worker",
        "council",
    )


def _card(row: CaseTransfer, viewer: Actor, at: datetime) -> TransferCard:
    case = Case.objects.filter(own_cases(viewer), id=row.case_id).first()
    gives = row.from_organisation_id == viewer.organisation
    decides = (
        case is not None
        and gives
        and viewer.may(WORK)
        and rows.may_act_on(case, "manage")
    )
    asked = row.to_organisation_id == viewer.organisation and viewer.may(MANAGE)
    # Whoever is asked has no key before it is handed over, and needs none to answer.
    sealed = [row.words_sealed] if gives or row.state == "done" else [None]
    (words,) = vault.open_held(sealed, by=viewer)
    return TransferCard(
        id=row.id,
        head=describe_head(case, viewer) if case else None,
        from_organisation=agencies.name_of(row.from_organisation),
        to_organisation=agencies.name_of(row.to_organisation),
        items=tuple(str(TransferItem(each).label) for each in row.items),
        age_group_label=row.get_age_group_display(),
        urgency_label=row.get_urgency_display(),
        council=_name_council(row),
        needs=tuple(str(SupportNeed(each).label) for each in row.needs),
        language_label=row.get_language_display(),
        offered_by=row.offered_by.name,
        offered_at=row.offered_at,
        answer_by=row.answer_by,
        state=row.state,
        state_label=row.get_state_display(),
        is_late=offers.is_late(row.state, row.answer_by, at),
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_at=row.answered_at,
        reason_label=row.get_reason_display() if row.reason else "",
        worker=row.worker.name if row.worker else "",
        former_worker=row.former_worker.name if row.former_worker else "",
        ended_at=row.ended_at,
        words=words,
        is_asked=asked,
        is_for_me=asked and row.state in rules.OPEN,
        may_hand_over=decides and row.state == "accepted",
        may_withdraw=decides and row.state in rules.OPEN,
        has_kept=gives and row.state == "done",
    )


def _name_council(row: CaseTransfer) -> str:
    if row.council is None:
        return ""
    return row.council.name_cy if get_language() == "cy" else row.council.name_en

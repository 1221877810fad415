"""A survivor's case as its own team sees it; to everyone else it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import rows
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.models import (
    Case,
    Consent,
    ConsentAnswer,
    ConsentKind,
    Deadline,
    NrmChange,
)
from unhidden.sharing import queries as sharing
from unhidden.vault import actions as vault

DEADLINES = {
    "child_la_referral": _("Tell the council’s children’s services"),
    "ictg_referral": _("Refer to the Independent Child Trafficking Guardian"),
    "follow_up": _("See the person again"),
    "dtn_due": _("Duty to Notify, unless referred to the NRM"),
    "rg_expected": _("Reasonable grounds decision expected"),
}


@dataclass(frozen=True, slots=True)
class DeadlineCard:
    code: str
    label: str
    due_at: datetime
    met_at: datetime | None
    met_by: str
    is_overdue: bool


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
class ConsentCard:
    kind_label: str
    answer_label: str
    language: str
    interpreter: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class StateChange:
    to_label: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteCard:
    """``is_closed`` when the viewer's organisation holds no key to its text."""

    text: str
    by: str
    at: datetime
    is_closed: bool = False


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


def own_cases(viewer: Actor) -> Q:
    """The condition on cases that the viewer may see now."""
    return rows.make_visibility_condition(viewer, Case.domain(), organisation="lead_id")


@query
def list_cases(*, viewer: Actor, at: datetime) -> list[CaseCard]:
    """The viewer's own cases, the one with the nearest open deadline first."""
    viewer.must("safeguarding.see_own_cases")
    found = (
        Case.objects.filter(own_cases(viewer))
        .select_related("lead")
        .prefetch_related(_deadlines())
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
        .prefetch_related(_deadlines())
        .first()
    )
    if row is None:
        raise Absent
    consents = row.consents.select_related("asked_by").order_by("-asked_at", "id")
    changes = row.changes.select_related("changed_by").order_by("changed_at", "id")
    return CaseView(
        card=_card(row, at),
        lead_id=row.lead_id,
        is_child=row.age_group != "adult",
        reference=row.nrm_reference,
        has_identity=row.identity_sealed is not None,
        may_work=viewer.may("safeguarding.work_case") and rows.may_act_on(row, "write"),
        may_manage=viewer.may("safeguarding.manage_team")
        and rows.may_act_on(row, "manage"),
        deadlines=tuple(_deadline(each, at) for each in row.deadlines.all()),
        team=sharing.find_team(viewer=viewer, record=row),
        consents=tuple(_consent(each) for each in consents),
        changes=tuple(_change(each) for each in changes),
        notes=_notes(row, viewer),
    )


@query
def consent_to_investigation(*, viewer: Actor, case_id: UUID) -> UUID | None:
    """The id of the latest consent to help an investigation, if it is a yes."""
    viewer.must("safeguarding.see_own_cases")
    own = Case.objects.filter(own_cases(viewer), id=case_id)
    latest = (
        Consent.objects.filter(case__in=own, kind=ConsentKind.INVESTIGATION)
        .order_by("-asked_at", "-id")
        .first()
    )
    said_yes = latest is not None and latest.answer == ConsentAnswer.YES
    return latest.id if latest and said_yes else None


@query
def urn_of_open_case(*, viewer: Actor, possible_victim_id: UUID) -> str | None:
    """The reference of the person's case if there is one, so nobody opens two."""
    viewer.must("safeguarding.open_case")
    with connection.cursor() as cursor:
        cursor.execute("select wall.urn_of_case(%s)", [possible_victim_id])
        (urn,) = cursor.fetchone()
    return str(urn) if urn else None


def _deadlines() -> Prefetch[str, QuerySet[Deadline, Deadline], str]:
    by_day = Deadline.objects.select_related("met_by").order_by("due_at", "id")
    return Prefetch("deadlines", queryset=by_day)


def _deadline(row: Deadline, at: datetime) -> DeadlineCard:
    return DeadlineCard(
        code=row.code,
        label=str(DEADLINES[row.code]),
        due_at=row.due_at,
        met_at=row.met_at,
        met_by=row.met_by.name if row.met_by else "",
        is_overdue=row.met_at is None and row.due_at < at,
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
        next_deadline=_deadline(waiting[0], at) if waiting else None,
    )


def _consent(row: Consent) -> ConsentCard:
    return ConsentCard(
        kind_label=row.get_kind_display(),
        answer_label=row.get_answer_display(),
        language=row.language,
        interpreter=row.interpreter,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
    )


def _change(row: NrmChange) -> StateChange:
    return StateChange(
        to_label=row.get_to_state_display(),
        by=row.changed_by.name,
        at=row.changed_at,
    )


def _notes(row: Case, viewer: Actor) -> tuple[NoteCard, ...]:
    notes = row.notes.select_related("written_by").order_by("-written_at", "id")
    found = list(notes)
    texts: list[str | None]
    try:
        texts = [*vault.open_all([note.text_sealed for note in found], by=viewer)]
    except vault.NotForYou:
        # Let in without keys, as in an emergency: who wrote, and when, is shown.
        texts = [None] * len(found)
    return tuple(
        NoteCard(
            text=text or "",
            by=note.written_by.name,
            at=note.written_at,
            is_closed=text is None,
        )
        for note, text in zip(found, texts, strict=True)
    )

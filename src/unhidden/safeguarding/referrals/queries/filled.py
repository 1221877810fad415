"""The form of a case as far as it is filled in, for who works on the case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.safeguarding.frame.queries import CaseHead, work_on
from unhidden.safeguarding.models import (
    Consent,
    ConsentKind,
    NrmForm,
    NrmFormStage,
    NrmFormUnsaved,
)
from unhidden.safeguarding.referrals.queries.official import load_official_form
from unhidden.safeguarding.referrals.rules import forks, prompts
from unhidden.safeguarding.referrals.rules.forks import Answer, Answers
from unhidden.safeguarding.referrals.rules.official import OfficialForm
from unhidden.vault import actions as vault
from unhidden.vault import queries as vault_queries

ENDS = (NrmFormStage.RECORDED, NrmFormStage.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class SavedStep:
    """A step as it was saved last; ``number`` counts the savings.

    ``is_closed`` where others alone hold the key: it is filled in anew.
    """

    answers: Answers
    number: int
    by: str
    at: datetime
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The form that is being filled in, with all that is answered in it."""

    id: UUID
    case: CaseHead
    official: OfficialForm
    started_by: str
    started_at: datetime
    begun_there_on: date | None
    saved: Mapping[str, SavedStep]
    nrm_consent: str

    @property
    def all_answers(self) -> dict[str, Answer]:
        """All answers by field, those of steps that are not shown too."""
        return {k: v for step in self.saved.values() for k, v in step.answers.items()}

    def list_lacking(self) -> list[tuple[str, str]]:
        """Step and field of each needed answer that is missing."""
        return [*forks.list_lacking(self.official, self.all_answers)]


@dataclass(frozen=True, slots=True)
class UnsavedStep:
    """What the viewer typed into a step and did not save, by the page's fields."""

    typed: Mapping[str, list[str]]
    at: datetime


@query
@of_one_record("case_id")
def find_filled_form(*, viewer: Actor, case_id: UUID) -> FilledForm | None:
    """The open form of a case for who works on it; None without one.

    Raises Absent for whoever may only read the case.
    """
    head = work_on(viewer=viewer, case_id=case_id)
    row = open_forms(case_id).select_related("started_by").first()
    return read_form(row, head, viewer) if row else None


@query
@of_one_record("case_id")
def find_unsaved(
    *, viewer: Actor, case_id: UUID, form_id: UUID, place: str
) -> UnsavedStep | None:
    """What the viewer alone typed into a step of a form and did not save."""
    work_on(viewer=viewer, case_id=case_id)
    row = NrmFormUnsaved.objects.filter(
        case_id=case_id,
        form_id=form_id,
        place=place,
        person_id=viewer.person,
        content_sealed__isnull=False,
    ).first()
    if row is None or row.content_sealed is None or not _has_key(row):
        return None
    typed = json.loads(row.content_sealed.open(viewer))
    return UnsavedStep(typed, row.kept_at)


def _has_key(row: NrmFormUnsaved) -> bool:
    """Whether anybody holds the key: it ends when the case moves, for good."""
    return bool(vault_queries.list_key_holders(record_ids=[row.id]))


def open_forms(case_id: UUID) -> QuerySet[NrmForm]:
    """The forms of a case that have not ended: one or none."""
    rows = NrmForm.objects.filter(case_id=case_id)
    return rows.exclude(events__stage__in=ENDS).order_by("-number")


def read_form(row: NrmForm, head: CaseHead, viewer: Actor) -> FilledForm:
    """A form with its answers opened, for who may work on its case."""
    begun = row.events.filter(stage=NrmFormStage.BEGUN_THERE).first()
    consents = Consent.objects.filter(case_id=head.id, kind=ConsentKind.NRM)
    consent = consents.order_by("-number").first()
    return FilledForm(
        id=row.id,
        case=head,
        official=load_official_form(row.version),
        started_by=row.started_by.name,
        started_at=row.started_at,
        begun_there_on=begun.day if begun else None,
        saved=read_saved(row, viewer),
        nrm_consent=consent.answer if consent else "",
    )


def read_saved(row: NrmForm, viewer: Actor) -> dict[str, SavedStep]:
    """The last saving of each step, by its place."""
    rows = row.answers.select_related("saved_by").order_by("place", "-number")
    last = [*rows.distinct("place")]
    texts = vault.open_held([each.content_sealed for each in last], by=viewer)
    return {
        each.place: SavedStep(
            {} if text is None else json.loads(text),
            each.number,
            each.saved_by.name,
            each.saved_at,
            is_closed=text is None,
        )
        for each, text in zip(last, texts, strict=True)
    }


def list_form_prompts(
    form: FilledForm, *, day: date, names: tuple[str, ...] = ()
) -> tuple[prompts.QualityPrompt, ...]:
    """What of a form is worth another look."""
    facts = prompts.CaseFacts(names=names, nrm_consent=form.nrm_consent)
    return prompts.find_prompts(form.official, form.all_answers, facts=facts, day=day)

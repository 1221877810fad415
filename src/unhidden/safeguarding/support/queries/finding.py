"""Finding words again in all that is written of one case, opened for this once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.safeguarding.frame.queries import CaseHead, work_on
from unhidden.safeguarding.models import (
    CaseNeed,
    NeedCode,
    Note,
    PlanPart,
    RiskKind,
    SafetyRisk,
    SupportContact,
    SupportPlanText,
)
from unhidden.safeguarding.support.rules.finding import find_words
from unhidden.vault import actions as vault
from unhidden.vault.fields import SealedValue

FoundKind = Literal["note", "need", "plan", "risk", "contact"]


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A place where the words stand, with what is around it."""

    kind: FoundKind
    label: str
    at: datetime
    before: str = field(repr=False)
    words: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Place:
    kind: FoundKind
    label: str
    at: datetime
    sealed: SealedValue | None


@query
@of_one_record("case_id")
def find_in_case(
    *, viewer: Actor, case_id: UUID, words: str
) -> tuple[CaseHead, list[FoundWords]]:
    """Where all of these words stand in a case, the latest first.

    Texts are opened in memory by who works on the case, and what is looked for is kept
    nowhere. What the viewer holds no key to is not looked into.
    """
    head = work_on(viewer=viewer, case_id=case_id)
    places = sorted(_places(case_id), key=lambda one: one.at, reverse=True)
    opened = vault.open_held([place.sealed for place in places], by=viewer)
    texts = [(place, text or "") for place, text in zip(places, opened, strict=True)]
    return head, [
        FoundWords(place.kind, place.label, place.at, *around)
        for place, around in find_words(texts, words)
    ]


def _places(case_id: UUID) -> Iterator[_Place]:
    for note in Note.objects.filter(case_id=case_id):
        yield _Place("note", "", note.written_at, note.text_sealed)
    for need in CaseNeed.objects.filter(case_id=case_id):
        label = str(NeedCode(need.code).label)
        yield _Place("need", label, need.noted_at, need.words_sealed)
    for text in SupportPlanText.objects.filter(case_id=case_id):
        label = str(PlanPart(text.part).label)
        yield _Place("plan", label, text.written_at, text.text_sealed)
    for risk in SafetyRisk.objects.filter(case_id=case_id):
        label = str(RiskKind(risk.kind).label)
        yield _Place("risk", label, risk.judged_at, risk.words_sealed)
    for contact in SupportContact.objects.filter(case_id=case_id):
        label = contact.get_kind_display()
        yield _Place("contact", label, contact.starts_at, contact.words_sealed)

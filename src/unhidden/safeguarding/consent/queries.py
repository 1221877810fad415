"""What a person said, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, Consent, ConsentAnswer, ConsentKind


@dataclass(frozen=True, slots=True)
class ConsentCard:
    kind_label: str
    answer_label: str
    language: str
    interpreter: str
    asked_by: str
    asked_at: datetime


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


def list_consents(case: Case) -> tuple[ConsentCard, ...]:
    """What was said about a case that is in view, the latest first."""
    rows = case.consents.select_related("asked_by").order_by("-asked_at", "id")
    return tuple(_consent(row) for row in rows)


def _consent(row: Consent) -> ConsentCard:
    return ConsentCard(
        kind_label=row.get_kind_display(),
        answer_label=row.get_answer_display(),
        language=row.language,
        interpreter=row.interpreter,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
    )

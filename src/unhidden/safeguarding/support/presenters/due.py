"""Rows of what is due, with where each leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.safeguarding.clocks.queries.deadlines import name_of_deadline
from unhidden.safeguarding.models import ContactKind, NeedCode, PlanPart, RiskKind
from unhidden.safeguarding.support.forms.due import SPANS
from unhidden.safeguarding.support.rules.due import DueItem, judge_span
from unhidden.ui.parts import Tone

_PAGES = {
    "need": "safeguarding:needs",
    "service": "safeguarding:needs",
    "risk": "safeguarding:plan",
    "plan": "safeguarding:plan",
    "appointment": "safeguarding:meetings",
    "contact": "safeguarding:meetings",
    "deadline": "safeguarding:case",
}
_WORDS = {
    "need": gettext_lazy("Need: %(what)s"),
    "service": gettext_lazy("Ask the service again: %(what)s"),
    "risk": gettext_lazy("Look at a risk again: %(what)s"),
    "plan": gettext_lazy("Look at the plan again: %(what)s"),
    "appointment": gettext_lazy("Appointment or contact: %(what)s"),
    "deadline": gettext_lazy("Deadline: %(what)s"),
}
_TONES: dict[str, Tone] = {"overdue": "urgent", "today": "warning"}


@dataclass(frozen=True, slots=True)
class DueRow:
    """A line of the list; ``id`` is the case's, for the record of who saw what."""

    id: UUID
    urn: str
    words: str
    due_on: date
    span_label: str
    tone: Tone
    url: str


def make_due_rows(items: Iterable[DueItem], today: date) -> list[DueRow]:
    """The items as lines, in their order."""
    return [_row(item, today) for item in items]


def _row(item: DueItem, today: date) -> DueRow:
    span = judge_span(item.due_on, today)
    return DueRow(
        id=item.case_id,
        urn=item.urn,
        words=_describe(item),
        due_on=item.due_on,
        span_label=str(SPANS[span]),
        tone=_TONES.get(span, "neutral"),
        url=reverse(_PAGES[item.kind], args=[item.case_id]),
    )


def _describe(item: DueItem) -> str:
    if item.kind == "contact":
        return _("Be in touch: nobody has been for a while")
    return str(_WORDS[item.kind]) % {"what": _name(item)}


def _name(item: DueItem) -> str:
    if item.kind in {"need", "service"}:
        return str(NeedCode(item.code).label)
    if item.kind == "risk":
        return str(RiskKind(item.code).label)
    if item.kind == "plan":
        return str(PlanPart(item.code).label)
    if item.kind == "appointment":
        return str(ContactKind(item.code).label)
    return name_of_deadline(item.code)

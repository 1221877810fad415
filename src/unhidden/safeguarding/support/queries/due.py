"""What is due of one's own open cases, by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import (
    NEED_ENDS,
    Case,
    CaseNeed,
    Deadline,
    NeedStep,
    RiskLevel,
    SafetyRisk,
    ServiceReferral,
    SupportContact,
    SupportPlanText,
)
from unhidden.safeguarding.support.queries.contacts import find_lapses
from unhidden.safeguarding.support.rules import due, service_states
from unhidden.safeguarding.support.rules.days import london_day

#: Needs, reviews and appointments further away than this are not due yet.
AHEAD = timedelta(days=60)


@query
def list_due(
    *, viewer: Actor, today: date, kind: str = "", span: str = ""
) -> list[due.DueItem]:
    """What is due of the viewer's open cases until two months from now, by day."""
    viewer.must("safeguarding.see_own_cases")
    return due.sort_due(_find_due(viewer, today), today=today, kind=kind, span=span)


@query
def count_due(*, viewer: Actor, today: date) -> int:
    """How much is due today, or was before."""
    viewer.must("safeguarding.see_own_cases")
    return sum(item.due_on <= today for item in _find_due(viewer, today))


def find_next_reviews(cases: list[Case]) -> dict[UUID, date]:
    """The day on which a risk or a plan of each case is looked at again next."""
    days: dict[UUID, date] = {}
    for _kind, _code, due_on, case_id, _item_id in _reviews(cases):
        days[case_id] = min(due_on, days.get(case_id, due_on))
    return days


def _find_due(viewer: Actor, today: date) -> Iterator[due.DueItem]:
    rows = list(Case.objects.filter(own_cases(viewer), closed_at=None))
    urns = {row.id: row.urn for row in rows}
    last = today + AHEAD
    for kind, code, due_on, case_id, item_id in _find_all(rows, today):
        if due_on <= last:
            yield due.DueItem(kind, code, due_on, case_id, urns[case_id], item_id)


_Found = tuple[due.DueKind, str, date, UUID, UUID]


def _find_all(cases: list[Case], today: date) -> Iterator[_Found]:
    yield from _needs(cases)
    yield from _reviews(cases)
    yield from _appointments(cases)
    yield from _services(cases)
    for each in Deadline.objects.filter(case__in=cases, met_at=None, ended_at=None):
        yield "deadline", each.code, london_day(each.due_at), each.case_id, each.id
    for case_id, lapse in find_lapses(cases, today).items():
        if lapse.due_on is not None:
            yield "contact", lapse.limit.stage, lapse.due_on, case_id, case_id


def _needs(cases: list[Case]) -> Iterator[_Found]:
    """Open needs, each with the last day that was said."""
    steps = NeedStep.objects.filter(need_id=OuterRef("id"), kind="dated")
    found: QuerySet[CaseNeed] = (
        CaseNeed.objects.filter(case__in=cases)
        .exclude(steps__kind__in=NEED_ENDS)
        .annotate(moved_to=Subquery(steps.order_by("-number").values("day")[:1]))
    )
    for row in found.defer("words_sealed"):
        wanted_on = getattr(row, "moved_to", None) or row.wanted_on
        if wanted_on is not None:
            yield "need", row.code, wanted_on, row.case_id, row.id


def _reviews(cases: list[Case]) -> Iterator[_Found]:
    """Reviews of risks and of parts of plans, by what was written last of each."""
    risks = SafetyRisk.objects.filter(case__in=cases).defer("words_sealed")
    for risk in risks.order_by("case", "kind", "-number").distinct("case", "kind"):
        if risk.review_on is not None and risk.level != RiskLevel.GONE:
            yield "risk", risk.kind, risk.review_on, risk.case_id, risk.id
    texts = SupportPlanText.objects.filter(case__in=cases).defer("text_sealed")
    for text in texts.order_by("case", "part", "-number").distinct("case", "part"):
        if text.review_on is not None:
            yield "plan", text.part, text.review_on, text.case_id, text.id


def _appointments(cases: list[Case]) -> Iterator[_Found]:
    found = SupportContact.objects.filter(case__in=cases, outcome=None)
    for row in found.defer("words_sealed"):
        day = london_day(row.starts_at)
        yield "appointment", row.kind, day, row.case_id, row.id


def _services(cases: list[Case]) -> Iterator[_Found]:
    """Services that were asked and have not begun: to be asked after two weeks."""
    found = ServiceReferral.objects.filter(need__case__in=cases)
    for row in found.select_related("need").prefetch_related("steps"):
        steps = sorted(row.steps.all(), key=lambda step: step.number)
        state = steps[-1].state if steps else service_states.ASKED
        if state in {"asked", "waiting"}:
            since = steps[-1].day if steps else row.asked_on
            day = since + timedelta(days=due.SERVICE_DAYS)
            yield "service", row.need.code, day, row.need.case_id, row.id

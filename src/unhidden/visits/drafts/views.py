"""Saving a draft each minute, without leaving the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.visits.drafts import actions
from unhidden.visits.drafts.queries import DraftCard, Fields
from unhidden.visits.queries.inner import NobodyReceives
from unhidden.visits.rules.told import PREFIX, ToldAnswers, read_matters

if TYPE_CHECKING:
    from django.http import QueryDict

#: What belongs to the page, and was not typed.
_OF_THE_PAGE = {"csrfmiddlewaretoken", "more", "keep", "submission", "number"}


@require_POST
@needs_permission("visits.see_own_visits")
def keep_draft(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """204 where it was saved; where another tab was first, the id of its own draft.

    409 where nobody has keys for what was told in confidence: nothing is saved.
    """
    try:
        kept = save_posted(request, planned_id)
    except NobodyReceives:
        return HttpResponse(status=409)
    if str(kept.id) == request.POST.get("submission"):
        return HttpResponse(status=204, headers={"Draft-Number": str(kept.number)})
    answer = {"submission": str(kept.id), "number": kept.number}
    # No error: what is answered with one is undone.
    return JsonResponse(answer)


def save_posted(request: StaffRequest, planned_id: UUID) -> DraftCard:
    """Save what the page sent; raises Absent where it names no draft of theirs."""
    try:
        draft_id = UUID(request.POST.get("submission", ""))
        number = int(request.POST.get("number", ""))
    except ValueError as error:
        raise Absent from error
    return actions.save_draft(
        draft_id=draft_id,
        number=number,
        fields=read_fields(request.POST),
        told=read_told(request.POST),
        actor=request.actor,
        at=request.at,
    )


def read_fields(data: QueryDict) -> Fields:
    """What was typed, by the name of each field; blank ones are left out."""
    return {
        name: [str(value) for value in data.getlist(name)]
        for name in data
        if not _is_apart(name) and any(data.getlist(name))
    }


def read_told(data: QueryDict) -> ToldAnswers:
    """What stands in the boxes of what is told in confidence."""
    names = [name for name in data if name.startswith(PREFIX)]
    boxes = {name: data.getlist(name)[-1] for name in names}
    return ToldAnswers(
        page=boxes.pop("told_page", "")[:36] or str(uuid4()),
        dropped=frozenset(data.getlist("told_dropped")),
        matters=tuple(read_matters(boxes)),
    )


def _is_apart(name: str) -> bool:
    """Whether it belongs to the page, or is sealed: it is no field of the record."""
    return name in _OF_THE_PAGE or name.startswith(PREFIX)

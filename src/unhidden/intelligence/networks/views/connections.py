"""What connects two subjects: choose the other, and read the way step by step."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.networks.forms import OtherForm
from unhidden.intelligence.networks.presenters import charts
from unhidden.intelligence.networks.queries import connections
from unhidden.intelligence.networks.queries.connections import (
    Connection,
    ConnectionStep,
)
from unhidden.intelligence.subjects.queries import subjects
from unhidden.ui import pages


@dataclass(frozen=True, slots=True)
class StepShown:
    """The links of one step; ``is_doubtful`` where all are suspected to be false."""

    links: list[charts.LinkRow]
    is_doubtful: bool


@require_safe
@needs_permission("intelligence.see_items")
def show_connection(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """With ``?other=`` the ways to it; with ``?text=`` what may be meant."""
    subject = subjects.get_subject(viewer=request.actor, mention_id=mention_id)
    form = OtherForm(request.GET)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    offered = connections.others_like(
        viewer=request.actor, mention_id=mention_id, text=text
    )
    found = _found(request, mention_id) if "other" in request.GET else None
    pages.note_shown([*subject.said, *offered.rows], request)
    context = {"subject": subject, "form": form, "text": text, "offered": offered}
    more = {"found": found, "ways": _ways(found)}
    is_empty = "text" in request.GET and form.is_valid()
    context |= {"is_empty": is_empty}
    return render(request, "intelligence/connects.html", context | more)


def _found(request: StaffRequest, mention_id: UUID) -> Connection:
    """The ways to the other, noted as shown; Absent where it is no mention in view."""
    try:
        other_id = UUID(request.GET["other"])
    except ValueError:
        raise Absent from None
    found = connections.find_connection(
        viewer=request.actor, mention_id=mention_id, other_id=other_id
    )
    steps = [step for way in found.ways for step in way]
    links = [edge for step in steps for edge in step.links]
    pages.note_shown([found.one, found.other, *(s.there for s in steps)], request)
    pages.note_shown(links, request)
    return found


def _ways(found: Connection | None) -> list[list[StepShown]]:
    """Each way as its steps, and each step as its links in words."""
    ways = found.ways if found else ()
    return [[_step(each) for each in way] for way in ways]


def _step(step: ConnectionStep) -> StepShown:
    links = charts.rows(step.links, (step.here, step.there))
    return StepShown(links, step.is_doubtful)

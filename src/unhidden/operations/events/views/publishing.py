"""Telling the public of an event; who comes, and what they said."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.events.actions import attending as attending_actions
from unhidden.operations.events.actions import publishing
from unhidden.operations.events.actions.attending import LeftAtEvent
from unhidden.operations.events.forms.public import PublicWordsForm, as_published
from unhidden.operations.events.presenters.refusals import SENTENCES
from unhidden.operations.events.queries import attending as attending_queries
from unhidden.operations.events.queries import events
from unhidden.operations.policies import PLAN, READ_ANSWERS, SEE
from unhidden.ui.forms import posted
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_public_event(request: StaffRequest, event_id: UUID) -> HttpResponse:
    """The public words, to write or to change; saving shows them."""
    event = events.get_event(viewer=request.actor, event_id=event_id)
    view = attending_queries.public_words(viewer=request.actor, event_id=event_id)
    form = PublicWordsForm(posted(request), initial=as_published(view, event))
    if form.is_valid():
        with attempt(form, SENTENCES):
            publishing.publish_event(
                event_id=event_id, new=form.new, actor=request.actor, at=request.at
            )
            messages.success(request, _("The public can see the event"))
            return redirect("operations:events", event.operation_id)
    context = {"event": event, "form": form}
    return render(request, "operations/publish_event.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def post_unpublish(request: StaffRequest, event_id: UUID) -> HttpResponse:
    event = events.get_event(viewer=request.actor, event_id=event_id)
    if not event.is_public:
        raise Absent
    if request.method == "POST":
        publishing.unpublish_event(
            event_id=event_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The public no longer sees the event"))
        return redirect("operations:events", event.operation_id)
    confirmation = Confirmation(
        question=_("Take the event from the public page?"),
        consequence=_("Nobody can sign up any more. Who has signed up stays counted."),
        yes=_("Take it away"),
        back_url=reverse("operations:events", args=[event.operation_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@require_safe
@needs_permission(SEE)
def show_attendance(request: StaffRequest, event_id: UUID) -> HttpResponse:
    """Sign-ups and feedback, in numbers."""
    return _attending(request, event_id, None)


@require_POST
@needs_permission(READ_ANSWERS)
def read_answers(request: StaffRequest, event_id: UUID) -> HttpResponse:
    """The same page with the addresses and words opened, once."""
    left = attending_actions.read_answers(
        event_id=event_id, actor=request.actor, at=request.at
    )
    return _attending(request, event_id, left)


def _attending(
    request: StaffRequest, event_id: UUID, left: LeftAtEvent | None
) -> HttpResponse:
    event = events.get_event(viewer=request.actor, event_id=event_id)
    context = {
        "event": event,
        "attending": attending_queries.count_attendance(
            viewer=request.actor, event_id=event_id
        ),
        "left": left,
        "may_read": request.actor.may(READ_ANSWERS) and left is None,
    }
    return render(request, "operations/attending.html", context)

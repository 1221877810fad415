"""The events that anyone may come to: read, put in a calendar, sign up, say how."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.requests import PublicRequest
from unhidden.operations.events.actions import attending
from unhidden.operations.events.forms.public import FeedbackForm, SignUpForm
from unhidden.operations.events.presenters import calendar
from unhidden.operations.events.presenters.refusals import SENTENCES
from unhidden.operations.events.queries import public
from unhidden.ui import pages
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_safe
def show_public_events(request: PublicRequest) -> HttpResponse:
    """Those to come, a page at a time, and those that were just held."""
    page = pages.paginate(public.coming_events(at=request.at), request)
    held = public.held_events(at=request.at)
    return render(
        request, "operations/public/events.html", {"page": page, "held": held}
    )


@require_safe
def show_public_event(request: PublicRequest, public_id: UUID) -> HttpResponse:
    found = public.event_page(public_id=public_id, at=request.at)
    context = {"event": found, "left": public.places_left(found)}
    return render(request, "operations/public/event.html", context)


@require_safe
def calendar_file(request: PublicRequest, public_id: UUID) -> HttpResponse:
    found = public.event_page(public_id=public_id, at=request.at)
    answer = HttpResponse(
        calendar.file_of(found, at=request.at), content_type="text/calendar"
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="event.ics"'
    return answer


@require_http_methods(METHODS)
def sign_up(request: PublicRequest, public_id: UUID) -> HttpResponse:
    """One page: how many come, and an address for who wants to leave one."""
    found = public.event_page(public_id=public_id, at=request.at)
    if not found.takes_sign_ups:
        raise Absent
    form = SignUpForm(_sent(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            attending.sign_up(
                public_id=public_id,
                form_key=form.key(),
                places=form.cleaned_data["places"],
                email=form.cleaned_data["email"],
                actor=request.actor,
                at=request.at,
            )
            context = {"event": found, "has_email": bool(form.cleaned_data["email"])}
            return render(request, "operations/public/signed_up.html", context)
    context = {"event": found, "form": form, "left": public.places_left(found)}
    return render(request, "operations/public/sign_up.html", context)


@require_http_methods(METHODS)
def edit_feedback(request: PublicRequest, public_id: UUID) -> HttpResponse:
    """One page: three questions, and room for words."""
    found = public.event_page(public_id=public_id, at=request.at)
    if not found.takes_feedback:
        raise Absent
    form = FeedbackForm(_sent(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            attending.give_feedback(
                public_id=public_id,
                form_key=form.key(),
                new=form.new,
                actor=request.actor,
                at=request.at,
            )
            return render(request, "operations/public/thanks.html", {"event": found})
    context = {"event": found, "form": form}
    return render(request, "operations/public/feedback.html", context)


def _sent(request: PublicRequest) -> QueryDict | None:
    """The form as it was sent, or None; in UTF-8, whatever the sender calls it."""
    if request.method != "POST":
        return None
    request.encoding = "utf-8"
    return request.POST

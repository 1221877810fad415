"""What somebody needs, and which services were asked."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.support.actions import needs as needs_actions
from unhidden.safeguarding.support.actions import providers as provider_actions
from unhidden.safeguarding.support.forms.needs import NeedChangeForm, NeedForm
from unhidden.safeguarding.support.forms.providers import (
    AskServiceForm,
    ServiceStateForm,
)
from unhidden.safeguarding.support.presenters.refusals import SENTENCES
from unhidden.safeguarding.support.queries import needs, providers
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_needs(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """What the person needs, what is done about it, and what came of it."""
    page = needs.list_needs(
        viewer=request.actor, case_id=case_id, today=localdate(request.at)
    )
    return render(request, "safeguarding/support/needs.html", {"page": page})


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def note_need(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = NeedForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            needs_actions.note_need(
                case_id=case_id,
                new=needs_actions.NewNeed(**form.cleaned_data),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The need is noted"))
            return redirect("safeguarding:needs", case_id)
    return _form_page(request, head, form, _("Note a need"))


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def change_need(request: StaffRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """Give a need another day, or say how it ended."""
    today = localdate(request.at)
    head, card = needs.get_open_need(
        viewer=request.actor, case_id=case_id, need_id=other_id, today=today
    )
    form = NeedChangeForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            needs_actions.change_need(
                case_id=case_id,
                need_id=other_id,
                kind=form.cleaned_data["kind"],
                day=form.cleaned_data["day"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The change is noted"))
            return redirect("safeguarding:needs", case_id)
    return _form_page(request, head, form, card.label)


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def ask_service(request: StaffRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """Note which service was asked to help with a need."""
    today = localdate(request.at)
    head, card = needs.get_open_need(
        viewer=request.actor, case_id=case_id, need_id=other_id, today=today
    )
    offered = providers.list_providers(viewer=request.actor, code=card.code)
    form = AskServiceForm(posted(request), providers=offered)
    if form.is_valid():
        with attempt(form, SENTENCES):
            provider_actions.ask_service(
                case_id=case_id,
                need_id=other_id,
                provider_id=UUID(form.cleaned_data["provider"]),
                asked_on=form.cleaned_data["asked_on"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("That you asked is noted"))
            return redirect("safeguarding:needs", case_id)
    title = _("Ask a service: %(need)s") % {"need": card.label}
    context = {"services_url": reverse("safeguarding:add_service")}
    return _form_page(request, head, form, title, context)


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def tell_service(request: StaffRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """Say to which state a referral to a service has come."""
    head, card = needs.get_service(
        viewer=request.actor, case_id=case_id, referral_id=other_id
    )
    form = ServiceStateForm(posted(request), state=card.state)
    if form.is_valid():
        with attempt(form, SENTENCES):
            provider_actions.tell_service_state(
                case_id=case_id,
                referral_id=other_id,
                state=form.cleaned_data["state"],
                day=form.cleaned_data["day"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The change is noted"))
            return redirect("safeguarding:needs", case_id)
    name = card.provider.name if card.provider else _("A service")
    return _form_page(request, head, form, name)


def _form_page(
    request: StaffRequest,
    head: frame.CaseHead,
    form: Form,
    title: str,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    back = reverse("safeguarding:needs", args=[head.id])
    context = {"case": head, "form": form, "title": title, "back_url": back}
    return render(
        request, "safeguarding/support/form.html", {**context, **(more or {})}
    )

"""The directory of services of one's organisation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.support.actions import providers as provider_actions
from unhidden.safeguarding.support.forms.providers import (
    DirectoryFilter,
    ProviderForm,
    RoomForm,
)
from unhidden.safeguarding.support.presenters.refusals import SENTENCES
from unhidden.safeguarding.support.queries import providers
from unhidden.ui import pages
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("safeguarding.work_case")
def show_services(request: StaffRequest) -> HttpResponse:
    """Who helps with what, and how much room each has."""
    form = DirectoryFilter(request.GET)
    code = form.chosen_code
    found = providers.list_providers(viewer=request.actor, code=code)
    page = pages.paginate(found, request)
    context = {"page": page, "filter": form, "is_narrowed": bool(code)}
    return render(request, "safeguarding/support/services.html", context)


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def add_service(request: StaffRequest) -> HttpResponse:
    form = ProviderForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            provider_actions.add_provider(
                new=provider_actions.NewProvider(
                    words=provider_actions.ProviderWords(
                        form.cleaned_data["name"], form.cleaned_data["contact"]
                    ),
                    serves=tuple(form.cleaned_data["serves"]),
                    council=form.cleaned_data["council"],
                    room=form.cleaned_data["room"],
                    weeks=form.waiting_weeks,
                ),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The service is in your directory"))
            return redirect("safeguarding:services")
    return _form_page(request, form, _("Add a service"))


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def declare_room(request: StaffRequest, provider_id: UUID) -> HttpResponse:
    """Say how much room a service has now."""
    card = providers.get_provider(viewer=request.actor, provider_id=provider_id)
    form = RoomForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            provider_actions.declare_provider_room(
                provider_id=provider_id,
                room=form.cleaned_data["room"],
                weeks=form.waiting_weeks,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("How much room there is, is noted"))
            return redirect("safeguarding:services")
    return _form_page(request, form, card.name or _("A service"))


def _form_page(request: StaffRequest, form: Form, title: str) -> HttpResponse:
    back = reverse("safeguarding:services")
    context = {"form": form, "title": title, "back_url": back}
    return render(request, "safeguarding/support/form.html", context)

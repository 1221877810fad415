"""Contacts to make: two organisations know of one thing, and are to speak."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.subjects.actions import contacts as contacts_actions
from unhidden.intelligence.subjects.forms.contacts import ContactForm
from unhidden.intelligence.subjects.presenters.refusals import SENTENCES
from unhidden.intelligence.subjects.queries import contacts as contacts_queries
from unhidden.ui import pages
from unhidden.ui.refusals import attempt

_DESK, _CONTROL = "intelligence.triage", "intelligence.control_sensitive"


@require_safe
@needs_permission(_DESK)
def show_contacts(request: StaffRequest) -> HttpResponse:
    """Those of the desk."""
    return _list(request, is_sensitive=False)


@require_safe
@needs_permission(_CONTROL)
def show_sensitive_contacts(request: StaffRequest) -> HttpResponse:
    """Those about sensitive records, of which the desk is told nothing."""
    return _list(request, is_sensitive=True)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_DESK)
def show_contact(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """One of the desk's, and what was done."""
    return _one(request, contact_id, is_sensitive=False)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_CONTROL)
def sensitive_contact(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """One about a sensitive record, and what was done."""
    return _one(request, contact_id, is_sensitive=True)


def _list(request: StaffRequest, *, is_sensitive: bool) -> HttpResponse:
    found = contacts_queries.list_contacts(
        viewer=request.actor,
        is_sensitive=is_sensitive,
        start=pages.start_of(request),
    )
    page = pages.page_of(found.rows, found.total, request)
    context = {"page": page, **_named(is_sensitive=is_sensitive)}
    return render(request, "intelligence/contacts.html", context)


def _one(
    request: StaffRequest, contact_id: UUID, *, is_sensitive: bool
) -> HttpResponse:
    found = contacts_queries.get_contact(
        viewer=request.actor, contact_id=contact_id, is_sensitive=is_sensitive
    )
    form = ContactForm(request.POST or None)
    names = _named(is_sensitive=is_sensitive)
    if form.is_valid():
        with attempt(form, SENTENCES):
            contacts_actions.note_contact(
                contact_id=contact_id,
                **form.cleaned_data,
                is_sensitive=is_sensitive,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What you did is kept"))
            return redirect(names["list"])
    context = {"contact": found, "form": form, "is_closed": found.state == "closed"}
    return render(request, "intelligence/contact.html", context | names)


def _named(*, is_sensitive: bool) -> dict[str, str]:
    """The title, and the routes of the list and of one of it."""
    if is_sensitive:
        return {
            "title": _("Contacts about sensitive records"),
            "list": "intelligence:sensitive_contacts",
            "one": "intelligence:sensitive_contact",
        }
    return {
        "title": _("Contacts to make"),
        "list": "intelligence:contacts",
        "one": "intelligence:contact",
    }

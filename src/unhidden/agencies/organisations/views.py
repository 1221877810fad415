"""Pages of organisations."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.organisations import actions, forms, queries
from unhidden.agencies.organisations.presenters import SENTENCES
from unhidden.agencies.organisations.queries import OrganisationView
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.ui import pages
from unhidden.ui.forms import Form
from unhidden.ui.parts import Confirmation, ConfirmationWords
from unhidden.ui.refusals import attempt


@needs_permission("agencies.manage_people")
def show_organisations(request: StaffRequest) -> HttpResponse:
    rows = queries.list_organisations(viewer=request.actor, day=localdate(request.at))
    page = pages.paginate(rows, request)
    return render(request, "agencies/organisations.html", {"page": page})


@needs_permission("agencies.manage_people")
def show_organisation(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    found = _found(request, organisation_id)
    return render(request, "agencies/organisation.html", {"organisation": found})


@needs_permission("agencies.manage_people")
@fresh_sign_in
def enter_organisation(request: StaffRequest) -> HttpResponse:
    form = forms.AddOrganisationForm(request.POST or None)
    if form.is_valid():
        with attempt(form, SENTENCES):
            added = actions.add_organisation(
                actor=request.actor, at=request.at, **form.cleaned_data
            )
            messages.success(request, _("The organisation is added"))
            return redirect("agencies:organisation", added)
    return _form_page(request, form, _("Add an organisation"), None)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def edit_organisation(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    found = _found(request, organisation_id)
    initial = {"name_en": found.name_en, "name_cy": found.name_cy, "kind": found.kind}
    form = forms.ChangeOrganisationForm(request.POST or None, initial=initial)
    return _change(
        request, found, form, actions.change_organisation, _("Change the organisation")
    )


@needs_permission("agencies.manage_people")
@fresh_sign_in
def begin_first_responder(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    found = _found(request, organisation_id)
    form = forms.FromForm(request.POST or None)
    title = _("The organisation is a First Responder from a day on")
    return _change(request, found, form, actions.begin_first_responder, title)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def end_first_responder(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    found = _found(request, organisation_id)
    form = forms.UntilForm(request.POST or None)
    title = _("The organisation is a First Responder until a day")
    return _change(request, found, form, actions.end_first_responder, title)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def begin_duty(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    found = _found(request, organisation_id)
    form = forms.FromForm(request.POST or None)
    title = _("The organisation must notify the Home Office from a day on")
    return _change(request, found, form, actions.begin_duty, title)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def end_duty(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    found = _found(request, organisation_id)
    form = forms.UntilForm(request.POST or None)
    title = _("The organisation must notify the Home Office until a day")
    return _change(request, found, form, actions.end_duty, title)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def sign_in(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    """How people of the organisation sign in at their own provider."""
    found = _found(request, organisation_id)
    initial = {"issuer": found.issuer, "client_id": found.client_id}
    form = forms.OrganisationSignInForm(request.POST or None, initial=initial)
    return _change(
        request,
        found,
        form,
        actions.set_single_sign_on,
        _("The organisation’s own sign-in"),
        template="agencies/organisation_sign_in.html",
    )


@needs_permission("agencies.manage_people")
@fresh_sign_in
def remove_sign_in(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    asked: ConfirmationWords = {
        "question": _("Remove the organisation’s own sign-in?"),
        "consequence": _(
            "Its people then sign in here, with a password or a passkey. Who never had"
            " a password here needs one from an administrator."
        ),
        "yes": _("Remove it"),
    }
    return _confirm(request, organisation_id, actions.remove_single_sign_on, asked)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def make_desk(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    asked: ConfirmationWords = {
        "question": _("Let this organisation run the desk?"),
        "consequence": _(
            "From this moment what the public reports is sealed to this organisation,"
            " and to no other. Reports that came before stay where they are."
        ),
        "yes": _("It runs the desk"),
    }
    return _confirm(request, organisation_id, actions.make_desk, asked)


def _found(request: StaffRequest, organisation_id: UUID) -> OrganisationView:
    return queries.find_organisation(
        viewer=request.actor,
        organisation_id=organisation_id,
        day=localdate(request.at),
    )


def _change(
    request: StaffRequest,
    found: OrganisationView,
    form: Form,
    act: Callable[..., None],
    title: str,
    template: str = "agencies/organisation_form.html",
) -> HttpResponse:
    if form.is_valid():
        with attempt(form, SENTENCES):
            act(
                organisation_id=found.id,
                actor=request.actor,
                at=request.at,
                **form.cleaned_data,
            )
            messages.success(request, _("The organisation is changed"))
            return redirect("agencies:organisation", found.id)
    return _form_page(request, form, title, found, template)


def _confirm(
    request: StaffRequest,
    organisation_id: UUID,
    act: Callable[..., None],
    asked: ConfirmationWords,
) -> HttpResponse:
    found = _found(request, organisation_id)
    if request.method == "POST":
        act(organisation_id=organisation_id, actor=request.actor, at=request.at)
        messages.success(request, _("The organisation is changed"))
        return redirect("agencies:organisation", organisation_id)
    back = reverse("agencies:organisation", args=[found.id])
    confirmation = Confirmation(**asked, back_url=back)
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


def _form_page(
    request: StaffRequest,
    form: Form,
    title: str,
    found: OrganisationView | None,
    template: str = "agencies/organisation_form.html",
) -> HttpResponse:
    context = {"form": form, "title": title, "organisation": found}
    return render(request, template, context)

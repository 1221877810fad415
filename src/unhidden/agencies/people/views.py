"""Everybody with a sign-in; one person, their engagements, their account."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.agencies import actions as agencies
from unhidden.agencies.fresh import fresh_sign_in
from unhidden.agencies.people import actions, forms, queries, texts
from unhidden.ui import pages
from unhidden.ui.parts import Confirmation


@needs("agencies.manage_people")
def people(request: StaffRequest) -> HttpResponse:
    """Everybody, or those whom a few letters find; how many engagements wait."""
    day = localdate(request.at)
    form = forms.SearchForm(request.GET or None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    rows = queries.everybody(viewer=request.actor, day=day, text=text)
    context = {
        "form": form,
        "page": pages.paginate(rows, request),
        "waiting": len(queries.waiting(viewer=request.actor, day=day)),
    }
    return render(request, "agencies/people.html", context)


@needs("agencies.manage_people")
@fresh_sign_in
def add_person(request: StaffRequest) -> HttpResponse:
    form = forms.PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person_id = _welcome(request, form)
        if person_id is not None:
            messages.success(request, _("The person is added. Somebody else approves"))
            return redirect("agencies:person", person_id)
    return render(request, "agencies/add_person.html", {"form": form})


def _welcome(request: StaffRequest, form: forms.PersonForm) -> UUID | None:
    try:
        return agencies.welcome(
            new=form.cleaned_data, actor=request.actor, at=request.at
        )
    except agencies.EmailTaken:
        form.add_error("email", _("Somebody already signs in with this address"))
    except agencies.AnotherScript as error:
        form.add_error(str(error), texts.ANOTHER_SCRIPT)
    except agencies.LooksTheSame as error:
        form.say_what_is_wrong(*error.args)
    return None


@needs("agencies.manage_people")
def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    found = queries.person(
        viewer=request.actor, person_id=person_id, day=localdate(request.at)
    )
    return render(request, "agencies/person.html", {"person": found})


@needs("agencies.manage_people")
@fresh_sign_in
def engage(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Ask for an engagement; somebody else approves it."""
    day = localdate(request.at)
    found = queries.person(viewer=request.actor, person_id=person_id, day=day)
    form = forms.EngagementForm(request.POST or None, initial={"from_on": day})
    if request.method == "POST" and form.is_valid():
        try:
            actions.engage(
                person_id=person_id, actor=request.actor, at=request.at, **form.asked
            )
        except actions.OwnEngagement:
            form.add_error(None, texts.OWN_ENGAGEMENT)
        else:
            messages.success(request, _("It is asked for. Somebody else approves it"))
            return redirect("agencies:person", person_id)
    return render(request, "agencies/engage.html", {"form": form, "person": found})


@needs("agencies.manage_people")
def waiting(request: StaffRequest) -> HttpResponse:
    rows = queries.waiting(viewer=request.actor, day=localdate(request.at))
    page = pages.paginate(rows, request)
    return render(request, "agencies/waiting.html", {"page": page})


@needs("agencies.manage_people")
@fresh_sign_in
def decide(request: StaffRequest, engagement_id: UUID) -> HttpResponse:
    """Approve an engagement, or turn it down."""
    found = queries.engagement(
        viewer=request.actor, engagement_id=engagement_id, day=localdate(request.at)
    )
    problem = _decide(request, engagement_id) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return redirect("agencies:waiting")
    context = {
        "engagement": found,
        "problem": problem,
        "is_own": found.person_id == request.actor.person,
        "is_asker": found.asked_by_id == request.actor.person,
    }
    return render(request, "agencies/decide.html", context)


def _decide(request: StaffRequest, engagement_id: UUID) -> str:
    """Do it and say so; gives what is wrong, or nothing."""
    approves = request.POST.get("decision") == "approve"
    act = actions.approve if approves else actions.decline
    try:
        act(engagement_id=engagement_id, actor=request.actor, at=request.at)
    except tuple(texts.REFUSALS) as refusal:
        return str(texts.REFUSALS[type(refusal)])
    said = _("The engagement is approved") if approves else _("It is turned down")
    messages.success(request, said)
    return ""


@needs("agencies.manage_people")
@fresh_sign_in
def account(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Close the account, or open it again."""
    found = queries.person(
        viewer=request.actor, person_id=person_id, day=localdate(request.at)
    )
    act = actions.close_account if found.is_active else actions.reopen_account
    if request.method == "POST":
        try:
            act(person_id=person_id, actor=request.actor, at=request.at)
        except actions.OwnAccount:
            messages.error(request, str(texts.OWN_ACCOUNT))
        return redirect("agencies:person", person_id)
    asked = texts.closing(found) if found.is_active else texts.reopening(found)
    back = reverse("agencies:person", args=[person_id])
    return render(
        request,
        "ui/confirm.html",
        {"confirmation": Confirmation(**asked, back_url=back)},
    )


@require_POST
@needs("agencies.manage_people")
@fresh_sign_in
def end_sessions(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Sign somebody out everywhere."""
    try:
        ended = actions.end_sessions(
            person_id=person_id, actor=request.actor, at=request.at
        )
    except actions.OwnAccount:
        messages.error(request, str(texts.OWN_ACCOUNT))
    else:
        said = ngettext("%(n)d session is ended", "%(n)d sessions are ended", ended)
        messages.success(request, said % {"n": ended})
    return redirect("agencies:person", person_id)


@needs("agencies.manage_people")
@fresh_sign_in
def password(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Give somebody who forgot theirs a password for one sign-in."""
    found = queries.person(
        viewer=request.actor, person_id=person_id, day=localdate(request.at)
    )
    form = forms.PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_password(
                person_id=person_id,
                password=form.cleaned_data["password"],
                actor=request.actor,
                at=request.at,
            )
        except actions.OwnAccount:
            form.add_error(None, texts.OWN_ACCOUNT)
        else:
            messages.success(request, _("They can sign in with the new password once"))
            return redirect("agencies:person", person_id)
    context = {"form": form, "person": found, "warning": texts.SETTING_PASSWORD}
    return render(request, "agencies/set_password.html", context)

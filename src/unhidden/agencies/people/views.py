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

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies import actions as agencies
from unhidden.agencies.people import actions, forms, presenters, queries
from unhidden.agencies.people.presenters import SENTENCES
from unhidden.agencies.sign_in import factor_resets
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.ui import pages
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import Attempt, RefusalSentence, attempt, attempt_or_tell


@needs_permission("agencies.manage_people")
def show_people(request: StaffRequest) -> HttpResponse:
    """Everybody, or those whom a few letters find; how many engagements wait."""
    day = localdate(request.at)
    form = forms.SearchForm(request.GET or None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    rows = queries.list_people(viewer=request.actor, day=day, text=text)
    context = {
        "form": form,
        "page": pages.paginate(rows, request),
        "resets": factor_resets.list_waiting_resets(
            viewer=request.actor, at=request.at
        ),
        "waiting": len(queries.list_waiting_engagements(viewer=request.actor, day=day)),
    }
    return render(request, "agencies/people.html", context)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def add_person(request: StaffRequest) -> HttpResponse:
    form = forms.PersonForm(request.POST or None)
    if form.is_valid():
        person_id = _welcome(request, form)
        if person_id is not None:
            messages.success(request, _("The person is added. Somebody else approves"))
            return redirect("agencies:person", person_id)
    return render(request, "agencies/add_person.html", {"form": form})


def _welcome(request: StaffRequest, form: forms.PersonForm) -> UUID | None:
    """Add them; None when the form says why not, or asks whether it is another."""
    with attempt(form, SENTENCES):
        try:
            return agencies.add_engaged_person(
                new=form.cleaned_data, actor=request.actor, at=request.at
            )
        except agencies.LooksTheSame as error:
            form.say_what_is_wrong(*error.args)
    return None


@needs_permission("agencies.manage_people")
def show_person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    found = queries.find_person(
        viewer=request.actor, person_id=person_id, day=localdate(request.at)
    )
    resets = factor_resets.find_person_resets(
        viewer=request.actor, person_id=person_id, at=request.at
    )
    context = {"person": found, "resets": resets}
    return render(request, "agencies/person.html", context)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def ask_for_engagement(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Ask for an engagement; somebody else approves it."""
    day = localdate(request.at)
    found = queries.find_person(viewer=request.actor, person_id=person_id, day=day)
    form = forms.EngagementForm(request.POST or None, initial={"from_on": day})
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.request_engagement(
                person_id=person_id, actor=request.actor, at=request.at, **form.asked
            )
            messages.success(request, _("It is asked for. Somebody else approves it"))
            return redirect("agencies:person", person_id)
    return render(request, "agencies/engage.html", {"form": form, "person": found})


@needs_permission("agencies.manage_people")
def show_waiting_engagements(request: StaffRequest) -> HttpResponse:
    rows = queries.list_waiting_engagements(
        viewer=request.actor, day=localdate(request.at)
    )
    page = pages.paginate(rows, request)
    return render(request, "agencies/waiting.html", {"page": page})


@needs_permission("agencies.manage_people")
@fresh_sign_in
def decide_engagement(request: StaffRequest, engagement_id: UUID) -> HttpResponse:
    """Approve an engagement, or turn it down."""
    found = queries.find_engagement(
        viewer=request.actor, engagement_id=engagement_id, day=localdate(request.at)
    )
    problems: list[RefusalSentence] = []
    if request.method == "POST":
        with Attempt(SENTENCES, problems.append):
            _decide(request, engagement_id)
            return redirect("agencies:waiting")
    context = {
        "engagement": found,
        "problem": problems[0].text if problems else "",
        "is_own": found.person_id == request.actor.person,
        "is_asker": found.asked_by_id == request.actor.person,
    }
    return render(request, "agencies/decide.html", context)


def _decide(request: StaffRequest, engagement_id: UUID) -> None:
    approves = request.POST.get("decision") == "approve"
    act = actions.approve_engagement if approves else actions.decline_engagement
    act(engagement_id=engagement_id, actor=request.actor, at=request.at)
    said = _("The engagement is approved") if approves else _("It is turned down")
    messages.success(request, said)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def close_or_reopen_account(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Close the account, or open it again."""
    found = queries.find_person(
        viewer=request.actor, person_id=person_id, day=localdate(request.at)
    )
    act = actions.close_account if found.is_active else actions.reopen_account
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            act(person_id=person_id, actor=request.actor, at=request.at)
        return redirect("agencies:person", person_id)
    asked = (
        presenters.closing(found) if found.is_active else presenters.reopening(found)
    )
    back = reverse("agencies:person", args=[person_id])
    return render(
        request,
        "ui/confirm.html",
        {"confirmation": Confirmation(**asked, back_url=back)},
    )


@require_POST
@needs_permission("agencies.manage_people")
@fresh_sign_in
def end_sessions(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Sign somebody out everywhere."""
    with attempt_or_tell(request, SENTENCES):
        ended = actions.end_sessions(
            person_id=person_id, actor=request.actor, at=request.at
        )
        said = ngettext("%(n)d session is ended", "%(n)d sessions are ended", ended)
        messages.success(request, said % {"n": ended})
    return redirect("agencies:person", person_id)


@needs_permission("agencies.manage_people")
@fresh_sign_in
def give_password(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Give somebody who forgot theirs a password for one sign-in."""
    found = queries.find_person(
        viewer=request.actor, person_id=person_id, day=localdate(request.at)
    )
    form = forms.PasswordForm(request.POST or None)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.set_password(
                person_id=person_id,
                password=form.cleaned_data["password"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They can sign in with the new password once"))
            return redirect("agencies:person", person_id)
    context = {"form": form, "person": found, "warning": presenters.SETTING_PASSWORD}
    return render(request, "agencies/set_password.html", context)

"""How to reach somebody safely, and how to speak with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.people.actions import contact as actions
from unhidden.safeguarding.people.actions import speaking
from unhidden.safeguarding.people.forms import contact as forms
from unhidden.safeguarding.people.forms.despite import DespiteForm
from unhidden.safeguarding.people.presenters import SENTENCES
from unhidden.safeguarding.people.queries import person as queries
from unhidden.safeguarding.people.views.identity import show_form
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

WORK = "safeguarding.work_case"


@contextmanager
def asking_why(form: DespiteForm) -> Iterator[None]:
    """Have a form ask for a reason once the rules of safe contact refused."""
    try:
        yield
    except actions.OUTSIDE_RULES:
        form.ask_why()
        raise


@needs_permission(WORK)
def show_contacts(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """How many ways there are; when asked by a button, each with its words."""
    head = frame.read_head(viewer=request.actor, case_id=case_id)
    is_open = request.method == "POST"
    found = (
        actions.open_contacts(case_id=case_id, actor=request.actor, at=request.at)
        if is_open
        else ()
    )
    count = queries.count_safe_contacts(viewer=request.actor, case_id=case_id)
    context = {
        "case": head,
        "contacts": found,
        "count": count,
        "is_open": is_open,
        "despite": queries.list_despite(viewer=request.actor, case_id=case_id),
    }
    return render(request, "safeguarding/people/contacts.html", context)


@needs_permission(WORK)
def add_contact(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Record a way that the person named."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.SafeContactForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.record_safe_contact(
                case_id=case_id,
                new=form.new_contact,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The safe way is sealed and kept"))
            return redirect("safeguarding:contacts", case_id)
    return show_form(request, head, form, _("Record a safe way to reach them"))


@require_POST
@needs_permission(WORK)
def end_contact(request: StaffRequest, case_id: UUID, way_id: UUID) -> HttpResponse:
    """A way is safe no more."""
    with attempt_or_tell(request, SENTENCES):
        actions.end_safe_contact(
            case_id=case_id, contact_id=way_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("This way is used no more"))
    return redirect("safeguarding:contacts", case_id)


@needs_permission(WORK)
def check_contact(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Ask before reaching out: now, in this way, in these words."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.CheckContactForm(posted(request))
    found: tuple[actions.OpenedContact, ...] = ()
    if form.is_valid():
        with attempt(form, SENTENCES):
            found = actions.check_contact(
                case_id=case_id,
                route=form.cleaned_data["route"],
                text=form.cleaned_data["text"],
                actor=request.actor,
                at=request.at,
            )
    context = {"case": head, "form": form, "found": found}
    return render(request, "safeguarding/people/check_contact.html", context)


@needs_permission("safeguarding.see_own_cases")
def show_speaking(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Language, what helps, and interpreters who are not asked."""
    head = frame.read_head(viewer=request.actor, case_id=case_id)
    context = {
        "case": head,
        "speaking": queries.get_speaking(viewer=request.actor, case_id=case_id),
        "excluded": queries.list_exclusions(viewer=request.actor, case_id=case_id),
    }
    return render(request, "safeguarding/people/speaking.html", context)


@needs_permission(WORK)
def record_speaking(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Record what was told of language and interpreters."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    now = queries.get_speaking(viewer=request.actor, case_id=case_id)
    form = forms.SpeakingForm(posted(request), initial=_told(now))
    if form.is_valid():
        with attempt(form, SENTENCES):
            speaking.record_speaking(
                case_id=case_id,
                new=form.new_speaking,
                seen=form.cleaned_data["seen"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What they told is recorded"))
            return redirect("safeguarding:speaking", case_id)
        form.renew_seen(now.number)
    context = {"case": head, "form": form, "speaking": now}
    return render(request, "safeguarding/people/record_speaking.html", context)


@needs_permission(WORK)
def exclude_interpreter(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Record, sealed, who is never to interpret for them."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.ExcludeInterpreterForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            speaking.exclude_interpreter(
                case_id=case_id,
                name=form.cleaned_data["name"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They are not asked to interpret any more"))
            return redirect("safeguarding:speaking", case_id)
    return show_form(request, head, form, _("Exclude an interpreter"))


@require_POST
@needs_permission(WORK)
def end_exclusion(
    request: StaffRequest, case_id: UUID, exclusion_id: UUID
) -> HttpResponse:
    """Let an interpreter be asked again."""
    with attempt_or_tell(request, SENTENCES):
        speaking.end_interpreter_exclusion(
            case_id=case_id,
            exclusion_id=exclusion_id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("They may be asked to interpret again"))
    return redirect("safeguarding:speaking", case_id)


def _told(now: queries.SpeakingCard) -> dict[str, object]:
    """What was told last, for the form to begin with."""
    wanted = {"True": "yes", "False": "no"}.get(str(now.is_interpreter_wanted), "")
    return {
        "language": now.language,
        "needs": list(now.needs),
        "interpreter_gender": now.interpreter_gender,
        "is_interpreter_wanted": wanted,
        "seen": str(now.number),
    }

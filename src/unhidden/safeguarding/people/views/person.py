"""The person above a case: other cases, and people with whom they belong."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.people.actions import again
from unhidden.safeguarding.people.actions import links as actions
from unhidden.safeguarding.people.actions import twins as twin_actions
from unhidden.safeguarding.people.forms.contact import PersonLinkForm
from unhidden.safeguarding.people.presenters import SENTENCES
from unhidden.safeguarding.people.queries import person as queries
from unhidden.safeguarding.people.queries import twins
from unhidden.safeguarding.people.views.identity import show_form
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell


@needs_permission("safeguarding.see_own_cases")
def show_person(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """A pseudonym, the person's other cases in view, and their links."""
    head = frame.read_head(viewer=request.actor, case_id=case_id)
    person = queries.get_person(viewer=request.actor, case_id=case_id)
    pages.note_shown(person.cases, request)
    context = {"case": head, "person": person}
    return render(request, "safeguarding/people/person.html", context)


@needs_permission("safeguarding.work_case")
def add_link(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Record that the person agrees to be seen with another."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = PersonLinkForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.record_link_wish(
                case_id=case_id,
                pseudonym=form.cleaned_data["pseudonym"],
                kind=form.cleaned_data["kind"],
                agreed_on=form.cleaned_data["agreed_on"],
                actor=request.actor,
                at=request.at,
            )
            said = _("Recorded. It shows on both sides once the other agrees too")
            messages.success(request, said)
            return redirect("safeguarding:person", case_id)
    return show_form(request, head, form, _("Record somebody who belongs with them"))


@require_POST
@needs_permission("safeguarding.work_case")
def end_link(request: StaffRequest, case_id: UUID, link_id: UUID) -> HttpResponse:
    """End what the person agreed to; it ends on the other side too."""
    with attempt_or_tell(request, SENTENCES):
        actions.end_link_wish(
            case_id=case_id, link_id=link_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("Ended. The other’s team sees it no more"))
    return redirect("safeguarding:person", case_id)


@require_POST
@needs_permission("safeguarding.work_case")
def answer_found(request: StaffRequest, case_id: UUID, found_id: UUID) -> HttpResponse:
    """Record whether the person wants to be in touch with whom they came to."""
    with attempt_or_tell(request, SENTENCES):
        again.answer_found_again(
            case_id=case_id,
            found_id=found_id,
            wants=_says_yes(request, "wants"),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("What they answered is recorded"))
    return redirect("safeguarding:person", case_id)


@needs_permission("safeguarding.manage_team")
def show_twins(request: StaffRequest) -> HttpResponse:
    """Cases of the organisation that seem to be of one person, for its supervisor."""
    pairs = twins.list_twins(viewer=request.actor)
    page = pages.paginate(pairs, request)
    return render(request, "safeguarding/people/twins.html", {"page": page})


@require_POST
@needs_permission("safeguarding.manage_team")
def judge_twins(request: StaffRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """Say whether they are; nothing of the cases is changed by it."""
    twin_actions.judge_twins(
        case_id=case_id,
        other_id=other_id,
        is_same=_says_yes(request, "is_same"),
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("Recorded. Nothing in the two cases was changed"))
    return redirect("safeguarding:twins")


def _says_yes(request: StaffRequest, name: str) -> bool:
    """Which of two buttons was pressed; raises Absent for neither."""
    answer = request.POST.get(name)
    if answer not in {"yes", "no"}:
        raise Absent
    return answer == "yes"

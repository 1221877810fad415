"""Opening a case, who the person is, and who is on the team."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.field import actions as inner_actions
from unhidden.field import queries as inner
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.people import actions, forms, queries
from unhidden.safeguarding.people.presenters import SENTENCES
from unhidden.ui import parts
from unhidden.ui.forms import Form
from unhidden.ui.refusals import attempt, attempt_or_tell
from unhidden.visits import queries as visits


@needs_permission("safeguarding.open_case")
def open_case(request: StaffRequest, possible_victim_id: UUID) -> HttpResponse:
    """Open a case for somebody found at a visit, once."""
    person = visits.possible_victim(
        viewer=request.actor, possible_victim_id=possible_victim_id
    )
    urn = queries.urn_of_open_case(
        viewer=request.actor, possible_victim_id=possible_victim_id
    )
    form = forms.OpenCaseForm(request.POST or None, day=request.at.date())
    if request.method == "POST" and not urn and form.is_valid():
        return _open(request, form, possible_victim_id, person.visit_id)
    return render(
        request,
        "safeguarding/open_case.html",
        {"form": form, "person": person, "urn": urn},
    )


def _open(
    request: StaffRequest,
    form: forms.OpenCaseForm,
    possible_victim_id: UUID,
    visit_id: UUID,
) -> HttpResponse:
    with attempt_or_tell(request, SENTENCES):
        actions.open_case(
            possible_victim_id=possible_victim_id,
            lead_id=form.lead,
            lead_worker_id=UUID(form.cleaned_data["lead_worker"]),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The case is open. Its team has been given it"))
    return redirect("visits:visit", visit_id)


@needs_permission("field.read_inner")
def hand_inner(request: StaffRequest, envelope_id: UUID) -> HttpResponse:
    """Say to whose case something belongs that was told in confidence at a visit."""
    card = inner.get_inner(viewer=request.actor, envelope_id=envelope_id)
    people = visits.list_victims_of_account(
        viewer=request.actor, account_id=card.account_id
    )
    form = forms.HandInnerForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES, "person"):
            inner_actions.hand_inner(
                envelope_id=envelope_id,
                possible_victim_id=UUID(form.cleaned_data["person"]),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The team of the case reads it from now on"))
            return redirect("field:inner", envelope_id)
    context = {"form": form, "card": card, "people": people}
    return render(request, "safeguarding/hand_inner.html", context)


@require_POST
@needs_permission("safeguarding.work_case")
def show_identity(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Open the sealed identity on one page, once; nothing keeps it."""
    found = actions.open_identity(case_id=case_id, actor=request.actor, at=request.at)
    return render(
        request, "safeguarding/identity.html", {"identity": found, "case_id": case_id}
    )


@needs_permission("safeguarding.work_case")
def record_identity(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_identity(
            case_id=case_id,
            identity=actions.SurvivorIdentity(**form.cleaned_data),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The identity is sealed"))
        return redirect("safeguarding:case", case_id)
    return _form_page(request, head, form, _("Record who they are"))


@needs_permission("safeguarding.manage_team")
def edit_case_team(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.manage_case(viewer=request.actor, case_id=case_id)
    form = forms.CaseMemberForm(request.POST or None, day=request.at.date())
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.add_member(
                case_id=case_id,
                person_id=UUID(form.cleaned_data["person"]),
                role=form.cleaned_data["role"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The colleague is on the team"))
            return redirect("safeguarding:case", case_id)
    return _form_page(request, head, form, _("Add somebody to the team"))


@needs_permission("safeguarding.manage_team")
def end_member(request: StaffRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    head = frame.manage_case(viewer=request.actor, case_id=case_id)
    back = reverse("safeguarding:case", args=[case_id])
    if request.method != "POST":
        return _confirm_end(request, head, person_id, back)
    with attempt_or_tell(request, SENTENCES):
        actions.end_member(
            case_id=case_id, person_id=person_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("They have left the team and see nothing of it"))
    still_mine = person_id != request.actor.person_id
    return redirect(back if still_mine else "safeguarding:cases")


def _confirm_end(
    request: StaffRequest, head: frame.CaseHead, person_id: UUID, back: str
) -> HttpResponse:
    team = queries.list_team(viewer=request.actor, case_id=head.id)
    names = {member.person_id: member.name for member in team}
    confirmation = parts.Confirmation(
        question=_("Take %(name)s off this case?")
        % {"name": names.get(person_id, _("this colleague"))},
        consequence=_("They will no longer see anything of it."),
        yes=_("Take them off"),
        back_url=back,
        is_final=True,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


def _form_page(
    request: StaffRequest, head: frame.CaseHead, form: Form, title: str
) -> HttpResponse:
    return render(
        request,
        "safeguarding/form.html",
        {"case": head, "form": form, "title": title},
    )

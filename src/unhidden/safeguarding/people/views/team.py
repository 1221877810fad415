"""Who is on a case's team, and to whose case an envelope belongs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.field import actions as inner_actions
from unhidden.field import queries as inner
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.people.actions import team as actions
from unhidden.safeguarding.people.forms import team as forms
from unhidden.safeguarding.people.presenters import SENTENCES
from unhidden.safeguarding.people.queries import team as queries
from unhidden.safeguarding.people.views.identity import show_form
from unhidden.ui import parts
from unhidden.ui.refusals import attempt, attempt_or_tell
from unhidden.visits import queries as visits


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


@needs_permission("safeguarding.manage_team")
def edit_case_team(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.manage_case(viewer=request.actor, case_id=case_id)
    form = forms.CaseMemberForm(request.POST or None, day=day_in_london(request.at))
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
    return show_form(request, head, form, _("Add somebody to the team"))


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

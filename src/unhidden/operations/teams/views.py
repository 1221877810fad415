"""Teams, and the people in a team."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.frame.queries.cards import MemberCard, TeamCard
from unhidden.operations.policies import PLAN
from unhidden.operations.teams import queries as teams_queries
from unhidden.operations.teams.actions import teams as teams_actions
from unhidden.operations.teams.forms import TeamForm, TeamMemberForm
from unhidden.operations.teams.presenters import abilities as shown
from unhidden.operations.teams.presenters.refusals import SENTENCES
from unhidden.ui.forms import posted
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_teams(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    form = TeamForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            added = teams_actions.add_team(
                operation_id=operation_id,
                name=form.cleaned_data["name"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The team is added. Now say who is in it."))
            return redirect("operations:team", added)
    context = {
        "operation": view,
        "form": form,
        "tabs": tabs(view, "teams", request.actor),
    }
    return render(request, "operations/teams.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_team(request: StaffRequest, team_id: UUID) -> HttpResponse:
    """Who is on the team, what it can do, and who could join."""
    operation_id, card = teams_queries.get_team(viewer=request.actor, team_id=team_id)
    colleagues = teams_queries.possible_members(
        viewer=request.actor,
        operation_id=operation_id,
        day=timezone.localdate(request.at),
    )
    form = TeamMemberForm(posted(request), team=card, colleagues=colleagues)
    if form.is_valid():
        with attempt(form, SENTENCES):
            teams_actions.add_member(
                team_id=team_id,
                person_id=UUID(form.cleaned_data["person"]),
                is_leader=form.cleaned_data["is_leader"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The person is on the team"))
            return redirect("operations:team", team_id)
    context = {
        "operation": operations.get_operation(
            viewer=request.actor, operation_id=operation_id
        ),
        "team": card,
        "abilities": shown.abilities(card),
        "form": form,
    }
    return render(request, "operations/team.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def remove_member(
    request: StaffRequest, team_id: UUID, person_id: UUID
) -> HttpResponse:
    _operation_id, card = teams_queries.get_team(viewer=request.actor, team_id=team_id)
    member = _member(card, person_id)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            teams_actions.remove_member(
                team_id=team_id, person_id=person_id, actor=request.actor, at=request.at
            )
            messages.success(
                request, _("%(name)s is no longer on the team") % {"name": member.name}
            )
        return redirect("operations:team", team_id)
    confirmation = Confirmation(
        question=_("Take %(name)s off %(team)s?")
        % {"name": member.name, "team": card.name},
        consequence=_(
            "They no longer see the team’s visits. You can add them again later."
        ),
        yes=_("Take them off the team"),
        back_url=reverse("operations:team", args=[team_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@require_POST
@needs_permission(PLAN)
def lead_team(request: StaffRequest, team_id: UUID, person_id: UUID) -> HttpResponse:
    _operation_id, card = teams_queries.get_team(viewer=request.actor, team_id=team_id)
    member = _member(card, person_id)
    with attempt_or_tell(request, SENTENCES):
        teams_actions.choose_leader(
            team_id=team_id, person_id=person_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("%(name)s leads the team") % {"name": member.name})
    return redirect("operations:team", team_id)


def _member(card: TeamCard, person_id: UUID) -> MemberCard:
    for member in card.members:
        if member.person_id == person_id:
            return member
    raise Absent

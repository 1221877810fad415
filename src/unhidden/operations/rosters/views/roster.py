"""The roster of an operation: crews by days, and a crew's shift on one day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries.cards import OperationView, TeamCard
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.actions import shifts
from unhidden.operations.rosters.forms.shifts import (
    CopyDayForm,
    CrewShiftForm,
    shift_as_typed,
)
from unhidden.operations.rosters.presenters import faults, tables
from unhidden.operations.rosters.presenters.refusals import SENTENCES
from unhidden.operations.rosters.queries import resources
from unhidden.operations.rosters.queries import roster as rosters
from unhidden.ui import dates
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_roster(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Every crew's shifts of a week with what is wrong; sent, copies one day's."""
    of = resources.get_planned_operation(
        viewer=request.actor, operation_id=operation_id
    )
    form = CopyDayForm(posted(request), operation=of)
    if form.is_valid():
        with attempt(form, SENTENCES):
            from_on, to_on = form.chosen_days
            count = shifts.copy_day(
                operation_id=operation_id,
                from_on=from_on,
                to_on=to_on,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _copied(count))
            return redirect("operations:roster", operation_id)
    roster = rosters.get_roster(viewer=request.actor, operation_id=operation_id)
    days = tables.show_week(of, _wanted(request))
    context = {
        "operation": of,
        "tabs": tabs(of, "roster", request.actor),
        "roster": roster,
        "table": tables.roster_table(of, roster, days),
        "shown": (days[0], days[-1]),
        "faults": faults.list_fault_lines(roster.faults, of),
        "form": form,
        **tables.turn_weeks(of, days),
    }
    return render(request, "operations/roster.html", context)


@require_POST
@needs_permission(PLAN)
def copy_last_week(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    with attempt_or_tell(request, SENTENCES):
        count = shifts.copy_last_week(
            operation_id=operation_id, actor=request.actor, at=request.at
        )
        messages.success(request, _copied(count))
    return redirect("operations:roster", operation_id)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_crew_shift(
    request: StaffRequest, operation_id: UUID, team_id: UUID, on: str
) -> HttpResponse:
    """The hours of a crew on a day."""
    of, team, day = _crew_of_day(request, operation_id, team_id, on)
    known = rosters.get_shift(
        viewer=request.actor, operation_id=operation_id, team_id=team_id, on=day
    )
    form = CrewShiftForm(posted(request), initial=shift_as_typed(known))
    if form.is_valid():
        with attempt(form, SENTENCES):
            shifts.set_crew_shift(
                operation_id=operation_id,
                team_id=team_id,
                on=day,
                hours=form.typed_hours,
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request, _("The shift of %(crew)s is set") % {"crew": team.name}
            )
            return redirect("operations:roster", operation_id)
    context = {
        "operation": of,
        "form": form,
        "title": _("%(crew)s on %(day)s")
        % {"crew": team.name, "day": dates.format_weekday(day)},
        "team": team,
        "on": day,
        "is_set": known is not None,
    }
    return render(request, "operations/crew_shift.html", context)


@require_POST
@needs_permission(PLAN)
def clear_crew_shift(
    request: StaffRequest, operation_id: UUID, team_id: UUID, on: str
) -> HttpResponse:
    with attempt_or_tell(request, SENTENCES):
        shifts.clear_shift(
            operation_id=operation_id,
            team_id=team_id,
            on=parse_day(on),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The crew has no shift on this day any more"))
    return redirect("operations:roster", operation_id)


def parse_day(text: str) -> date:
    """The day of an address; raises Absent for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Absent from error


def find_crew(of: OperationView, team_id: UUID) -> TeamCard:
    """The operation's crew; raises Absent."""
    for team in of.teams:
        if team.id == team_id:
            return team
    raise Absent


def _crew_of_day(
    request: StaffRequest, operation_id: UUID, team_id: UUID, on: str
) -> tuple[OperationView, TeamCard, date]:
    of = resources.get_planned_operation(
        viewer=request.actor, operation_id=operation_id
    )
    day = parse_day(on)
    if not of.starts_on <= day <= of.ends_on:
        raise Absent
    return of, find_crew(of, team_id), day


def _wanted(request: StaffRequest) -> date | None:
    """The day by which the address asks for a week."""
    try:
        return date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return None


def _copied(count: int) -> str:
    text = ngettext("%(count)s shift is copied", "%(count)s shifts are copied", count)
    return text % {"count": dates.format_number(count)}

"""The roster of an operation, a crew's shift, and what pages of rosters share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from unhidden.operations.rosters.actions.shifts import CopiedShifts
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
from unhidden.ui.forms import Form, posted
from unhidden.ui.parts import Confirmation
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
            copied = shifts.copy_day(
                operation_id=operation_id,
                from_on=from_on,
                to_on=to_on,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _tell_copied(copied))
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
        copied = shifts.copy_last_week(
            operation_id=operation_id, actor=request.actor, at=request.at
        )
        messages.success(request, _tell_copied(copied))
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


def _tell_copied(copied: CopiedShifts) -> str:
    count, left_out = copied.count, copied.left_out
    text = ngettext("%(count)s shift is copied", "%(count)s shifts are copied", count)
    said = text % {"count": dates.format_number(count)}
    if not left_out:
        return said
    text = ngettext(
        "%(count)s is not: clocks go forward, and an hour of it is left out",
        "%(count)s are not: clocks go forward, and an hour of theirs is left out",
        left_out,
    )
    return f"{said}. {text % {'count': dates.format_number(left_out)}}"


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words of a page with one form: what it is, what it does, what was done.

    ``back_url`` is where it came from, and where it leads once that is done.
    """

    of: OperationView
    title: str
    button: str
    done: str
    back_url: str


def answer_form(
    request: StaffRequest, form: Form, page: FormPage, act: Callable[[], object]
) -> HttpResponse:
    """Do it and go back; or show the form, with why it was refused."""
    if form.is_valid():
        with attempt(form, SENTENCES):
            act()
            messages.success(request, page.done)
            return redirect(page.back_url)
    context = {
        "operation": page.of,
        "form": form,
        "title": page.title,
        "button": page.button,
        "back_url": page.back_url,
    }
    return render(request, "operations/roster_form.html", context)


def take_away(
    request: StaffRequest, done: str, back_url: str, act: Callable[[], object]
) -> HttpResponse:
    """Do it and go back, with why it was refused if it was."""
    with attempt_or_tell(request, SENTENCES):
        act()
        messages.success(request, done)
    return redirect(back_url)


def ask_removal(
    request: StaffRequest,
    name: str,
    done: str,
    back_url: str,
    act: Callable[[], object],
) -> HttpResponse:
    """Ask whether to remove it; once somebody says so, do it."""
    if request.method == "POST":
        return take_away(request, done, back_url, act)
    confirmation = Confirmation(
        question=_("Remove %(name)s?") % {"name": name},
        consequence=_("You can add it again later."),
        yes=_("Remove it"),
        back_url=back_url,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})

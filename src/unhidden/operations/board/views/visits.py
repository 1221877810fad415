"""One visit on the board: the crew's own page, and what the controller enters."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.board.actions import entries
from unhidden.operations.board.forms.entries import EntryForm
from unhidden.operations.board.presenters import board as shown
from unhidden.operations.board.presenters.refusals import SENTENCES
from unhidden.operations.board.queries import board, choices, following
from unhidden.operations.policies import SEE
from unhidden.ui.refusals import attempt_or_tell


@require_safe
@needs_permission(SEE)
def show_visit(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """How the visit stands, what may be entered, and all that was said of it."""
    visit, lines, alarms = board.read_visit(
        viewer=request.actor, planned_id=planned_id, at=request.at
    )
    context = {
        "visit": visit,
        "tone": shown.TONES[visit.state],
        "contact": shown.tell_contact(visit),
        "states": [each for each in choices.list_states() if each[0] != visit.state],
        "alarms": alarms,
        "timeline": shown.make_timeline(lines),
        "me": request.actor.person_id,
        "may_undo": visit.may_enter and bool(lines),
        "next": following.find_visit_next(viewer=request.actor, planned_id=planned_id),
    }
    return render(request, "operations/board/visit.html", context)


@require_POST
@needs_permission(SEE)
def post_entry(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """Enter a state, a call, an alarm, or take the last entry back."""
    form = EntryForm({**request.GET.dict(), **request.POST.dict()})
    if not form.is_valid():
        messages.error(request, _("Choose what to enter"))
        return redirect("operations:board_visit", planned_id)
    with attempt_or_tell(request, SENTENCES):
        messages.success(request, _enter(request, planned_id, form))
    if form.cleaned_data["back"] == "board":
        visit, _lines, _alarms = board.read_visit(
            viewer=request.actor, planned_id=planned_id, at=request.at
        )
        return _to_board(visit.operation_id, visit.on.isoformat())
    return redirect("operations:board_visit", planned_id)


@require_POST
@needs_permission(SEE)
def post_receipt(request: StaffRequest, alarm_id: UUID) -> HttpResponse:
    """Say that one has the alarm."""
    with attempt_or_tell(request, SENTENCES):
        planned_id = entries.receive_alarm(
            alarm_id=alarm_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("You have received the alarm"))
        return redirect("operations:board_visit", planned_id)
    return redirect(
        "operations:board_visit",
        board.find_visit_of(viewer=request.actor, entry_id=alarm_id),
    )


def _enter(request: StaffRequest, planned_id: UUID, form: EntryForm) -> str:
    """Do what was chosen, and say so; raises what the actions raise."""
    what, seen = form.cleaned_data["what"], form.cleaned_data["seen"]
    if what == "alarm":
        entries.raise_alarm(planned_id=planned_id, actor=request.actor, at=request.at)
        return _("The alarm is raised. It is not a radio: use the radio or 999 first.")
    if what == "undo":
        entries.undo_entry(
            planned_id=planned_id, seen=seen, actor=request.actor, at=request.at
        )
        return _("The last entry is taken back")
    if what == "followed_up":
        entries.follow_up(
            planned_id=planned_id, seen=seen, actor=request.actor, at=request.at
        )
        return _("It is noted that you follow this up. Use the radio first.")
    if what == "contact":
        entries.note_call(
            planned_id=planned_id, seen=seen, actor=request.actor, at=request.at
        )
        return _("The call is noted")
    entries.enter_state(
        planned_id=planned_id,
        state=what,
        seen=seen,
        is_by_radio=form.cleaned_data["by_radio"],
        actor=request.actor,
        at=request.at,
    )
    return _("The board is changed")


def _to_board(operation_id: UUID, day: str) -> HttpResponse:
    answer = redirect("operations:board", operation_id)
    answer["Location"] += f"?on={day}"
    return answer

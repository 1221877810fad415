"""The board of a day: the page, the part that changes, and the ticket to hear of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.audit import actions as audit
from unhidden.decision_log.queries import DecisionCard, list_last_decisions
from unhidden.lib.working_days import LONDON
from unhidden.operations.board.actions import tickets
from unhidden.operations.board.forms import days
from unhidden.operations.board.presenters import board as shown
from unhidden.operations.board.queries import board, choices, following
from unhidden.operations.board.queries.cards import BoardOperation
from unhidden.operations.command.queries import find_commander
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN, SEE
from unhidden.ui import pages

#: Granted by the module of decision logs: who may open one.
DECIDE = "decision_log.keep"
LAST_DECISIONS = 3
#: The header in which a page that is kept up to date names its ticket.
TICKET = "X-Live-Ticket"


@require_safe
@needs_permission(SEE)
def show_board(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The whole page, with what a script needs to keep it up to date."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    context = _make_context(request, operation_id)
    operation, day = context["operation"], context["day"]
    team = days.read_team(request.GET)
    asked = {"on": day.isoformat(), "team": team or "", "state": context["state"]}
    query = urlencode(asked)
    commander = find_commander(viewer=request.actor, operation_id=operation_id)
    may_decide = commander.may_command and request.actor.may(DECIDE)
    may_plan = request.actor.may(PLAN) and operation.is_managed
    context |= {
        "may_decide": may_decide,
        "decisions": _list_decisions(request, operation_id) if may_decide else [],
        "plan_id": _find_plan(request, operation) if may_plan else None,
        "whole": view,
        "tabs": tabs(view, "board", request.actor),
        "days": shown.list_days(operation, day),
        "states": choices.list_states(),
        "part_url": f"{reverse('operations:board_part', args=[operation_id])}?{query}",
        "ticket_url": f"{reverse('operations:board_ticket', args=[operation_id])}"
        f"?{query}",
        "crews": view.teams,
        "crew": team,
        "live_url": settings.LIVE,
        "base_map": shown.make_base_map(),
        "keeps_places": not commander.parts.isdisjoint(board.LOOK_AFTER),
        "may_plan": may_plan,
    }
    return render(request, "operations/board/board.html", context)


def _list_decisions(request: StaffRequest, operation_id: UUID) -> list[DecisionCard]:
    """The last of the log, as far as it is open to who commands."""
    found = list_last_decisions(
        viewer=request.actor,
        domain="operation",
        subject_id=operation_id,
        at=request.at,
        most=LAST_DECISIONS,
    )
    pages.note_shown(found, request)
    return found


def _find_plan(request: StaffRequest, operation: BoardOperation) -> UUID | None:
    """The plan from which what is left is planned again, while the week runs."""
    if not operation.is_running:
        return None
    return following.find_plan_in_force(viewer=request.actor, operation_id=operation.id)


@require_safe
@needs_permission(SEE)
def show_part(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The part that changes; with a ticket of this minute it is no look of its own."""
    is_followed = tickets.is_followed(
        request.headers.get(TICKET, ""),
        operation_id=operation_id,
        on=_find_day(request),
        team_id=days.read_team(request.GET),
        actor=request.actor,
        at=request.at,
    )
    if is_followed:
        audit.note_told(operation_id)
    context = _make_context(request, operation_id, is_followed=is_followed)
    # Without the frame of a page, which is not looked up for a part of one.
    part = render_to_string("operations/board/parts/board.html", context)
    return HttpResponse(part)


@require_POST
@needs_permission(SEE)
def give_ticket(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """A ticket to hear of changes for the next minute; it makes its channels."""
    ticket = tickets.issue_ticket(
        operation_id=operation_id,
        on=_find_day(request),
        team_id=days.read_team(request.GET),
        actor=request.actor,
        at=request.at,
    )
    return JsonResponse({"ticket": ticket, "url": settings.LIVE})


def _find_day(request: StaffRequest) -> date:
    return days.read_day(request.GET, request.at.astimezone(LONDON).date())


def _make_context(
    request: StaffRequest, operation_id: UUID, *, is_followed: bool = False
) -> dict[str, Any]:
    view = board.read_board(
        viewer=request.actor,
        operation_id=operation_id,
        on=_find_day(request),
        at=request.at,
        team_id=days.read_team(request.GET),
        is_followed=is_followed,
    )
    state = days.read_state(request.GET)
    found = [each for each in view.visits if state in ("", each.state)]
    return {
        "view": view,
        "operation": view.operation,
        "cards": shown.draw_cards(
            found, by_radio=view.operation.is_managed, me=request.actor.person_id
        ),
        "state": state,
        "tally": shown.make_tally(view),
        "attention": shown.tell_attention(view),
        "day": view.on,
        "at": request.at,
        "me": request.actor.person_id,
    }

"""The staff site inside the wall: each page is one person's, for one purpose.

The page's permission names the task it belongs to. From there on PostgreSQL shows the
request only what that engagement may see for that task, and what it shows is written
down (``unhidden.config.edge.read_audit``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse

from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.policy import purpose_for, purpose_of
from unhidden.audit.actions import follow_request
from unhidden.config.edge import read_audit

FAILED = 400


class Wall:
    """Enter before the view, leave after it; what failed is undone whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        staff = read_audit.require_staff_request(request)
        staff.is_context_refused = False
        with follow_request() as events:
            with ExitStack() as stack:
                request._wall = stack  # type: ignore[attr-defined]
                request._is_inside = False  # type: ignore[attr-defined]
                response = self.get_response(request)
                if response.status_code < FAILED:
                    read_audit.note_shown(staff, response, events)
                elif request._is_inside:  # type: ignore[attr-defined]
                    transaction.set_rollback(True)
            read_audit.note_refused(staff, response)
            return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        _arguments: object,
        given: Mapping[str, object],
    ) -> None:
        """Enter as the actor, doing what this page is for.

        A page that names the domain of its record is for that domain's task. A page
        of no task, such as the first one, asks each module for its own. Whose
        engagement has ended meanwhile meets only absence.
        """
        staff = read_audit.require_staff_request(request)
        if staff.actor.person_id is None:
            return
        permission: str = getattr(view, "needs", "")
        if permission:
            staff.actor = staff.actor.doing(_purpose(permission, given, staff.actor))
        stack: ExitStack = request._wall  # type: ignore[attr-defined]
        try:
            stack.enter_context(context.acting_as(staff.actor))
        except DatabaseError as error:
            if context.is_refusal(error):
                staff.is_context_refused = True
                raise Absent from error
            raise
        request._is_inside = True  # type: ignore[attr-defined]


def _purpose(permission: str, given: Mapping[str, object], actor: Actor) -> str:
    if "domain" in given:
        return purpose_for(str(given["domain"]), actor.role)
    return purpose_of(permission, actor.role)

"""The staff site inside the wall: each page is one person's, for one purpose.

The page's permission names the task it belongs to. From there on PostgreSQL shows the
request only what that engagement may see for that task.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from unhidden.access import context
from unhidden.access.policy import purpose_of
from unhidden.access.requests import StaffRequest

FAILED = 400


class Wall:
    """Enter before the view, leave after it; what failed is undone whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            request._wall = stack  # type: ignore[attr-defined]
            request._is_inside = False  # type: ignore[attr-defined]
            response = self.get_response(request)
            if response.status_code >= FAILED and request._is_inside:  # type: ignore[attr-defined]
                transaction.set_rollback(True)
            return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: object
    ) -> None:
        """Enter as the actor, doing what this page is for.

        A page of no task, such as the first one, asks each module for its own.
        """
        staff = cast(StaffRequest, request)
        if staff.actor.person_id is None:
            return
        permission: str = getattr(view, "needs", "")
        if permission:
            staff.actor = staff.actor.doing(purpose_of(permission, staff.actor.role))
        stack: ExitStack = request._wall  # type: ignore[attr-defined]
        stack.enter_context(context.entered(staff.actor))
        request._is_inside = True  # type: ignore[attr-defined]

"""The guard of every staff page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from unhidden.access.requests import StaffRequest

P = ParamSpec("P")
View = Callable[Concatenate[StaffRequest, P], HttpResponse]


def needs_permission(permission: str) -> Callable[[View[P]], View[P]]:
    """Show the page only to those with the permission; to others it is absent.

    The permission stays readable as ``view.needs``: a test walks every staff
    route and fails on a page that names none.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            request.actor.must(permission)
            return view(request, *args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]  # read by the test
        return guarded

    return guard

"""Dangerous actions are for whoever proved who they are a moment ago."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from unhidden.access.requests import StaffRequest
from unhidden.agencies.sign_in.session_facts import VOUCHED

P = ParamSpec("P")
View = Callable[Concatenate[StaffRequest, P], HttpResponse]


def is_fresh(request: HttpRequest) -> bool:
    """Whether this session's person proved just now who they are."""
    return _is_recent(_confirmed(request))


def is_fresh_here(request: HttpRequest) -> bool:
    """Whether they gave a password, a code or a passkey of ours just now."""
    return _is_recent(_confirmed(request, but=VOUCHED))


def _is_recent(at: float) -> bool:
    return time.time() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def confirmed_at(request: HttpRequest) -> datetime:
    """When this session's person last proved who they are."""
    return datetime.fromtimestamp(_confirmed(request), UTC)


def _confirmed(request: HttpRequest, *, but: str = "") -> float:
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    found = (float(each["at"]) for each in records if each["method"] != but)
    return max(found, default=0.0)


def fresh_sign_in(view: View[P]) -> View[P]:
    """Ask who is there before ``view``, unless they said so a moment ago.

    Stands under ``needs``: to those without the permission the page stays absent.
    What was typed is not kept meanwhile: it may be a password.
    """

    @wraps(view)
    def guarded(
        request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_reauthenticate')}?{query}")

    return guarded

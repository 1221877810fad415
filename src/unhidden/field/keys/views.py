"""The keys of the landing, for whoever looks after phones."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.field.keys import queries
from unhidden.field.policies import MANAGE_DEVICES


@require_safe
@needs_permission(MANAGE_DEVICES)
def show_keys(request: StaffRequest) -> HttpResponse:
    """Which key phones seal to now, which come, and how receipts are checked."""
    keys = queries.list_field_keys(viewer=request.actor, day=localdate(request.at))
    return render(request, "field/keys.html", {"keys": keys})

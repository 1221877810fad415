"""The public pages that are only read: what this is, whom to call, what we keep."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from unhidden.access.requests import PublicRequest
from unhidden.reporting.queries import channels
from unhidden.reporting.rules import retention


@require_safe
def show_home(request: PublicRequest) -> HttpResponse:
    """What this site is, and the three ways on."""
    return render(request, "reporting/home.html")


@require_safe
def leave_site(_: PublicRequest) -> HttpResponse:
    """What the browser's Forward meets after somebody left in haste: another site."""
    return redirect(settings.EXIT_URL)


@require_safe
def who_to_call(request: PublicRequest) -> HttpResponse:
    """Whom else to turn to, danger first."""
    groups = channels.list_channels()
    return render(request, "reporting/who_to_call.html", {"groups": groups})


@require_safe
def show_privacy(request: PublicRequest) -> HttpResponse:
    """What is kept of a report, and what is not."""
    context = {
        "days": retention.count_kept_days(settings.REPORT_DAYS),
        "controller": settings.CONTROLLER,
        "contact": settings.CONTROLLER_CONTACT,
        "is_synthetic": settings.IS_DEMONSTRATION,
    }
    return render(request, "reporting/privacy.html", context)


@require_safe
def show_accessibility(request: PublicRequest) -> HttpResponse:
    """Who can use this site, and what is not known yet."""
    return render(request, "reporting/accessibility.html")

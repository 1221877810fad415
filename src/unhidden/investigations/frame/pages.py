"""Two pages that every subject of an investigation shows: a form, a last question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _

from unhidden.ui import parts

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from unhidden.access.requests import StaffRequest
    from unhidden.investigations.frame.queries import InvestigationCard
    from unhidden.ui.forms import Form


def show_form(
    request: StaffRequest,
    template: str,
    head: InvestigationCard | None,
    form: Form,
    title: StrOrPromise,
    back_url: str,
    **more: object,
) -> HttpResponse:
    """A form in an investigation, with the way back; ``more`` is what else it shows."""
    shown = {"head": head, "form": form, "title": title, "back_url": back_url}
    return render(request, template, {**shown, **more})


def ask_first(
    request: StaffRequest,
    question: StrOrPromise,
    yes: StrOrPromise,
    back_url: str,
    consequence: StrOrPromise = "",
) -> HttpResponse:
    """Ask before something is done that nobody takes back; its record stays."""
    confirmation = parts.Confirmation(
        question=question,
        consequence=consequence or _("The record of it stays."),
        yes=yes,
        back_url=back_url,
        is_final=True,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})

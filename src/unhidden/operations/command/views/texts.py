"""The texts of an operation, and their versions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.command.actions import texts as text_actions
from unhidden.operations.command.forms.texts import TextForm
from unhidden.operations.command.presenters import posts as shown
from unhidden.operations.command.presenters.refusals import SENTENCES
from unhidden.operations.command.queries import posts, texts
from unhidden.operations.policies import SEE
from unhidden.ui.forms import posted
from unhidden.ui.kept_words import send_again
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(SEE)
def show_texts(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The latest version of each text."""
    commander = posts.find_commander(viewer=request.actor, operation_id=operation_id)
    context = {
        "commander": commander,
        "pages": shown.list_pages(commander, "texts"),
        "texts": texts.list_texts(viewer=request.actor, operation_id=operation_id),
        "may_write": commander.may_command and commander.is_open,
    }
    return render(request, "operations/command/texts.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def edit_text(request: StaffRequest, operation_id: UUID, kind: str) -> HttpResponse:
    """Write the next version of a text; its earlier versions stand below."""
    commander = posts.must_command(viewer=request.actor, operation_id=operation_id)
    card = texts.find_text(viewer=request.actor, operation_id=operation_id, kind=kind)
    latest = card.latest_version
    form = TextForm(
        posted(request),
        initial={
            "version": str(card.latest_number),
            "text_en": latest.text_en if latest else "",
            "text_cy": latest.text_cy if latest else "",
        },
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            text_actions.write_text(
                operation_id=operation_id,
                kind=kind,
                version=form.read_version,
                text_en=form.cleaned_data["text_en"],
                text_cy=form.cleaned_data["text_cy"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The text is written"))
            return redirect("operations:texts", operation_id)
        send_again(form, version=str(card.latest_number))
    context = {"form": form, "commander": commander, "text": card}
    return render(request, "operations/command/text.html", context)

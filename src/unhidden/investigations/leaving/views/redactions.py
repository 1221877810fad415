"""Pages of redacted copies."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.leaving.actions import redactions as actions
from unhidden.investigations.leaving.forms.redactions import RedactionForm
from unhidden.investigations.leaving.forms.uploads import expect_page
from unhidden.investigations.leaving.presenters import REDACTING, SENTENCES
from unhidden.investigations.leaving.queries import redacted
from unhidden.investigations.leaving.queries.redacted import RedactionsPage
from unhidden.ui import pages
from unhidden.ui.files import answer_apart
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell


@require_safe
@needs_permission("investigations.schedule")
def show_redactions(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The redacted copies that there are."""
    page = redacted.list_redactions(
        viewer=request.actor, investigation_id=investigation_id
    )
    pages.note_shown(page.copies, request)
    return render(request, "investigations/leaving/redactions.html", {"page": page})


# The form's own mark is asked for below: looking for it reads what was sent, and that
# must not happen before there is room for a file in memory.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("investigations.schedule")
def make_redaction(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Take a file in memory, and keep a copy in which something is hidden."""
    page = redacted.list_redactions(
        viewer=request.actor, investigation_id=investigation_id
    )
    redacted.check_making(page)
    expect_page(request)
    return _make_redaction(request, page)


@csrf_protect
def _make_redaction(request: StaffRequest, page: RedactionsPage) -> HttpResponse:
    form = RedactionForm(posted(request), request.FILES or None)
    if form.is_valid():
        with attempt(form, REDACTING, "terms"):
            actions.make_redaction(
                investigation_id=page.card.id,
                new=actions.NewRedaction(
                    number=form.cleaned_data["number"],
                    content=form.cleaned_data["file"],
                    what=form.what_to_hide,
                ),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The copy is made. Look at each page of it."))
            return redirect("investigations:redactions", page.card.id)
    shown = {"form": form, "card": page.card}
    return render(request, "investigations/leaving/redact.html", shown)


@require_POST
@needs_permission("investigations.schedule")
def open_redaction(
    request: StaffRequest, investigation_id: UUID, redaction_id: UUID
) -> HttpResponse:
    """The copy, by a press of a button."""
    with attempt_or_tell(request, SENTENCES):
        content = actions.open_redaction(
            investigation_id=investigation_id,
            redaction_id=redaction_id,
            actor=request.actor,
            at=request.at,
        )
        answer = answer_apart(content, name="redacted.pdf")
        answer.headers["Cache-Control"] = "no-store"
        return answer
    return redirect("investigations:redactions", investigation_id)

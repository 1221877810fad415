"""The pages of those to whom something was sealed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.field.inner import actions, queries
from unhidden.field.inner import presenters as shown
from unhidden.ui import pages


@require_safe
@needs_permission("field.read_inner")
def list_envelopes(request: StaffRequest) -> HttpResponse:
    """What was told in confidence and sealed to the team, closed."""
    page = pages.paginate(queries.list_inner(viewer=request.actor), request)
    context = {"page": page, "table": shown.list_cards(page.items)}
    return render(request, "field/envelopes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("field.read_inner")
def show_envelope(request: StaffRequest, envelope_id: UUID) -> HttpResponse:
    """One of them, closed; a press opens it on this page, once."""
    card = queries.get_inner(viewer=request.actor, envelope_id=envelope_id)
    context: dict[str, object] = {"card": card}
    if request.method == "POST":
        said = actions.open_inner(
            envelope_id=envelope_id, actor=request.actor, at=request.at
        )
        context |= {"said": said, "rows": shown.describe_opened(said)}
    return render(request, "field/envelope.html", context)

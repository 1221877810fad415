"""The target pack of premises: why it is taken out, and then the file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.exchange.actions import packs as actions
from unhidden.intelligence.exchange.queries import packs
from unhidden.intelligence.exchange.queries.papers import on_paper, what_is_missing
from unhidden.intelligence.risk.forms.panels import PackForm


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.export_network")
def download_target_pack(request: StaffRequest, premises_id: UUID) -> HttpResponse:
    """Ask why, record it, and hand over two pages."""
    form = PackForm(request.POST or None)
    if form.is_valid():
        found = actions.export_pack(
            premises_id=premises_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=request.at,
        )
        return _file(on_paper(found, at=request.at), premises_id)
    found = packs.load_target_pack(
        viewer=request.actor,
        premises_id=premises_id,
        today=timezone.localdate(request.at),
    )
    shown = {"form": form, "pack": found, "missing": what_is_missing(found.missing)}
    return render(request, "intelligence/pack.html", shown)


def _file(content: bytes, premises_id: UUID) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"target-pack-{premises_id}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer

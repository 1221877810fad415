"""The public pages by reader, and the guide."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.requests import PublicRequest
from unhidden.learning.forms import GuideForm
from unhidden.learning.queries import advice, audiences


@require_safe
def show_audience(request: PublicRequest, code: str) -> HttpResponse:
    """What matters to some readers: the page is a template by their code."""
    page = audiences.get_audience_page(code)
    template = f"learning/audiences/{page.audience.code}.html"
    return render(request, template, {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def show_guide(request: PublicRequest) -> HttpResponse:
    """Five questions; and, once they are sent, the advice in the same answer.

    The answers come in the body and are kept nowhere: not in the address, where
    histories and logs would hold them, and not on this side.
    """
    if request.method != "POST":
        return render(request, "learning/guide.html", {"form": GuideForm()})
    request.encoding = "utf-8"
    form = GuideForm(request.POST)
    if not form.is_valid():
        return render(request, "learning/guide.html", {"form": form})
    shown = {"guidance": advice.word_guidance(form.answers())}
    return render(request, "learning/advice.html", shown)

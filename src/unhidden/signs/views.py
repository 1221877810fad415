"""The public pages of the signs."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from unhidden.access.requests import PublicRequest
from unhidden.signs import queries


@require_safe
def show_signs(request: PublicRequest) -> HttpResponse:
    """The general signs, and where else to look."""
    language = get_language() or "en"
    sections = queries.public_sections(language)
    signs = queries.public_signs("general", language)
    shown = {"sections": sections, "signs": signs}
    return render(request, "signs/index.html", shown)


@require_safe
def show_section(request: PublicRequest, code: str) -> HttpResponse:
    """The signs of one kind of exploitation or place."""
    language = get_language() or "en"
    shown = {
        "section": queries.public_section(code, language),
        "signs": queries.public_signs(code, language),
    }
    return render(request, "signs/section.html", shown)

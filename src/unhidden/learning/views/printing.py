"""What can be printed: a page that lists it, and the files."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from unhidden.access.requests import PublicRequest
from unhidden.learning.queries import printed


@require_safe
def show_printables(request: PublicRequest) -> HttpResponse:
    """The cards and the posters there are."""
    shown = {"numbers": printed.list_card_numbers(), "posters": printed.list_posters()}
    return render(request, "learning/print.html", shown)


@require_safe
def download_card(request: PublicRequest) -> HttpResponse:
    """Pocket cards; the name of the file says as little as they do."""
    return _pdf(printed.sheet_of_cards(), "numbers")


@require_safe
def download_poster(request: PublicRequest, code: str) -> HttpResponse:
    """The poster of one section, with a code to this site's report page."""
    return _pdf(printed.print_poster(code, _report_url(request)), f"poster-{code}")


def _report_url(request: PublicRequest) -> str:
    """The report page by the name under which this site was asked.

    What encrypts in front of the program hides from it that it does; only the
    demonstration is served without, and no paper should lead past it.
    """
    url = request.build_absolute_uri(reverse("reporting:report"))
    return url if settings.IS_DEMONSTRATION else url.replace("http://", "https://", 1)


def _pdf(content: bytes, name: str) -> HttpResponse:
    """A file to look at and print; that nobody keeps it, the site's headers say."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer

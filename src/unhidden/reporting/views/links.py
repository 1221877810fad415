"""What the script verifies a desk's keys with; nothing of anybody's."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from unhidden.access.absent import Absent
from unhidden.access.requests import PublicRequest
from unhidden.reporting.forms.sealed import LinksForm
from unhidden.reporting.presenters.links import lines
from unhidden.reporting.queries import pinned as pinned_queries
from unhidden.reporting.queries import routes
from unhidden.reporting.rules import receipts
from unhidden.reporting.views.maps import FOR_EVER
from unhidden.reporting.views.sealed import refuse_request
from unhidden.vault.words import list_words


@require_POST
def show_key_links(request: PublicRequest) -> HttpResponse:
    """The next links of a desk after the one that the browser has; headers alone."""
    form = LinksForm(request.POST)
    if not form.is_valid():
        return refuse_request()
    said = form.cleaned_data
    found = routes.links_after(team_id=said["team"], number=said["after"])
    return JsonResponse({"links": found})


@require_safe
def show_pins(request: PublicRequest, *, digest: str) -> HttpResponse:
    """The file of this digest that the browser goes on from."""
    body = pinned_queries.kept_pins(digest)
    if body is None:
        raise Absent
    headers = {"Cache-Control": FOR_EVER}
    return HttpResponse(body, content_type="application/json", headers=headers)


@require_safe
def show_receipt_words(request: PublicRequest, *, language: str) -> HttpResponse:
    """The list that receipt words are drawn from; the same for everybody."""
    if language not in receipts.LANGUAGES:
        raise Absent
    return _list(receipts.receipt_list(language))


@require_safe
def show_link_words(_: PublicRequest) -> HttpResponse:
    """The list that links are told in, the same in every language.

    No receipt's: there, other words stand in place of some.
    """
    return _list(list_words())


def _list(words: Sequence[str]) -> HttpResponse:
    return HttpResponse(lines(words), content_type="text/plain; charset=utf-8")

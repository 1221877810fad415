"""What a page says when the keys to what it shows are not there."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from unhidden.agencies.keys.presenters import CHANGED, SENTENCES
from unhidden.vault.actions import (
    ChainBroken,
    KeysLocked,
    NotCertified,
    NotForYou,
    SealBroken,
)

Handler = Callable[[HttpRequest], HttpResponse]
STATUS = {
    ChainBroken: 500,
    KeysLocked: 403,
    NotCertified: 403,
    NotForYou: 403,
    SealBroken: 500,
}
_log = logging.getLogger(__name__)


def refusals_middleware(get_response: Handler) -> Handler:
    """Turn a refusal of the keys (``STATUS``), of any view, into a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = refusal  # type: ignore[attr-defined]  # Django asks
    return middleware


def refusal(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page for this refusal; None for any other error."""
    status = STATUS.get(type(error))
    if status is None:
        return None
    if isinstance(error, SealBroken):
        _log.error("A seal is broken.")
    told = SENTENCES.get(type(error))
    said = told.text if told else CHANGED
    context = {"said": said, "is_locked": isinstance(error, KeysLocked)}
    return render(request, "agencies/keys_refused.html", context, status=status)

"""The base map for the script of the step "Where?": shapes, and nothing of anybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from unhidden.access.absent import Absent
from unhidden.access.requests import PublicRequest
from unhidden.reporting.queries import maps

# What has its digest in its address: a browser need never ask again.
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def base_map(request: PublicRequest, *, digest: str) -> HttpResponse:
    """The base map of this digest, packed where the browser can unpack it."""
    found = maps.base_map()
    if found is None or found.digest != digest:
        raise Absent
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(
        found.packed if is_packed else found.body, content_type="application/json"
    )
    if is_packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Cache-Control"] = FOR_EVER
    answer.headers["Vary"] = "Accept-Encoding"
    return answer

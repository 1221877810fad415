"""Answering with a file that somebody sent: apart from every page of ours."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

# Whatever is in a file, it runs nothing and loads nothing, and is nobody's page.
_APART = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
_DOWNLOAD = "application/octet-stream"


def answer_apart(content: bytes, *, name: str, shown_as: str = "") -> HttpResponse:
    """The file, shown in the browser as this media type; without one it is kept."""
    response = HttpResponse(content, content_type=shown_as or _DOWNLOAD, headers=_APART)
    disposition = content_disposition_header(not shown_as, name)
    if disposition:
        response.headers["Content-Disposition"] = disposition
    return response


def stream_apart(content: Iterable[bytes], *, name: str) -> StreamingHttpResponse:
    """A file that is too long for memory, to be kept: as it comes."""
    response = StreamingHttpResponse(content, content_type=_DOWNLOAD, headers=_APART)
    disposition = content_disposition_header(True, name)  # Django's own
    if disposition:
        response.headers["Content-Disposition"] = disposition
    return response

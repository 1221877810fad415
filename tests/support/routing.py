"""A browser whose every request is answered by Django's test client: no site, no port.

What a test made is on the page at once, in the test's own transaction.
"""

from __future__ import annotations

import mimetypes
from contextvars import copy_context
from html import escape
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Page, Request

from unhidden.ui.pins import find_served

HOST = "https://testserver"
_STATIC = "/static/"


def route_to_client(page: Page, client: Client) -> None:
    """Let the client answer all that the page asks for, with its own session."""
    # Connections belong to a context: the answers are given in that of the test.
    context = copy_context()
    page.route(
        "**/*",
        lambda route: route.fulfill(
            **context.copy().run(_answer, route.request, client)
        ),
    )


def _answer(asked: Request, client: Client) -> dict[str, Any]:
    """What the browser is given."""
    parts = urlsplit(asked.url)
    if parts.path.startswith(_STATIC):
        name = parts.path.removeprefix(_STATIC)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return {"body": find_served(name).read_bytes(), "content_type": kind}
    answer = client.generic(
        asked.method,
        f"{parts.path}?{parts.query}",
        asked.post_data_buffer or b"",
        content_type=asked.headers.get("content-type", ""),
        secure=True,
        headers={"referer": asked.url, "origin": HOST},
    )
    if asked.is_navigation_request() and "location" in answer.headers:
        # What a redirect leads to is not routed; what a page leads to is.
        to = escape(answer.headers["location"])
        body = f'<meta http-equiv="refresh" content="0;url={to}">'
        return {"body": body, "content_type": "text/html"}
    return {
        "status": answer.status_code,
        "headers": {k: v for k, v in answer.headers.items() if k != "Set-Cookie"},
        "body": _read(answer),
    }


def _read(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content

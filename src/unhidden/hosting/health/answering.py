"""Two pages for machines: how the installation is, and its metrics."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST

from unhidden.hosting.front import asking
from unhidden.hosting.health.watching import HealthWatcher
from unhidden.lib import networks

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Page = tuple[int, str, bytes]
_JSON, _TEXT = "application/json", "text/plain; charset=utf-8"
_NOT_YET: Page = (503, _JSON, b'{"state": "unknown", "checks": []}\n')


#: A stranger's page could give its own name this machine's address, and read on.
_OTHER_NAME: Page = (421, _TEXT, b"Ask by the address, such as 127.0.0.1.\n")


def is_named_by_address(host: str) -> bool:
    """Whether a host is a number, or this machine: no name that anybody could own."""
    return host == "localhost" or networks.read_address(host.strip("[]")) is not None


class HealthPages:
    """Answers at once with what was found last; 503 where that is too old."""

    def __init__(self, watcher: HealthWatcher) -> None:
        self._watcher = watcher

    async def __call__(
        self, scope: Mapping[str, Any], _receive: object, send: Send
    ) -> None:
        """Answer one request; of what it brings, its host and its path are read."""
        status, kind, content = self._find_page(scope["method"], scope["path"])
        if not is_named_by_address(asking.host_of(dict(scope))):
            status, kind, content = _OTHER_NAME
        headers = {
            "content-type": kind,
            "content-length": str(len(content)),
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
        }
        named = [(name.encode(), value.encode()) for name, value in headers.items()]
        start = {"type": "http.response.start", "status": status, "headers": named}
        await send(start)
        body = b"" if scope["method"] == "HEAD" else content
        await send({"type": "http.response.body", "body": body})

    def _find_page(self, method: str, path: str) -> Page:
        if method not in ("GET", "HEAD"):
            return 405, _TEXT, b"Only GET.\n"
        if path not in ("/health", "/metrics"):
            return 404, _TEXT, b"Nothing is here.\n"
        answer = self._watcher.find_answer()
        if answer is None:
            return _NOT_YET
        if path == "/metrics":
            return 200, CONTENT_TYPE_LATEST, answer.metrics
        return 200 if answer.is_well else 503, _JSON, answer.report

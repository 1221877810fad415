"""A site as an ASGI program: the front, and Django behind it in a few threads.

Django's own ASGI handler writes what is longer than a form to a disk, and gives each
request a thread of its own; neither may be here.
"""

from __future__ import annotations

import asyncio
import logging
import resource
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core import signals
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponseBase
from django.urls import set_script_prefix
from django.utils import timezone

from unhidden.hosting.front import asking, bodies
from unhidden.hosting.front.asking import Scope, TrustedProxies
from unhidden.hosting.front.bodies import BodyRoom, Receive, unless_left
from unhidden.hosting.front.pools import THREADS
from unhidden.hosting.front.turns import RequestTurns
from unhidden.lib import networks, patience, telling
from unhidden.lib.variables import WrongSetting

_log = logging.getLogger(__name__)
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

#: Of the threads, those that may take files, which are cleaned for up to a minute.
SLOW_THREADS = 4


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, whole; with ``not_yet``, the seconds to ask again in instead."""

    status: int
    headers: list[tuple[bytes, bytes]]
    content: bytes
    not_yet: float = 0.0


#: What is said to those whom no page is made for: no browser shows it long.
_REFUSALS = {
    bodies.TooSlow: Answered(408, [(b"connection", b"close")], b"Too slow.\n"),
    bodies.TooLong: Answered(413, [(b"connection", b"close")], b"Too long.\n"),
    bodies.NoRoom: Answered(
        503, [(b"connection", b"close"), (b"retry-after", b"60")], b"Too busy.\n"
    ),
}
_LOGGER = "unhidden.front"
_TOO_FEW = (
    "A proxy named fewer addresses in X-Forwarded-For than UNHIDDEN_PROXIES promises:"
    " all visitors count as one."
)
_FAILED = Answered(500, [(b"connection", b"close")], b"Something went wrong.\n")
_WRONG = Answered(400, [(b"connection", b"close")], b"Bad request.\n")


class FrontServer:
    """Reads, waits for a turn, answers."""

    def __init__(self, proxies: TrustedProxies) -> None:
        self._proxies = proxies
        _allow_many_connections()
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")
        self._turns = RequestTurns(THREADS, SLOW_THREADS)
        self._room = BodyRoom()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            answered = await self._answer(scope, receive)
        except bodies.SenderGone:
            return
        except tuple(_REFUSALS) as refusal:
            answered = _REFUSALS[type(refusal)]
        except Exception:  # noqa: BLE001  # the edge of the process
            # The server that runs us would write the error's message, too.
            _log.exception("The front failed")
            answered = _FAILED
        start = {"status": answered.status, "headers": answered.headers}
        await send({"type": "http.response.start", **start})
        content = b"" if scope["method"] == "HEAD" else answered.content
        await send({"type": "http.response.body", "body": content})

    async def _answer(self, told: Scope, receive: Receive) -> Answered:
        if asking.lacks_hops(told, self._proxies):
            telling.tell_once_a_day(_LOGGER, _TOO_FEW, timezone.localdate())
        scope = asking.told_by_proxies(told, self._proxies)
        if not is_ours(asking.host_of(scope)):
            return _WRONG
        source = networks.name_of(scope["client"][0])
        length = bodies.length_of(scope["headers"], scope["method"])
        async with self._room.held(source, min(length, bodies.LONGEST)):
            body = await bodies.read_body(receive, length)
            while True:
                answered = await self._turn(scope, receive, body, source)
                if not answered.not_yet:
                    return answered
                await unless_left(receive, asyncio.sleep(answered.not_yet))
                scope[patience.WAITED] = True

    async def _turn(
        self, scope: Scope, receive: Receive, body: bytes, source: str
    ) -> Answered:
        async with AsyncExitStack() as stack:
            turn = self._turns.turn(source, is_slow=_has_files(scope))
            await unless_left(receive, stack.enter_async_context(turn))
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._page, scope, body)

    def _page(self, scope: Scope, body: bytes) -> Answered:
        """Django's answer, in one of the threads."""
        set_script_prefix("/")
        signals.request_started.send(sender=type(self), scope=scope)
        try:
            request = ASGIRequest(scope, BytesIO(body))
        except UnicodeDecodeError:
            return _WRONG
        response = self._handler.get_response(request)
        try:
            return _whole(response, patience.not_yet(request))
        finally:
            response.close()


def find_proxies() -> TrustedProxies:
    """Those that stand before the site; raises WrongSetting where nobody said how many.

    A wrong number is no small thing: all the world would be one source, or each could
    say which one they are.
    """
    number: int | None = settings.PROXIES
    if number is None:
        sentence = "UNHIDDEN_PROXIES must say how many proxies stand before the site."
        raise WrongSetting(sentence)
    return TrustedProxies(number, settings.PROXY_ADDRESSES)


def is_ours(host: str) -> bool:
    """Whether the site is served under this name, spelt so: with no dot at its end."""
    return host in settings.ALLOWED_HOSTS


def _has_files(scope: Scope) -> bool:
    return any(
        name == b"content-type" and value.lower().startswith(b"multipart/")
        for name, value in scope["headers"]
    )


def _whole(response: HttpResponseBase, not_yet: float) -> Answered:
    content = b"".join(response)
    headers = [
        (name.lower().encode("ascii"), value.encode("latin-1"))
        for name, value in response.items()
        if name.lower() != "content-length"
    ]
    headers += [
        (b"set-cookie", cookie.OutputString().encode("ascii"))
        for cookie in response.cookies.values()
    ]
    length = response.headers.get("Content-Length") or str(len(content))
    headers.append((b"content-length", length.encode("ascii")))
    return Answered(response.status_code, headers, content, not_yet)


def _allow_many_connections() -> None:
    """As many open connections as this process may ask for."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

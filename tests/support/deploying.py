"""A door before the staff site, behind which the app can become another version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

_HOPS = {"accept-encoding", "connection", "content-length", "transfer-encoding"}
_NOT_THERE = 404
_STATIC, _NEW = "/static/", "/static/new/"
#: The new version's scripts and style have other addresses than those of the old one.
_MOVED = (rb'"/static/(?=\w)', b'"/static/new/')
_RENEWED = {
    "/field/pack/app/": [_MOVED],
    "/field/pack/en/": [(rb"/static/(field/(start|field)\.)", rb"/static/new/\1")],
    "/field/sw.js": [_MOVED, (rb'(\?of=|"version": ")\w+', rb"\1new")],
}
_RENEWED["/field/pack/cy/"] = _RENEWED["/field/pack/en/"]


class Deployment(ThreadingHTTPServer):
    """The site at ``address``: as it is, or, once it ``is_new``, with other scripts.

    Of the version before it has nothing any more.
    """

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Door)
        self.upstream = urlsplit(upstream)
        self.address = f"http://localhost:{self.server_port}"
        self.is_new = False

    def has(self, path: str, query: str) -> bool:
        if not self.is_new:
            return True
        is_old_pack = path.startswith("/field/pack/") and query not in {"", "of=new"}
        is_script = path.startswith(_STATIC) and path.endswith(".js")
        return not (is_old_pack or (is_script and not path.startswith(_NEW)))

    def renew(self, path: str, body: bytes) -> bytes:
        for old, new in _RENEWED.get(path, []) if self.is_new else []:
            body = re.sub(old, new, body)
        return body


class _Door(BaseHTTPRequestHandler):
    server: Deployment

    def do_GET(self) -> None:
        path, _mark, query = self.path.partition("?")
        if not self.server.has(path, query):
            self.send_error(_NOT_THERE)
            return
        wanted = self.path.replace("?of=new", "").replace(_NEW, _STATIC)
        told = {k: v for k, v in self.headers.items() if k.lower() not in _HOPS}
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        upstream = self.server.upstream
        asking = HTTPConnection(str(upstream.hostname), upstream.port, timeout=30)
        try:
            asking.request(self.command, wanted, sent or None, told)
            answer = asking.getresponse()
            body = self.server.renew(path, answer.read())
        finally:
            asking.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _HOPS:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test that fails says what it saw."""


@contextmanager
def serve_deployments(upstream: str) -> Iterator[Deployment]:
    """A door before the site at ``upstream``."""
    server = Deployment(upstream)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()

"""The field's scripts at an address of their own, as the staff site serves them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from unhidden.hosting.paths import REPOSITORY

_PACKAGES = REPOSITORY / "node_modules"
#: What a script finds beside its own folder, and where it is collected from.
_PLACES = {
    "idb": _PACKAGES / "idb",
    "noble-ciphers": _PACKAGES / "@noble/ciphers",
    "noble-hashes": _PACKAGES / "@noble/hashes",
    "vault": REPOSITORY / "src/unhidden/vault/static/vault",
}
_POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'"


class _Scripts(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        script = _find(self.path.partition("?")[0])
        self.send_response(200)
        kind = "text/javascript" if script else "text/html"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()
        self.wfile.write(script.read_bytes() if script else b"<!doctype html>")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test that fails says what it saw."""


def _find(path: str) -> Path | None:
    found = re.search(r"/static/([\w-]+)/(.+)", path)
    if found and found[1] in _PLACES:
        return _PLACES[found[1]] / found[2]
    return REPOSITORY / path.lstrip("/") if path.startswith("/src/") else None


@contextmanager
def serve_phone_scripts() -> Iterator[str]:
    """The address of an empty page beside them, under a name that passkeys take."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Scripts)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()

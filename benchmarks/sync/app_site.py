"""The staff site as browsers of the bench meet it: the app's modules, its service
worker version by version, and tasking whose words stand nowhere else."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import ascii_lowercase
from typing import Any
from uuid import uuid4

from unhidden.hosting.paths import REPOSITORY

PAGE, PACK = "/field/app/en/", "/field/app/packs/"
WORKER, TASKING = "/field/sw.js", "/field/tasking/"
_PACKAGES, _OURS = REPOSITORY / "node_modules", REPOSITORY / "src" / "unhidden"
_PLACES = {
    "idb": _PACKAGES / "idb",
    "noble-ciphers": _PACKAGES / "@noble" / "ciphers",
    "noble-hashes": _PACKAGES / "@noble" / "hashes",
    "field": _OURS / "field" / "static" / "field",
    "vault": _OURS / "vault" / "static" / "vault",
}
_BODY = _PLACES["field"] / "worker_body.js"
_EMPTY = "<!doctype html>"
_CHANCE = random.SystemRandom()
_HOUR = 3_600_000  # milliseconds


class BenchSite(ThreadingHTTPServer):
    """Serves what pages of the bench ask for; each new version is another one."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Answering)
        self.version = 1
        #: What the tasking of a shift says, while one may be fetched.
        self.bundle: Mapping[str, Any] = {}

    def find_page(self, path: str) -> tuple[str, str]:
        """The kind of what is at an address, and its text."""
        if path == WORKER:
            return "text/javascript", self._write_worker()
        if path == TASKING:
            return "application/json", json.dumps(self.bundle)
        if path.startswith(PACK):
            return "application/json", json.dumps(self._make_pack(path))
        if script := _find_script(path):
            return "text/javascript", self._read(script)
        return "text/html", _EMPTY

    def _read(self, script: Path) -> str:
        return f"{script.read_text()}\n// version {self.version}\n"

    def _write_worker(self) -> str:
        packs = {name: f"{PACK}{name}/{self.version}/" for name in ("app", "en")}
        told = {"version": str(self.version), "packs": packs, "files": []}
        return f"self.KEPT = {json.dumps(told)};\n{_BODY.read_text()}"

    def _make_pack(self, path: str) -> dict[str, object]:
        if path.startswith(f"{PACK}en/"):
            return {PAGE: [{"Content-Type": "text/html"}, _EMPTY]}
        return {
            f"/static/{name}/{file.relative_to(folder)}": [
                {"Content-Type": "text/javascript"},
                self._read(file),
            ]
            for name, folder in _PLACES.items()
            for file in folder.rglob("*.js")
        }


class _Answering(BaseHTTPRequestHandler):
    server: BenchSite

    def do_GET(self) -> None:
        kind, text = self.server.find_page(self.path.partition("?")[0])
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(text.encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _find_script(path: str) -> Path | None:
    found = re.search(r"^/static/([\w-]+)/(.+)", path)
    if found and found[1] in _PLACES:
        return _PLACES[found[1]] / found[2]
    return REPOSITORY / path.lstrip("/") if path.startswith("/benchmarks/") else None


@contextmanager
def serve_site(port: int) -> Iterator[BenchSite]:
    """The site, while the block runs."""
    site = BenchSite(port)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()


def draw_tasking(person: str, landing: Mapping[str, Any]) -> dict[str, Any]:
    """A shift of one visit, as ``field.tasking.presenters`` tells it; of all that it
    says each word is one that stands nowhere else."""
    now, shift = time.time_ns() // 1_000_000, str(uuid4())
    (receipt_key,) = landing["receipt_keys"].values()
    return {
        "v": 1,
        "person": person,
        "token": "",
        "at": now,
        "landing": {**landing, "receipt_key": receipt_key},
        "teams": {},
        "form": "2026-12",
        "shifts": [{"id": shift, "readable_until": now + 12 * _HOUR}],
        "visits": [_draw_visit(person, shift)],
        "briefs": [{"id": str(uuid4()), **_draw("title", "situation")}],
        "signs": {"general": [{"code": "bench.sign", **_draw("label")}]},
        "phrases": [{"language": "cy", **_draw("name", "said")}],
    }


def _draw_visit(person: str, shift: str) -> dict[str, Any]:
    return {
        "planned": str(uuid4()),
        "shift": shift,
        "kind": "soft",
        "starts_at": "10:00",
        "place": _draw("name", "address", "postcode"),
        "leader": {"id": person, **_draw("name")},
        "crew": [{"id": person, **_draw("name", "organisation_name")}],
        **_draw("purpose", "power", "authority", "hazards"),
        "at_the_door": _draw("en", "cy"),
        "history": _draw("en", "cy"),
        "risk": _draw("band_label", "reasons"),
        "inner": {"usual": None, "by_organisation": {}},
        "custodians": None,
        "radio": _draw("call_sign", "channel"),
        "places_of_safety": [{"id": str(uuid4()), **_draw("name")}],
    }


def list_words(told: object) -> set[str]:
    """Every drawn word in what was told."""
    return set(re.findall(r"\b[a-z]{16}\b", json.dumps(told)))


def _draw(*names: str) -> dict[str, str]:
    """Words, each of its own."""
    return {name: "".join(_CHANCE.choices(ascii_lowercase, k=16)) for name in names}

"""What a site hears of a visitor is what its proxy saw, whatever the visitor claims."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.packaged import caddy, nginx
from tests.packaged.certificates import make_authority
from tests.packaged.programs import needs
from tests.packaged.settled import write_front
from tests.packaged.visiting import PUBLIC, STAFF, Place, Visitor
from tests.support.sites import free_port
from unhidden.hosting.processes.ports import HOST

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("front")]
SOURCE = "127.66.77.88"
CLAIMED = {
    "X-Forwarded-For": "6.6.6.6",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Host": "elsewhere.example",
    "Forwarded": "for=6.6.6.6",
}


@contextmanager
def hearing() -> Iterator[tuple[str, list[Message]]]:
    """A site that keeps the headers of each request: where it listens, and they."""
    heard: list[Message] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.headers)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer((HOST, 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"{HOST}:{server.server_port}", heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize("proxies", [1, 2])
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("nginx.conf", marks=needs("nginx")),
        pytest.param("Caddyfile", marks=needs("caddy")),
    ],
)
def test_the_outermost_proxy_says_whom_it_saw_and_an_inner_one_adds_it(
    place: Path, name: str, proxies: int
) -> None:
    authority = make_authority(place / "authority")
    shown, at = (
        authority.sign(PUBLIC, STAFF),
        Place(free_port(), free_port(), authority.file),
    )
    with hearing() as (site, heard):
        ours = write_front(
            name, place, shown, public=site, staff=f"{HOST}:9", proxies=proxies
        )
        with served(name, ours, at, place):
            Visitor(at, PUBLIC, SOURCE).get("/", **CLAIMED)

    (told,) = heard
    outer = [] if proxies == 1 else ["6.6.6.6"]
    assert told.get_all("X-Forwarded-For") == [", ".join([*outer, SOURCE])]
    scheme = "https" if proxies == 1 else "gopher"
    assert told.get_all("X-Forwarded-Proto") == [scheme]
    assert told.get_all("Host") == [PUBLIC]
    assert "X-Forwarded-Host" not in told
    assert "Forwarded" not in told


def served(
    name: str, ours: str, at: Place, folder: Path
) -> AbstractContextManager[object]:
    if name == "Caddyfile":
        return caddy.serving(ours, at, folder)
    return nginx.serving(folder / "nginx", ours, at)

"""What phones send passes a front whole, without a cookie, and leaves nothing there."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.packaged import caddy, nginx
from tests.packaged.certificates import make_authority
from tests.packaged.programs import needs
from tests.packaged.settled import write_front
from tests.packaged.visiting import PUBLIC, STAFF, Page, Place, Visitor
from tests.support.sites import free_port
from unhidden.hosting.field import answering
from unhidden.hosting.processes.ports import HOST

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("front")]
FRONTS = [
    pytest.param("nginx.conf", marks=needs("nginx")),
    pytest.param("Caddyfile", marks=needs("caddy")),
]
#: Where the two sites would be.
AWAY = f"{HOST}:9", f"{HOST}:10"
TOO_LONG = [f"Content-Length: {size}" for size in (1_048_577, 10**12)] * 5


class Echo(BaseHTTPRequestHandler):
    """Stands where the field process does, and says what came."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = {name.lower(): value for name, value in self.headers.items()}
        said = json.dumps({"bytes": len(body), "path": self.path, **told}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def echoing() -> Iterator[str]:
    server = ThreadingHTTPServer((HOST, 0), Echo)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def behind(name: str, folder: Path) -> Iterator[Place]:
    """A front by the file that we write, with the echo behind /landing/."""
    authority = make_authority(folder / "authority")
    place = Place(free_port(), free_port(), authority.file)
    with echoing() as field:
        ours = write_front(
            name,
            folder,
            authority.sign(PUBLIC, STAFF),
            public=AWAY[0],
            staff=AWAY[1],
            field=field,
        )
        serving = (
            nginx.serving(folder / "nginx", ours, place)
            if name == "nginx.conf"
            else caddy.serving(ours, place, folder)
        )
        with serving:
            yield place


def post(visitor: Visitor, size: int) -> Page:
    headers = {"Origin": f"https://{STAFF}", "Content-Type": "application/octet-stream"}
    return visitor.ask("POST", "/landing/part", b"x" * size, headers)


def say_length(place: Place, said: str) -> int:
    """The status that a request gets that says this of its body, and sends none."""
    head = f"POST /landing/part HTTP/1.1\r\nHost: {STAFF}\r\nOrigin: https://{STAFF}"
    with place.connect(STAFF) as connection:
        connection.sendall(f"{head}\r\n{said}\r\n\r\n".encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer.status


@pytest.mark.parametrize("name", FRONTS)
def test_what_phones_send_passes_the_front(name: str, tmp_path: Path) -> None:
    longest, _ = answering.PAGES["/landing/part"]
    with behind(name, tmp_path) as place:
        visitor = Visitor(place, STAFF, cookies={"session": "secret"})

        told = json.loads(post(visitor, longest).text)
        too_long = [say_length(place, said) for said in TOO_LONG]
        elsewhere = post(Visitor(place, PUBLIC), 10)

    assert (told["bytes"], told["path"]) == (longest, "/landing/part")
    assert told["host"] == STAFF
    assert told["origin"] == f"https://{STAFF}"
    assert "secret" not in told.get("cookie", "")
    # Each time, and before a byte of it came: nobody waits to be told.
    assert too_long == [413] * len(TOO_LONG)
    # The public site has no such place: it is asked itself, and is away here.
    assert elsewhere.status == 502

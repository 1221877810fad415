"""A browser without scripts, which comes by TLS and keeps its cookies."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.support import strangers
from unhidden.hosting.processes.ports import HOST

PATIENCE = 60.0
#: What the two sites are called.
PUBLIC, STAFF = "report.example.org", "staff.example.org"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True, slots=True)
class Place:
    """A front: its two ports on this machine, and the authority that it shows."""

    plain: int
    tls: int
    authority: Path

    def connect(self, name: str, source: str = HOST) -> ssl.SSLSocket:
        """An open connection to the site of this name, whose certificate is known."""
        raw = socket.create_connection(
            (HOST, self.tls), timeout=PATIENCE, source_address=(source, 0)
        )
        context = ssl.create_default_context(cafile=str(self.authority))
        try:
            return context.wrap_socket(raw, server_hostname=name)
        except BaseException:
            raw.close()
            raise


@dataclass(frozen=True, slots=True)
class Page:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass
class Visitor:
    """Somebody at one site, from one address."""

    place: Place
    site: str
    source: str = HOST
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Page:
        """Ask for a page."""
        return self.ask("GET", path, b"", headers)

    def send(self, path: str, to: str = "", **fields: str) -> Page:
        """Send a form of the page at ``path``, with its token, to where it leads."""
        token = _TOKEN.search(self.get(path).text)
        if token:
            fields["csrfmiddlewaretoken"] = token[1]
        body = urlencode(fields).encode()
        return self.ask("POST", to or path, body, {**strangers.FORM, **self.own_page()})

    def own_page(self) -> dict[str, str]:
        """What browsers say of the page that a form stood on."""
        return {"Origin": f"https://{self.site}", "Referer": f"https://{self.site}/"}

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Page:
        """One request over a connection of its own."""
        told = {"Host": self.site, "Connection": "close", **headers}
        if self.cookies:
            told["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        connection = http.client.HTTPConnection(self.site)
        connection.sock = self.place.connect(self.site, self.source)
        try:
            connection.request(method, path, body or None, told)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        finally:
            connection.close()
        self._keep(answer.headers.get_all("Set-Cookie") or [])
        return Page(answer.status, answer.headers, text)

    def _keep(self, said: list[str]) -> None:
        for each in said:
            for name, morsel in SimpleCookie(each).items():
                is_kept = morsel["max-age"] != "0"
                assert morsel["secure"] or not is_kept, f"{name} would go in clear"
                self.cookies[name] = morsel.value

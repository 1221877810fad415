"""Who is answered by the pages of who watches."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.server.test_watching import WELL
from tests.support.together import in_loop
from unhidden.hosting.health.answering import HealthPages
from unhidden.hosting.health.watching import HealthWatcher, ToldOperators


def ask(host: str, folder: Path) -> tuple[int, bytes]:
    """The status and the page, for whoever asks for this host."""
    told = ToldOperators([], "staff.example.org", folder / "told.json")
    watcher = HealthWatcher(lambda: WELL, told)
    watcher.look_once()
    sent: list[Mapping[str, Any]] = []

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    headers = [(b"host", host.encode())]
    scope = {"method": "GET", "path": "/metrics", "headers": headers}
    in_loop(HealthPages(watcher)(scope, None, send))
    return sent[0]["status"], sent[1]["body"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8003", "localhost.evil.example", "", "1.2.3"]
)
def test_a_page_of_a_stranger_that_borrows_our_address_reads_nothing(
    host: str, tmp_path: Path
) -> None:
    """Its name leads to 127.0.0.1, so the browser takes our answer for its own."""
    status, page = ask(host, tmp_path)

    assert status == 421
    assert b"unhidden_" not in page


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8003", "[::1]:8003", "localhost", "10.1.2.3"]
)
def test_who_asks_by_the_address_is_answered(host: str, tmp_path: Path) -> None:
    status, page = ask(host, tmp_path)

    assert status == 200
    assert b"unhidden_" in page

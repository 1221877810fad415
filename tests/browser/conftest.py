"""The public site of a test's own, which pins what that test made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support import sites
from tests.support.postgres import Server
from unhidden.hosting.processes.ports import HOST

Serve = Callable[[], str]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A telephone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def serve(test_server: Server, test_database: str, tmp_path: Path) -> Iterator[Serve]:
    """Starts the public site, which pins the desks' links as they are then."""
    with ExitStack() as stack:
        output = stack.enter_context((tmp_path / "log").open("wb"))

        def started() -> str:
            serving = sites.public_only(test_server, test_database, tmp_path, output)
            return f"http://{HOST}:{stack.enter_context(serving)}"

        yield started

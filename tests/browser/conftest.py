"""The public site of a test's own, and the staff site as phones know it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support import sites
from tests.support.postgres import Server
from unhidden.hosting.postgres.connecting import connect
from unhidden.hosting.processes.ports import HOST
from unhidden.vault import landing_keys

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


@pytest.fixture
def prepared(test_server: Server, test_database: str, region_sites: sites.Sites) -> str:
    """The staff site by a name, with a landing key; any phone may go out."""
    pair = landing_keys.make_landing_pair()
    begins = date.today() - timedelta(days=1)  # noqa: DTZ011
    now = datetime.now(UTC)
    region = {**test_server.admin, "dbname": f"{test_database}_region"}
    with connect(region) as database:
        database.execute(
            "insert into field_landingkey (id, public_key, closed, from_on, until_on,"
            " made_at) values (%s, %s, 'x', %s, %s, %s) on conflict do nothing",
            [pair.id, pair.public_key, begins, begins + timedelta(days=7), now],
        )
        database.execute(
            "insert into field_receiptkey (id, name, public_key, since) values"
            " (gen_random_uuid(), 'a', %s, %s) on conflict do nothing",
            [b"r" * 32, now],
        )
        database.execute(
            "insert into field_fieldsetting (id, organisation_id, devices) select"
            " gen_random_uuid(), id, 'personal' from agencies_organisation"
            " on conflict do nothing"
        )
    return region_sites.staff.replace("127.0.0.1", "localhost")

"""For the tests of the whole house: real sites, and a real browser to use them."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.browser import chromium
from tests.made.basemaps import made_basemap
from tests.support import postgres, region, sites
from tests.support.postgres import Server
from tests.support.sites import Sites

LONGEST = 300.0  # seconds for one browser test


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the server's system user can reach, as the state folder is."""
    with tempfile.TemporaryDirectory(dir=postgres.folder(), prefix="tried-") as made:
        Path(made).chmod(0o711)
        yield Path(made)


@pytest.fixture(scope="module")
def module_place() -> Iterator[Path]:
    """A folder for all tests of a file, as ``place`` is for one."""
    with tempfile.TemporaryDirectory(dir=postgres.folder(), prefix="tried-") as made:
        Path(made).chmod(0o711)
        yield Path(made)


@pytest.fixture(scope="session")
def running_sites(
    django_db_setup: None,
    test_server: Server,
    test_database: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Sites]:
    """Both sites over this process's database; tests ask for ``live_sites``.

    The public one has a base map, which that of the demonstration has not.
    """
    folder = tmp_path_factory.mktemp("sites")
    base_map = str(made_basemap(folder / "base map"))
    with sites.running(
        test_server, test_database, folder, base_map=base_map
    ) as running:
        yield running


@pytest.fixture
def live_sites(transactional_db: None, running_sites: Sites) -> Sites:
    """Both sites; what the test stores through actions is theirs, and goes after it.

    They have found the database again, which was made anew after the test before.
    """
    sites.await_pages(running_sites)
    return running_sites


@pytest.fixture(scope="session")
def demonstration(django_db_setup: None, test_server: Server) -> str:
    """The database with the demonstration as loaded: to copy, never to change."""
    region.load_once(test_server)
    return postgres.DEMONSTRATION


@pytest.fixture(scope="session")
def region_sites(
    django_db_setup: None,
    test_server: Server,
    test_database: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Sites]:
    """Both sites over the demonstration; journeys leave what they did there."""
    folder = tmp_path_factory.mktemp("region")
    with region.running(test_server, f"{test_database}_region", folder) as running:
        yield running


@pytest.fixture(autouse=True)
def no_browser_test_waits_for_ever(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page that never answers fails its test instead of stopping the suite."""
    if "browser" not in request.keywords:
        yield
        return

    def give_up(_signal: int, _frame: object) -> None:
        raise TimeoutError(LONGEST)

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium for the session; each test opens contexts of its own.

    Playwright leaves its event loop running in this thread between calls, and Django
    would refuse the database to every test that comes after in the same process.
    """
    with pytest.MonkeyPatch.context() as patch, chromium.started() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started

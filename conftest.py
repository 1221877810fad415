"""What every test can ask for: a database, the two sites, a browser.

One server serves the whole session; each worker process has a database of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import connections
from django.test import Client, SimpleTestCase, TestCase, TransactionTestCase
from hypothesis import settings
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import Cast, find_cast, make_cast
from tests.support import postgres, signing_in, whole
from tests.support.databases import Databases, finds_everybody
from tests.support.postgres import Server
from tests.support.public import PUBLIC_SITE
from tests.support.roles import as_role
from tests.support.signing_in import SignedIn
from unhidden.hosting.refusal import Refusal
from unhidden.vault import chains

SERVER = "UNHIDDEN_TEST_SERVER"
DATABASES, IS_FILLED = pytest.StashKey[Databases](), pytest.StashKey[bool]()
_controller = ExitStack()

# For every run of the suite; ``--hypothesis-profile default`` searches longer.
settings.register_profile("suite", max_examples=50, deadline=None)
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Before worker processes are made, start the server that they share."""
    is_worker = hasattr(config, "workerinput")
    if config.getoption("numprocesses", None) and not is_worker:
        try:
            started = _controller.enter_context(postgres.running())
        except Refusal as refusal:
            pytest.exit(str(refusal), returncode=1)
        os.environ[SERVER] = started.to_json()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where make asks for it, leave out what passed on this very program before."""
    if os.environ.get(whole.LEAVES_OUT):
        whole.leave_out_proved(items)


def pytest_unconfigure() -> None:
    """Stop what was started for the workers."""
    _controller.close()


@pytest.fixture(scope="session")
def test_server() -> Iterator[Server]:
    """The PostgreSQL of this session, with a migrated template database."""
    if SERVER in os.environ:
        yield Server.from_json(os.environ[SERVER])
        return
    with postgres.running() as started:
        yield started


@pytest.fixture(scope="session")
def test_database(worker_id: str) -> str:
    """The name of this process's database."""
    suffix = "" if worker_id == "master" else f"_{worker_id}"
    return f"test_unhidden{suffix}"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    request: pytest.FixtureRequest,
    test_server: Server,
    test_database: str,
) -> Iterator[None]:
    """Point Django at a copy of the template, as the role that tests use.

    A test that commits is followed by a new copy: staff may not truncate, and what
    migrations stored would be gone after a flush.
    """
    before = {alias: {**each} for alias, each in connections.settings.items()}
    databases = Databases(test_server, test_database)
    databases.remake()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda _: databases.remake()
        )
        # Every test may use every connection. While they share one, the test's own
        # transaction is that of "default" (tests/joined_connection/base.py).
        patch.setattr(TransactionTestCase, "databases", {"default", "signin", "stored"})
        patch.setattr(TestCase, "databases", {"default"}, raising=False)
        patch.setattr(SimpleTestCase, "_disallowed_connection_methods", [])
        signing_in.count_as_both_factors(patch)
        request.session.stash[DATABASES] = databases
        _choose_database(request.session)
        yield
        databases.drop()
    for alias, each in before.items():
        connections.settings[alias].update(each)


@pytest.fixture
def databases(db: None, request: pytest.FixtureRequest) -> Databases:
    """The databases of this process, for a test that looks into another of them."""
    return request.session.stash[DATABASES]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Whoever asks for the cast finds it made, unless the test commits.

    Chains of keys that another test's database had are not remembered, and nobody has
    reported within the hour.
    """
    chains.forget_chains()
    caches["doors"].clear()
    item.session.stash[IS_FILLED] = finds_everybody(item)
    if DATABASES in item.session.stash:
        _choose_database(item.session)


def _choose_database(session: pytest.Session) -> None:
    databases, is_filled = session.stash[DATABASES], session.stash[IS_FILLED]
    databases.point_to(databases.filled if is_filled else databases.name)


@pytest.fixture
def cast(db: None, request: pytest.FixtureRequest) -> Cast:
    """Everybody whom the tests know, in today's database."""
    return find_cast() if request.session.stash[IS_FILLED] else make_cast()


@pytest.fixture
def signed_in(cast: Cast) -> SignedIn:
    """``signed_in("analyst")`` is a browser in which that part of the cast works."""

    def sign_in(part: str) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(id=cast.people[part]))
        return client

    return sign_in


@pytest.fixture
def public_site(settings: Settings) -> None:
    """The public site's own settings instead of the staff site's."""
    for name, value in PUBLIC_SITE.items():
        setattr(settings, name, value)


@pytest.fixture
def public_client(cast: Cast, public_site: None) -> Iterator[Client]:
    """A browser on the public site; what the site does, it does as its own role."""
    with as_role("public"):
        yield Client()

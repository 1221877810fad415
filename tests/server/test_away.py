"""What both sites answer while their database is away, and that they come back."""

from __future__ import annotations

import http.client
import os
import signal
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.utils import translation
from psycopg import sql

from tests.support import apart, postgres, sites
from tests.support.postgres import Server
from tests.support.public import PUBLIC_SITE
from tests.support.sites import Sites
from unhidden.hosting.front import away, remembering, watching
from unhidden.hosting.front.remembering import CLOSED, PageAddress, PageMemory
from unhidden.hosting.postgres.connecting import connect

CLOSED_TITLE = "We cannot take reports here at the moment"
SAME_FOR_ALL = {
    "/": "Help stop modern slavery",
    "/signs/": "Spot the signs of modern slavery",
    "/who-to-call/": "08000 121 700",
    "/privacy/": "Privacy",
    "/accessibility/": "Accessibility",
    "/cy/": "Helpwch i atal caethwasiaeth fodern",
    "/cy/signs/": "Arwyddion",
    "/cy/who-to-call/": "08000 121 700",
    "/cy/privacy/": "Preifatrwydd",
    "/cy/accessibility/": "Hygyrchedd",
    "/pl/who-to-call/": "08000 121 700",
}

_PIDS = "select pid from pg_stat_activity where datname = %s"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str


def ask(address: str, path: str, method: str = "GET", **headers: str) -> Answer:
    host = address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    body = b"what=I+saw+something" if method == "POST" else None
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, path, body, {**kind, **headers})
    found = connection.getresponse()
    text = found.read().decode()
    connection.close()
    return Answer(found.status, text)


@contextmanager
def database_away(server: Server, name: str) -> Iterator[None]:
    """Nobody can connect, and whoever was connected is not any more."""
    allow = sql.SQL("alter database {} with allow_connections {}")
    database = sql.Identifier(name)
    with connect(server.admin) as admin:
        admin.execute(allow.format(database, sql.SQL("false")))
        admin.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where datname = %s",
            [name],
        )
        try:
            yield
        finally:
            admin.execute(allow.format(database, sql.SQL("true")))


@pytest.fixture
def served(
    test_server: Server, test_database: str, tmp_path: Path
) -> Iterator[tuple[Sites, Callable[[], AbstractContextManager[None]]]]:
    """Both sites on a database of their own, with pages for all that they remember."""
    name = f"{test_database}_away"
    test_server.remake(name)
    try:
        with sites.running(test_server, name, tmp_path) as found:
            yield found, lambda: database_away(test_server, name)
    finally:
        test_server.drop(name)


def test_while_the_database_is_away_the_sites_say_so_and_come_back(
    served: tuple[Sites, Callable[[], AbstractContextManager[None]]],
) -> None:
    found, taken_away = served
    await_memory(found)

    with taken_away():
        await_answer(found.public, "/", 200, CLOSED_TITLE)
        await_answer(found.staff, "/", 503, "cannot be used")
        for path, text in SAME_FOR_ALL.items():
            answer = ask(found.public, path)
            assert (answer.status, text in answer.text) == (200, True), path
        for method in ("GET", "POST"):
            closed = ask(found.public, "/report/", method)
            assert closed.status == 503
            assert CLOSED_TITLE in closed.text
            assert "If you sent something just now, it was not kept." in closed.text
            assert "0800 555 111" in closed.text
        welsh = ask(found.public, "/cy/report/")
        assert "Ni allwn dderbyn adroddiadau yma ar hyn o bryd" in welsh.text
        staff = ask(found.staff, "/", **{"Accept-Language": "en"})
        assert "Unhidden cannot be used at the moment" in staff.text
        staff = ask(found.staff, "/sign-in/", **{"Accept-Language": "cy"})
        assert "Ni ellir defnyddio Unhidden ar hyn o bryd" in staff.text

    await_true(lambda: ask(found.staff, "/sign-in/").status == 200)
    await_true(lambda: CLOSED_TITLE not in ask(found.public, "/").text)


def await_true(condition: Callable[[], bool]) -> None:
    """Wait for looks at the database, long enough for a machine that is busy."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def await_memory(found: Sites) -> None:
    """Until the pages are made that a site makes when it begins, before anybody asks.

    The front page is answered at once; the site has then a moment for the others.
    """
    deadline = time.monotonic() + 60
    while ask(found.public, "/who-to-call/").status != 200:
        assert time.monotonic() < deadline
    time.sleep(10)


@pytest.mark.django_db
@override_settings(**PUBLIC_SITE)
def test_memory_holds_every_page_that_is_the_same_for_all_and_nothing_else() -> None:
    memory = PageMemory()

    memory.make_all()

    paths = {address.path for address in memory._pages}
    assert set(SAME_FOR_ALL) <= paths
    assert len(memory._pages) < remembering.MOST
    for path in paths - {CLOSED}:
        assert "/report/" not in path
        assert "/results/" not in path
    for code, title in (("en", CLOSED_TITLE), ("cy", "Ni allwn dderbyn adroddiadau")):
        page = memory.find_page(PageAddress(code, CLOSED))
        assert page
        assert title in page.decode()


def test_what_somebody_adds_to_an_address_is_neither_kept_nor_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory = PageMemory()
    monkeypatch.setattr(away, "MEMORY", memory)
    kept = PageAddress("en", "/who-to-call/")
    memory._pages[kept] = zlib.compress(b"the page")
    asked = RequestFactory().get("/who-to-call/?name=Somebody")

    with translation.override("en"):
        answer = away.answer_public(asked)

    assert answer.content == b"the page"
    assert list(memory._pages) == [kept]


def test_a_page_that_fails_for_another_reason_is_not_called_an_outage() -> None:
    handler = away.public_middleware(lambda _: HttpResponse(status=500))

    assert handler(RequestFactory().get("/")).status_code == 500


@contextmanager
def frozen(server: Server, name: str) -> Iterator[None]:
    """Whoever serves this database stands still, and so does who lets people in."""
    with connect(server.admin) as admin:
        pids = [pid for (pid,) in admin.execute(_PIDS, [name])]
    status = Path(f"/proc/{pids[0]}/stat").read_text()
    pids.append(int(status.rpartition(")")[2].split()[1]))
    try:
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def ask_briefly(address: str, path: str) -> tuple[int, str]:
    """The answer of somebody who does not wait; 0 where there was none."""
    host = address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=2)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()


def await_answer(address: str, path: str, status: int, words: str) -> None:
    """Ask until that is the answer."""
    deadline = time.monotonic() + 3 * watching.PATIENCE
    found, text = ask_briefly(address, path)
    while found != status or words not in text:
        assert time.monotonic() < deadline, f"{path} answered {found} last"
        time.sleep(0.2)
        found, text = ask_briefly(address, path)


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that may stand still, for no other test is on it."""
    with apart.place() as place:
        cluster = postgres.copy_of_template(place, careless=True)
        child = cluster.start()
        try:
            yield apart.prepared(cluster)
        finally:
            cluster.stop(child, in_haste=True)


def test_while_the_database_hangs_pages_come_from_memory_all_the_same(
    own_server: Server, tmp_path: Path
) -> None:
    with sites.running(own_server, apart.DATABASE, tmp_path) as found:
        await_memory(found)
        with frozen(own_server, apart.DATABASE):
            await_answer(found.public, "/who-to-call/", 200, CLOSED_TITLE)
            await_answer(found.public, "/report/", 503, CLOSED_TITLE)
            await_answer(found.staff, "/sign-in/", 503, "cannot be used")
        await_answer(found.staff, "/sign-in/", 200, "")
        await_answer(found.public, "/results/", 200, "")

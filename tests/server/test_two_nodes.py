"""Two machines that serve one installation: one database, the same secrets."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from benchmarks.load import clients
from benchmarks.load.bench import AGENT, SOURCE, told
from tests.cast import Cast, make_cast
from tests.support import sites
from tests.support.postgres import Server
from tests.support.signing_in import count_as_both_factors
from tests.support.sites import Sites
from unhidden.agencies.sign_in.backends import select_people
from unhidden.reporting.models import Report

pytestmark = [
    pytest.mark.servers,
    pytest.mark.xdist_group("live"),
    pytest.mark.django_db(transaction=True),
]
PINS = re.compile(r"/report/pins/([0-9a-f]{64})/")


@pytest.fixture
def both(
    test_server: Server, test_database: str, tmp_path: Path
) -> Iterator[tuple[Cast, Sites, Sites]]:
    """Who works there, and the two nodes; each has a folder of its own."""
    cast = make_cast()
    folders = tmp_path / "first", tmp_path / "second"
    for folder in folders:
        folder.mkdir()
    with (
        sites.running(test_server, test_database, folders[0]) as first,
        sites.running(test_server, test_database, folders[1]) as second,
    ):
        yield cast, first, second


def port_of(address: str) -> int:
    return int(urlsplit(address).port or 0)


def test_two_nodes_are_one_installation(
    both: tuple[Cast, Sites, Sites], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, first, second = both

    a_report_is_one_whichever_node_takes_it(first, second)
    a_form_of_one_node_goes_on_at_the_other(first, second)
    a_session_is_there_and_ends_at_both(cast, first, second, monkeypatch)


def a_report_is_one_whichever_node_takes_it(first: Sites, second: Sites) -> None:
    """The puzzle is of the first node; the report is sent to both of them."""
    ports = port_of(first.public), port_of(second.public)
    ready = clients.prepare(ports[0], 1, told(), AGENT)

    said = [clients.send(port, ready, 1, AGENT, SOURCE)[0] for port in reversed(ports)]

    assert [each.status for each in said] == [200, 200]
    assert "kept" in said[0].said
    assert Report.objects.using("stored").count() == 1


def a_form_of_one_node_goes_on_at_the_other(first: Sites, second: Sites) -> None:
    """What a browser goes on from has the same address at both."""
    found = PINS.findall(page(first.public, "/report/"))

    assert found
    assert found == PINS.findall(page(second.public, "/report/"))
    assert page(second.public, f"/report/pins/{found[0]}/")


def a_session_is_there_and_ends_at_both(
    cast: Cast, first: Sites, second: Sites, patch: pytest.MonkeyPatch
) -> None:
    count_as_both_factors(patch)
    client = Client()
    client.force_login(select_people().get(email=cast.email("analyst")))
    key = str(client.session.session_key)
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={key}"}

    assert [ask(node.staff, "/", **cookie)[0] for node in (first, second)] == [200] * 2
    client.session.flush()
    assert [ask(node.staff, "/", **cookie)[0] for node in (first, second)] == [302] * 2


def page(address: str, path: str) -> str:
    status, text = ask(address, path)
    assert status == 200, path
    return text


def ask(address: str, path: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    connection.request("GET", path, headers=headers)
    found = connection.getresponse()
    text = found.read().decode()
    connection.close()
    return found.status, text

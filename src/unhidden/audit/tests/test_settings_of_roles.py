"""Somebody set a default of a database role: one event and one alarm in a minute."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.support.postgres import Server
from tests.support.roles import as_role
from unhidden.audit import tasks
from unhidden.audit.models import Event
from unhidden.hosting.postgres.connecting import connect

pytestmark = pytest.mark.django_db
ROLE = "unhidden_public"


@pytest.fixture
def changed(test_server: Server) -> Iterator[None]:
    """A setting of a role that serves; it goes after the test."""
    with connect(test_server.admin) as admin:
        admin.execute(f"alter role {ROLE} set work_mem to '123MB'")
        yield
        admin.execute(f"alter role {ROLE} reset all")
    look()


def look() -> int:
    with as_role("worker"):
        return tasks.look_for_settings(timestamp=0)


def test_nothing_is_said_where_no_role_has_settings() -> None:
    assert look() == 0


@pytest.mark.usefixtures("changed")
def test_a_setting_is_told_of_once_and_again_when_it_comes_back(
    caplog: pytest.LogCaptureFixture, test_server: Server
) -> None:
    with caplog.at_level(logging.ERROR):
        assert [look(), look()] == [1, 0]
    (event,) = Event.objects.using("stored").filter(name="audit.settings_found")
    assert event.detail == {"role": ROLE, "setting": "work_mem"}
    assert [each.levelname for each in caplog.records] == ["ERROR"]
    assert "123MB" not in caplog.text

    with connect(test_server.admin) as admin:
        admin.execute(f"alter role {ROLE} reset all")
        assert look() == 0
        admin.execute(f"alter role {ROLE} set work_mem to '123MB'")
    assert look() == 1


@pytest.mark.usefixtures("changed")
def test_whoever_oversees_sees_it_for_as_long_as_it_stands(cast: Cast) -> None:
    client = Client()
    client.login(email=cast.email("overseer"), password=PASSWORD)

    page = client.get("/record/").text

    assert f"changed the settings of a database role: {ROLE}." in page


def test_whoever_oversees_sees_no_such_warning_otherwise(cast: Cast) -> None:
    client = Client()
    client.login(email=cast.email("overseer"), password=PASSWORD)

    assert "settings of a database role" not in client.get("/record/").text

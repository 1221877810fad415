"""What a release may change of the lines to call: what nobody here has touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from pytest_django import DjangoDbBlocker

from tests.cast import TODAY
from tests.support.postgres import OWNER, Server
from unhidden.reporting.actions.channels import load_channels
from unhidden.reporting.models import Channel

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture
def owner(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    test_server: Server,
    test_database: str,
) -> Iterator[None]:
    """The owner's connection, as an upgrade has it; whatever a test does is undone."""
    admin = test_server.admin
    as_owner = DatabaseWrapper(
        {
            **connections.settings["default"],
            "NAME": test_database,
            "USER": admin.get("user", ""),
            "PASSWORD": admin.get("password", ""),
            "HOST": admin.get("host", ""),
            "PORT": admin.get("port", ""),
            "OPTIONS": {"options": f"-c role={OWNER}"},
        },
        "default",
    )
    with django_db_blocker.unblock():
        before = connections["default"]
        connections["default"] = as_owner
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            as_owner.close()
            connections["default"] = before


def line(code: str) -> Channel:
    return Channel.objects.get(code=code)


def say(code: str, /, **fields: object) -> None:
    Channel.objects.filter(code=code).update(**fields)


def test_a_release_fills_what_nobody_here_has_touched() -> None:
    before = line("acas")
    say("acas", number="1", takes_cy="Rhywbeth arall")

    load_channels()

    after = line("acas")
    assert (after.id, after.version) == (before.id, 1)
    assert (after.number, after.takes_cy) == (before.number, before.takes_cy)


def test_a_release_leaves_what_a_colleague_changed_checked_or_hid() -> None:
    say("acas", number="0300 000 0000", version=2)
    say("hse", number="0300 111 1111", version=2, checked_on=TODAY)
    say("meic", takes_en="Others", version=3, is_shown=False)

    load_channels()

    assert line("acas").number == "0300 000 0000"
    assert (line("hse").number, line("hse").checked_on) == ("0300 111 1111", TODAY)
    assert (line("meic").takes_en, line("meic").is_shown) == ("Others", False)


def test_a_release_moves_no_line_and_takes_away_none_that_is_ours() -> None:
    say("acas", position=900)
    say("hse", code="", version=2)
    say("meic", code="left_the_file")
    say("nspcc", code="left_but_kept", version=2)

    load_channels()

    assert line("acas").position == 900
    assert Channel.objects.filter(code="").count() == 1
    assert not Channel.objects.filter(code="left_the_file").exists()
    assert line("left_but_kept").version == 2
    assert (line("hse").version, line("meic").version) == (1, 1)


@pytest.mark.parametrize(
    "wrong", [{"is_shown": False}, {"number": "998"}, {"need": "work"}]
)
def test_the_database_itself_keeps_999_on_the_page(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match="the_emergency_number_is_always_shown"):
        say("emergency", **wrong)

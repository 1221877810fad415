"""Who keeps the lines to call, what they may change, and when to check again."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.support.audited import names_about
from tests.support.roles import as_role
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.reporting.actions import keeping
from unhidden.reporting.actions.keeping import ChannelWords, EmergencyStays
from unhidden.reporting.models import Channel
from unhidden.reporting.models.channels import FIELDS
from unhidden.reporting.queries import channels, kept_channels
from unhidden.reporting.queries.kept_channels import KeptChannel
from unhidden.reporting.rules import channels as rules

pytestmark = pytest.mark.django_db

LIST = reverse("channels:channels")


def kept(cast: Cast, code: str) -> KeptChannel:
    channel_id = Channel.objects.get(code=code).id
    return kept_channels.kept_channel(
        viewer=cast.actor("analyst"), channel_id=channel_id, at=NOON
    )


def words(view: KeptChannel, **changed: str) -> ChannelWords:
    """What the line says, with something changed."""
    fields = {**view.fields, **changed}
    own = ("need", "number", "text_number", "email", "web", "anonymity")
    return ChannelWords(**{name: fields.pop(name) for name in own}, words=fields)


def change(cast: Cast, code: str, **changed: str) -> None:
    view = kept(cast, code)
    keeping.change_channel(
        channel_id=view.id,
        version=view.version,
        new=words(view, **changed),
        actor=cast.actor("analyst"),
        at=NOON,
    )


def check(cast: Cast, code: str) -> None:
    view = kept(cast, code)
    keeping.check_channel(
        channel_id=view.id, version=view.version, actor=cast.actor("analyst"), at=NOON
    )


def keeper(cast: Cast) -> Client:
    client = Client()
    client.login(email=cast.email("analyst"), password=PASSWORD)
    return client


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def page(name: str, key: UUID) -> str:
    return reverse(f"channels:{name}", args=[key])


def in_order(need: str) -> list[str]:
    groups = {group.code: group for group in channels.list_channels()}
    return [channel.code for channel in groups[need].channels]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 500))
def test_a_line_is_good_for_ninety_days(checked_on: date, days: int) -> None:
    day = checked_on + timedelta(days=days)

    assert rules.is_due(checked_on, day) == (days > 90)
    assert rules.is_due(None, day)


def test_who_comes_second_is_told_and_nothing_is_lost(cast: Cast) -> None:
    view = kept(cast, "acas")
    client = keeper(cast)
    shown = {**view.fields, "version": view.version}
    change(cast, "acas", hours_en="At weekends", hours_cy="Ar benwythnosau")

    answer = client.post(page("change", view.id), {**shown, "hours_en": "Never"})
    stale = {"version": view.version}
    checked = client.post(page("checked", view.id), stale, follow=True)

    for each in (answer, checked):
        assert "Somebody else has just changed this line" in text(each)
    assert kept(cast, "acas").fields["hours_en"] == "At weekends"
    assert kept(cast, "acas").checked_on is None


def test_what_changed_is_not_checked_any_more(cast: Cast) -> None:
    check(cast, "acas")
    assert (kept(cast, "acas").checked_on, kept(cast, "acas").checked_by) == (
        TODAY,
        "Analyst",
    )

    change(cast, "acas")
    assert kept(cast, "acas").checked_on == TODAY
    change(cast, "acas", number="0300 000 0000")

    assert kept(cast, "acas").checked_on is None


def test_each_change_is_an_event(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    channel_id = kept(cast, "acas").id

    check(cast, "acas")
    change(cast, "acas", number="0300 000 0000")
    for act in (keeping.hide_channel, keeping.show_channel):
        version = kept(cast, "acas").version
        act(channel_id=channel_id, version=version, actor=analyst, at=NOON)
    keeping.move_channel(channel_id=channel_id, is_up=True, actor=analyst, at=NOON)

    assert sorted(names_about(subject_id=channel_id)) == [
        "reporting.channel_changed",
        "reporting.channel_checked",
        "reporting.channel_hidden",
        "reporting.channel_moved",
        "reporting.channel_shown",
    ]


def test_999_stays_first_and_as_it_is(cast: Cast) -> None:
    view, analyst = kept(cast, "emergency"), cast.actor("analyst")
    same = {"channel_id": view.id, "version": view.version}

    for changed in ({"number": "998"}, {"need": "work"}):
        with pytest.raises(EmergencyStays):
            change(cast, "emergency", **changed)
    with pytest.raises(EmergencyStays):
        keeping.hide_channel(**same, actor=analyst, at=NOON)  # type: ignore[arg-type]


@pytest.mark.parametrize("part", ["planner", "communications", "overseer", "officer"])
def test_nobody_else_changes_a_line(cast: Cast, part: str) -> None:
    view, other = kept(cast, "acas"), cast.actor(part)

    with pytest.raises(Absent):
        keeping.check_channel(
            channel_id=view.id, version=view.version, actor=other, at=NOON
        )
    purpose = "operation_delivery" if part != "overseer" else "oversight_statistics"
    with context.acting_as(other.doing(purpose)):
        rows = Channel.objects.filter(id=view.id)
        assert rows.update(number="1") == 0


def test_the_public_role_reads_no_hidden_line_and_no_keeper(cast: Cast) -> None:
    view = kept(cast, "acas")
    keeping.hide_channel(
        channel_id=view.id, version=view.version, actor=cast.actor("analyst"), at=NOON
    )

    with as_role("public"):
        codes = [c.code for group in channels.list_channels() for c in group.channels]
    with (
        as_role("public"),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
    ):
        cursor.execute("select checked_by_id from reporting_channel")

    assert "acas" not in codes
    assert codes[0] == "emergency"


@pytest.fixture
def client_at_noon(cast: Cast) -> object:
    with time_machine.travel(NOON, tick=False):
        yield keeper(cast)


def test_keepers_are_told_on_their_first_page_and_on_the_list(
    cast: Cast, client_at_noon: Client
) -> None:
    number = Channel.objects.count()
    check(cast, "acas")

    home, listed = client_at_noon.get("/"), client_at_noon.get(LIST)

    card = text(home).split(f'href="{LIST}">Lines to call</a>')[-1][:200]
    assert f"({number - 1} waiting)" in card
    assert f"{number - 1} lines must be checked with their providers." in text(listed)
    assert "Checked on 5 January 2026 by Analyst, 0 days ago" in text(listed)
    assert text(listed).count("Never checked") == number - 1


def test_a_line_is_added_and_changed_by_its_form(
    cast: Cast, client_at_noon: Client
) -> None:
    view = kept(cast, "acas")
    wrong = {**view.fields, "web": "http://x.example", "number": "call", "next_en": "x"}

    refused = client_at_noon.post(reverse("channels:add"), wrong)
    nothing = client_at_noon.post(reverse("channels:add"), {})
    added = client_at_noon.post(
        reverse("channels:add"),
        {**view.fields, "name_en": "Law Centre", "web": "https://law.example/en"},
        follow=True,
    )

    assert "Enter an address that begins with https://" in text(refused)
    assert "Enter a number with digits and spaces only" in text(refused)
    assert "Enter it in the other language too" in text(refused)
    assert "Enter a number, a text number, an email address" in text(nothing)
    assert "Law Centre" in text(added)
    row = Channel.objects.get(name_en="Law Centre")
    assert {name: getattr(row, name) for name in FIELDS} == {
        **view.fields,
        "name_en": "Law Centre",
        "web": "https://law.example/en",
    }


def test_buttons_of_the_list_hide_show_and_move(
    cast: Cast, client_at_noon: Client
) -> None:
    view = kept(cast, "hse")

    for name in ("up", "hide"):
        client_at_noon.post(page(name, view.id), {"version": view.version})
    hidden = in_order("work")
    client_at_noon.post(page("show", view.id), {"version": view.version + 1})

    assert hidden == ["labour_abuse", "acas"]
    assert in_order("work") == ["labour_abuse", "hse", "acas"]


def test_the_public_page_says_what_is_not_known_and_when_it_was_checked(
    public_client: Client,
) -> None:
    answer = text(public_client.get("/who-to-call/"))

    assert "Who answers" in answer
    assert "Not known yet: what it costs" in answer
    emergency = answer.split('id="report"')[0]
    assert "Not known yet" not in emergency
    assert "ask first" not in emergency

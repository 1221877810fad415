"""Phones on pages: one's own, and those that administrators look after."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, Cast
from tests.made.field import Phone
from tests.made.operations import make_operation, make_planned_visit
from tests.support import audited
from tests.support.signing_in import SignedIn
from unhidden.field.devices import actions, queries
from unhidden.field.devices.rules import DeviceStanding
from unhidden.field.tests import landing

pytestmark = pytest.mark.django_db


def standing(cast: Cast, device_id: UUID) -> DeviceStanding:
    card = queries.find_own_device(viewer=cast.actor("officer"), device_id=device_id)
    return card.standing


def test_an_officer_reports_their_phone_lost_and_says_how(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in("officer")
    assert "You have no phone yet." in browser.get("/field/devices/").text
    device_id = landing.enrol_phone(cast, Phone())
    words = queries.list_own_devices(viewer=cast.actor("officer"))[0].words
    assert words in browser.get("/field/devices/").text
    place = f"/field/devices/{device_id}/lost/"

    unsaid = browser.post(place, {"reason": ""})
    assert "Enter what happened to the phone" in unsaid.text
    told = browser.post(place, {"reason": "Left on a bus"}, follow=True)

    assert "The phone is reported lost" in told.text
    assert standing(cast, device_id) is DeviceStanding.LOST
    assert "field.device_lost" in audited.names_about(subject_id=device_id)


def test_an_officer_hands_a_phone_back_and_is_told_what_waits_on_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    phone, browser = Phone(), signed_in("officer")
    device_id = landing.enrol_phone(cast, phone)
    landing.ask(phone, waiting=2)
    place = f"/field/devices/{device_id}/end/"

    assert "2 accounts still waited on it" in browser.get(place).text
    browser.post(place)

    assert standing(cast, device_id) is DeviceStanding.ENDED
    assert "Handed back" in browser.get("/field/devices/").text


def test_the_menu_marks_ones_phones_and_not_the_app_whose_address_they_begin_with(
    signed_in: SignedIn,
) -> None:
    page = signed_in("officer").get("/field/devices/").text

    assert page.count('aria-current="true"') == 1
    assert re.search(r'href="/field/devices/"\s+aria-current="true"', page)


def test_nobody_finds_the_pages_of_a_phone_that_is_not_theirs(
    cast: Cast, signed_in: SignedIn
) -> None:
    device_id = landing.enrol_phone(cast, Phone())
    places = ("", "approve/", "found/", "lost/", "end/")

    for part, root in (
        ("colleague", "devices"),
        ("officer", "phones"),
        ("other_administrator", "phones"),
    ):
        browser = signed_in(part)
        for place in places:
            assert browser.get(f"/field/{root}/{device_id}/{place}").status_code == 404


def test_an_administrator_compares_the_words_and_lets_a_phone_go_out(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in("administrator")
    assert "Nobody has enrolled a phone yet." in browser.get("/field/phones/").text
    phone = Phone()
    device_id = landing.enrol_phone(cast, phone)
    assert "Waits to be approved" in browser.get("/field/phones/").text
    place = f"/field/phones/{device_id}/"

    asked = browser.get(f"{place}approve/")
    assert queries.describe_words(phone.public_key) in asked.text
    told = browser.post(f"{place}approve/", follow=True)

    assert "The phone may go out" in told.text
    assert standing(cast, device_id) is DeviceStanding.READY
    browser.post(f"{place}lost/", {"reason": "Stolen"})
    meanwhile = browser.post(f"{place}approve/", follow=True)
    assert "This phone was reported lost meanwhile" in meanwhile.text
    assert standing(cast, device_id) is DeviceStanding.LOST
    assert f"{place}found/" in browser.get(place).text
    browser.post(f"{place}found/")
    assert standing(cast, device_id) is DeviceStanding.READY
    browser.post(f"{place}end/")
    refused = browser.post(f"{place}approve/", follow=True)
    assert "This phone was handed back already" in refused.text


def test_a_list_of_phones_is_searched_and_narrowed(
    cast: Cast, signed_in: SignedIn
) -> None:
    landing.enrol_phone(cast, Phone())
    browser = signed_in("administrator")

    def finds(query: str) -> bool:
        return "/field/phones/?" not in query and (
            "No phone is like this" not in browser.get(f"/field/phones/{query}").text
        )

    assert finds("?text=officer")
    assert finds("?standing=waits")
    assert finds("?standing=nonsense")
    assert not finds("?text=nobody-of-this-name")
    assert not finds("?standing=ready")


def test_an_administrator_says_which_phones_may_go_out(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in("administrator")

    unsaid = browser.post("/field/phones/rule/", {})
    assert "Select which phones may take visits along" in unsaid.text
    browser.post("/field/phones/rule/", {"devices": "off"})

    assert queries.find_device_rule(viewer=cast.actor("officer")) == "off"
    assert "lets no phone go out" in signed_in("officer").get("/field/devices/").text


def test_planners_see_what_a_lost_phone_still_holds_and_until_when(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in("planner")
    assert "No phone holds any visit." in browser.get("/field/held/").text
    planned = make_planned_visit(cast, make_operation(cast))
    device_id = landing.enrol_phone(cast, Phone())
    landing.take_along(cast, device_id, planned, uuid4())
    actions.report_lost(
        device_id=device_id, reason="Stolen", actor=cast.actor("officer"), at=NOON
    )

    page = browser.get("/field/held/").text

    assert "Reported lost" in page
    assert "1 visit that is not shown to you" in page
    # Administrators are told how many, and not of which places.
    told = signed_in("administrator").get(f"/field/phones/{device_id}/").text
    assert "2 visits that are not shown to you" in told


def test_the_keys_that_phones_seal_to_are_listed(signed_in: SignedIn) -> None:
    browser = signed_in("administrator")

    assert "There is no key yet" in browser.get("/field/keys/").text
    landing.run_as_guard(
        "insert into field_landingkey (id, public_key, closed, from_on, until_on,"
        " made_at) select gen_random_uuid(), 'x', 'x', wall.today() + n,"
        " wall.today() + n + 6, now() from unnest(array[-14, -7, 14]) n"
    )

    page = browser.get("/field/keys/").text
    assert "Phones seal to the key of the week" in page
    assert "Weeks to come" in page
    assert "Earlier weeks" in page

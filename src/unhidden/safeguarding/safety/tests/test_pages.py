"""The pages of a register: by number, with what is due, and absent for others."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.made import accounts, safety
from tests.made.field import Phone
from tests.support.unlocked import sign_in_with_keys
from unhidden.agencies import queries as agencies

pytestmark = pytest.mark.django_db
CAME = {"number": "7", "happened": "arrived", "needs": "Socks"}


def _as(cast: Cast, part: str = "support_manager") -> Client:
    """Somebody who signed in, and whose keys are open."""
    return sign_in_with_keys(cast, part)


def test_a_register_is_opened_written_in_and_read_by_number(cast: Cast) -> None:
    client = _as(cast)
    night = {"night_day": "5", "night_month": "1", "night_year": "2026"}

    opened = client.post("/cases/registers/open/", {**night, "place": "The hall"})
    url = opened.headers["Location"]
    kept = client.post(f"{url}new/", CAME)
    page, person = client.get(url).text, client.get(kept.headers["Location"]).text

    assert "The hall" in page
    assert f'href="{url}7/"' in page
    assert "Have their health looked after" in page
    assert "What they need now: Socks" in person
    assert "Somebody came" in person


def test_an_entry_without_its_number_keeps_what_was_typed(cast: Cast) -> None:
    url = f"/cases/registers/{safety.open_register(cast)}/new/"

    page = _as(cast).post(url, {**CAME, "number": ""}).text

    assert "Enter the number on the wristband" in page
    assert "Socks" in page


def test_a_follow_up_says_how_somebody_was_reached(cast: Cast) -> None:
    url = f"/cases/registers/{safety.open_register(cast)}/new/"

    page = _as(cast).post(url, {"number": "7", "happened": "follow_up_24"}).text

    assert "Select an answer" in page


def test_a_child_or_who_may_be_one_is_told_first_of_all(cast: Cast) -> None:
    register_id = safety.open_register(cast)
    safety.write(cast, register_id, 7, age="unsure")

    page = _as(cast).get(f"/cases/registers/{register_id}/7/").text

    assert "look after them as a child" in page


@pytest.mark.parametrize(
    "part",
    [
        *("support_worker", "other_support_manager", "safeguarding_lead", "officer"),
        *("investigator", "planner", "analyst", "communications", "charity_visitor"),
    ],
)
def test_every_page_of_a_register_is_absent_for_who_does_not_keep_it(
    cast: Cast, part: str
) -> None:
    register_id = safety.open_register(cast)
    safety.write(cast, register_id, 7)
    client, url = _as(cast, part), f"/cases/registers/{register_id}/"

    for page in ("", "7/", "8/", "new/", "7/new/", "keepers/", "day/"):
        assert client.get(url + page).status_code == 404, page
    for page in ("new/", "keepers/", "day/", "close/", "reopen/"):
        assert client.post(url + page).status_code == 404, page


def test_no_form_of_a_closed_register_is_given(cast: Cast) -> None:
    register_id = safety.open_register(cast)
    client, url = _as(cast), f"/cases/registers/{register_id}/"
    client.post(f"{url}close/")

    assert "open it again" in client.get(url).text
    for page in ("new/", "keepers/"):
        assert client.get(url + page).status_code == 404
        assert client.post(url + page, CAME).status_code == 404
    client.post(f"{url}reopen/")
    assert client.get(f"{url}new/").status_code == 200


def test_a_colleague_is_named_and_ended_by_page(cast: Cast) -> None:
    register_id = safety.open_register(cast)
    client, url = _as(cast), f"/cases/registers/{register_id}/"
    worker = cast.people["support_worker"]

    named = client.post(f"{url}keepers/", {"person": str(worker)})
    seen = _as(cast, "support_worker").get(url).status_code
    client.post(f"{url}keepers/{worker}/end/")

    assert (named.status_code, seen) == (302, 200)
    assert _as(cast, "support_worker").get(url).status_code == 404


def test_a_phone_takes_along_what_its_owner_keeps_and_names_nobody_by_it(
    cast: Cast,
) -> None:
    accounts.open_landing()
    accounts.change_row(
        "insert into field_receiptkey (id, name, public_key, since)"
        " values (gen_random_uuid(), 'a', 'r', now())"
    )
    register_id = safety.open_register(cast, night=timezone.localdate())
    phone = safety.enrol(cast, Phone())
    client, url = _as(cast, "support_worker"), f"/field/registers/?device={phone.id}"

    before = client.get(url).json()
    safety.name_keeper(cast, register_id)
    after = client.get(url)

    team = str(agencies.register_team_of(cast.organisations["bawso"]))
    assert before["registers"] == []
    (register,) = after.json()["registers"]
    assert (register["id"], register["team"]) == (str(register_id), team)
    assert list(after.json()["teams"]) == [team]
    assert "chapel" not in after.text
    assert _as(cast).get(url).status_code == 404  # another's phone


def test_what_an_entry_asks_is_told_in_both_languages(cast: Cast) -> None:
    client = _as(cast, "support_worker")

    english, welsh = (
        client.get(f"/field/register/{language}/").json() for language in ("en", "cy")
    )

    assert english["form"] == welsh["form"] == "register-1"
    assert english["words"].keys() == welsh["words"].keys()
    assert client.get("/field/register/fr/").status_code == 404

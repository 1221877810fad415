"""The register's pages: what they show, and what they refuse."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON, PASSWORD, Cast
from tests.made.places import CONWY, IMPORTER, WREXHAM, make_postcode, make_premises
from tests.support.roles import as_role
from unhidden.places import queries
from unhidden.places.actions import food
from unhidden.places.tests.fhrs_files import WITHHELD, entry, fhrs

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Posh Nails",
    "kind": "nail_bar",
    "address": "4 Hope Street, Wrexham",
    "postcode": "ll111aa",
    "council": WREXHAM,
}


@pytest.fixture
def analyst(cast: Cast, client: Client) -> Client:
    return signed_in(cast, "analyst")


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def take_in(folder: Path, *entries: str, on: str) -> None:
    path = folder / "FHRS550en-GB.xml"
    path.write_bytes(fhrs(*entries, on=on))
    with as_role("worker"):
        food.import_fhrs(paths=[path], actor=IMPORTER, at=NOON)


def text_of(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return " ".join(answer.text.replace("&#x27;", "'").split())


def address_of(premises_id: UUID) -> str:
    return f"/premises/{premises_id}/"


def test_the_list_shows_premises_with_their_kind_and_place(
    cast: Cast, analyst: Client
) -> None:
    premises_id = make_premises(by=cast.actor("analyst"))

    page = text_of(analyst, "/premises/")

    assert f'href="{address_of(premises_id)}"' in page
    assert "1 place" in page
    assert "Car wash" in page
    assert "1 Regent Street, Wrexham, LL11 1AA" in page
    assert "LL11 1AA, Wrexham" not in page
    assert "says nothing about how anybody is treated there" in page


def test_the_list_names_the_council_where_the_address_does_not(
    cast: Cast, analyst: Client
) -> None:
    make_premises(by=cast.actor("analyst"), address="Regent Street", postcode="")

    assert "Regent Street, Wrexham" in text_of(analyst, "/premises/")


def test_an_empty_register_says_so(analyst: Client) -> None:
    page = text_of(analyst, "/premises/")

    assert "There are no premises in the register yet." in page


def test_a_search_that_finds_nothing_keeps_its_words_and_says_how_to_go_on(
    cast: Cast, analyst: Client
) -> None:
    make_premises(by=cast.actor("analyst"))

    page = text_of(analyst, "/premises/", text='no "such" place')

    assert "No premises are like this." in page
    assert 'value="no &quot;such&quot; place"' in page
    assert "Sparkle" not in page


def test_filters_narrow_the_list_and_can_be_taken_away(
    cast: Cast, analyst: Client
) -> None:
    make_premises(by=cast.actor("analyst"))
    make_premises(by=cast.actor("analyst"), name="Red Lion", kind="pub", council=CONWY)

    page = text_of(analyst, "/premises/", kind="pub", council=CONWY)

    assert "Red Lion" in page
    assert "Sparkle" not in page
    assert f'href="?council={CONWY}"' in page
    assert 'href="?kind=pub"' in page


def test_a_filter_that_does_not_exist_is_no_error(cast: Cast, analyst: Client) -> None:
    make_premises(by=cast.actor("analyst"))

    page = text_of(analyst, "/premises/", kind="castle", council="W1", page="999")

    assert "1 place" in page


def test_a_long_list_has_pages_that_keep_the_search(
    cast: Cast, analyst: Client
) -> None:
    for number in range(26):
        make_premises(by=cast.actor("analyst"), name=f"Shop {number:02}")

    first = text_of(analyst, "/premises/", text="shop")
    second = text_of(analyst, "/premises/", text="shop", page="2")

    assert "26 places" in first
    assert "Shop 25" not in first
    assert "Shop 25" in second
    assert "?text=shop&amp;page=2" in first


def test_closed_premises_are_listed_on_wish(
    tmp_path: Path, cast: Cast, analyst: Client
) -> None:
    take_in(tmp_path, entry(), entry(FHRSID="18", BusinessName="Gone"), on="2020-11-11")
    take_in(tmp_path, entry(), on="2021-03-01")

    assert "Gone" not in text_of(analyst, "/premises/")
    page = text_of(analyst, "/premises/", closed="on")
    assert "Gone" in page
    assert "Closed" in page


def test_the_list_says_where_it_comes_from(tmp_path: Path, analyst: Client) -> None:
    take_in(tmp_path, entry(), on="2020-11-11")

    page = text_of(analyst, "/premises/")

    assert "list of 11 November 2020: 1 entry" in page
    assert "Open Government Licence v3.0" in page


def test_the_list_asks_the_database_a_fixed_number_of_times(
    cast: Cast, analyst: Client
) -> None:
    counts = []
    for _ in range(2):
        for _ in range(10):
            make_premises(by=cast.actor("analyst"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            text_of(analyst, "/premises/", text="sparkle")
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 25


def test_premises_are_shown_with_source_and_day(
    tmp_path: Path, cast: Cast, analyst: Client
) -> None:
    take_in(tmp_path, entry(), on="2020-11-11")
    (card,) = queries.search_premises(viewer=cast.actor("analyst")).cards

    page = text_of(analyst, address_of(card.id))

    assert "<h1" in page
    assert "Caffi'r Ddraig" in page
    assert "Food Hygiene Rating Scheme" in page
    assert "11 November 2020" in page
    assert "nothing here says anything about conduct" in page


def test_premises_that_closed_say_since_when(
    tmp_path: Path, cast: Cast, analyst: Client
) -> None:
    take_in(tmp_path, entry(), entry(FHRSID="18"), on="2020-11-11")
    take_in(tmp_path, entry(FHRSID="18"), on="2021-03-01")
    found = queries.search_premises(viewer=cast.actor("analyst"), include_closed=True)
    (closed,) = [card for card in found.cards if card.is_closed]

    page = text_of(analyst, address_of(closed.id))

    assert "No longer listed since" in page
    assert "1 March 2021" in page


def test_a_home_address_is_said_not_to_be_published(
    tmp_path: Path, cast: Cast, analyst: Client
) -> None:
    take_in(tmp_path, entry(**WITHHELD), on="2020-11-11")
    (card,) = queries.search_premises(viewer=cast.actor("analyst")).cards

    assert "Not published" in text_of(analyst, address_of(card.id))


def test_synthetic_premises_say_so_on_every_page(cast: Cast, analyst: Client) -> None:
    premises_id = make_premises(by=cast.actor("analyst"), source="synthetic")

    assert "Synthetic" in text_of(analyst, "/premises/")
    assert "Synthetic" in text_of(analyst, address_of(premises_id))


def test_a_name_is_shown_as_it_is_and_not_run(cast: Cast, analyst: Client) -> None:
    premises_id = make_premises(by=cast.actor("analyst"), name="<b>A & B</b>")

    for address in ("/premises/", address_of(premises_id)):
        assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in text_of(analyst, address)


def test_the_door_to_the_risk_is_for_those_who_may_see_it(
    cast: Cast, analyst: Client
) -> None:
    premises_id = make_premises(by=cast.actor("analyst"))
    officer = signed_in(cast, "officer")

    assert "Risk and its reasons" in text_of(analyst, address_of(premises_id))
    assert "Risk and its reasons" not in text_of(officer, address_of(premises_id))


def test_premises_nobody_knows_are_absent(analyst: Client) -> None:
    assert analyst.get(address_of(uuid4())).status_code == 404


@pytest.mark.parametrize("part", ["support_worker", "administrator", "stranger"])
def test_the_register_is_absent_without_the_permission(cast: Cast, part: str) -> None:
    premises_id = make_premises(by=cast.actor("analyst"))
    client = signed_in(cast, part)

    for address in ("/premises/", address_of(premises_id), "/premises/add/"):
        assert client.get(address).status_code == 404


def test_nobody_sees_the_register_without_signing_in(client: Client) -> None:
    answer = client.get("/premises/")

    assert answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("part", ["officer", "partner", "investigator"])
def test_those_who_only_look_are_offered_no_form(cast: Cast, part: str) -> None:
    client = signed_in(cast, part)

    assert "/premises/add/" not in text_of(client, "/premises/")
    assert client.post("/premises/add/", NEW).status_code == 404


def test_pages_to_look_at_take_no_form(cast: Cast, analyst: Client) -> None:
    premises_id = make_premises(by=cast.actor("analyst"))

    assert analyst.post("/premises/").status_code == 405
    assert analyst.post(address_of(premises_id)).status_code == 405
    assert analyst.put("/premises/add/").status_code == 405


def test_added_premises_are_shown_at_once(cast: Cast, analyst: Client) -> None:
    assert "Add premises" in text_of(analyst, "/premises/add/")

    answer = analyst.post("/premises/add/", NEW, follow=True)

    (card,) = queries.search_premises(viewer=cast.actor("analyst")).cards
    assert answer.redirect_chain == [(address_of(card.id), 302)]
    assert "The premises are in the register now" in answer.text
    assert (card.name, card.postcode, card.source) == ("Posh Nails", "LL11 1AA", "desk")


def test_nothing_typed_gives_every_error_and_adds_nothing(
    cast: Cast, analyst: Client
) -> None:
    answer = analyst.post("/premises/add/", {"name": " "})

    assert answer.status_code == 200
    assert "<title>Error:" in " ".join(answer.text.split())
    for sentence in (
        "Enter the name of the premises",
        "Select the kind of premises",
        "Enter the address, or where to find the premises",
        "Select the council: we do not know it from the postcode",
    ):
        assert sentence in answer.text
    assert queries.search_premises(viewer=cast.actor("analyst")).total == 0


def test_a_uprn_is_shown_where_somebody_knew_it(analyst: Client) -> None:
    wrong = analyst.post("/premises/add/", {**NEW, "uprn": "1234567890123"})
    right = analyst.post("/premises/add/", {**NEW, "uprn": "100123"}, follow=True)

    assert "Enter a UPRN of at most 12 digits" in wrong.text
    assert "100123" in right.text


def test_a_wrong_postcode_is_said_and_the_rest_is_kept(analyst: Client) -> None:
    answer = analyst.post("/premises/add/", {**NEW, "postcode": "LL11 nowhere"})

    assert "Enter a full UK postcode, like LL11 1AY" in answer.text
    assert 'value="LL11 nowhere"' in answer.text
    assert 'value="Posh Nails"' in answer.text
    assert 'value="nail_bar" selected' in answer.text


def test_a_known_postcode_brings_the_council(cast: Cast, analyst: Client) -> None:
    make_postcode("LL11 1AA", council=WREXHAM)

    analyst.post("/premises/add/", {**NEW, "council": ""})

    (card,) = queries.search_premises(viewer=cast.actor("analyst")).cards
    assert (card.council_code, card.latitude is not None) == (WREXHAM, True)


def test_premises_alike_are_shown_before_any_are_added(
    cast: Cast, analyst: Client
) -> None:
    there = make_premises(by=cast.actor("analyst"), name="Posh Nails Wrexham")

    answer = analyst.post("/premises/add/", NEW)

    assert "Are yours among these?" in answer.text
    assert f'href="{address_of(there)}"' in answer.text
    assert "tick the box if yours are others" in answer.text
    assert 'value="Posh Nails"' in answer.text
    assert queries.search_premises(viewer=cast.actor("analyst")).total == 1


def test_premises_alike_may_be_added_all_the_same(cast: Cast, analyst: Client) -> None:
    make_premises(by=cast.actor("analyst"), name="Posh Nails Wrexham")

    answer = analyst.post("/premises/add/", {**NEW, "is_other": "on"})

    assert answer.status_code == 302
    assert queries.search_premises(viewer=cast.actor("analyst")).total == 2


def test_the_pages_are_in_the_language_of_the_person(
    cast: Cast, analyst: Client
) -> None:
    premises_id = make_premises(
        by=cast.actor("analyst"), council="W06000001", kind="car_wash"
    )
    analyst.post("/language/", {"language": "cy", "next": "/"})

    page = text_of(analyst, address_of(premises_id))

    assert "Ynys Môn" in page
    assert '<html lang="cy"' in page

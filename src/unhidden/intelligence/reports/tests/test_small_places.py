"""Small places: who writes of one looks twice, and the second person sees it."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_postcode, make_premises
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.write_form import OWN, typed
from unhidden.intelligence.models import IntelligenceReport
from unhidden.intelligence.reports.queries.small_places import small_places
from unhidden.intelligence.reports.rules.small_places import (
    NamedPlace,
    SmallPlaceReason,
    why_small,
)
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.places import queries as places


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (NamedPlace("LL24 0ES", 9), SmallPlaceReason.FEW_LIVE),
        (NamedPlace("LL11 1AA", 10), None),
        (NamedPlace("LL99 9ZZ", None), None),
        (NamedPlace("Tŷ Isaf", 200, "farm"), SmallPlaceReason.FEW_COME),
        (NamedPlace("Tŷ Isaf", None, "dwelling"), SmallPlaceReason.FEW_COME),
        (NamedPlace("Sparkle", 200, "car_wash"), None),
    ],
)
def test_a_place_is_small_where_few_live_or_few_come(
    place: NamedPlace, why: SmallPlaceReason | None
) -> None:
    assert why_small(place, fewest=10) == why


@pytest.mark.django_db
def test_postcodes_within_a_kilometre_are_counted(cast: Cast) -> None:
    make_postcode("LL24 0ES", eastings=280_000, northings=356_000)
    make_postcode("LL24 0EU", eastings=280_700, northings=356_700)
    make_postcode("LL24 0LS", eastings=280_900, northings=356_900)
    make_postcode("LL24 0LT", eastings=281_001, northings=356_000)

    near = places.postcodes_near(codes=["LL24 0ES", "LL99 9ZZ"])

    assert near == {"LL24 0ES": 2}


@pytest.mark.django_db
def test_who_names_a_small_place_looks_once_more(signed_in: SignedIn) -> None:
    make_postcode("LL24 0ES", eastings=280_000, northings=356_000)
    client = signed_in("officer")
    sent = typed(item_0_text="Vans come to ll24 0es at night.")

    first = client.post(OWN, sent)
    token = first.content.decode().split('name="looked_again"')[1].split('"')[1]

    assert "LL24 0ES: few people live near it" in words(first)
    assert not IntelligenceReport.objects.using("stored").exists()
    assert client.post(OWN, {**sent, "looked_again": token}).status_code == 302


@pytest.mark.django_db
def test_the_second_person_sees_that_few_come_there(
    cast: Cast, signed_in: SignedIn
) -> None:
    farm = make_premises(by=cast.actor("analyst"), name="Ty Isaf", kind="farm")
    said = make_item(mentions=(NewMention("premises", "", farm),))
    key = make_intelligence(said, by=cast.actor("officer"))

    page = signed_in("analyst").get(f"/intelligence/{key}/items/1/check/")

    assert "Ty Isaf: few people come there" in words(page)


@pytest.mark.django_db
def test_a_text_of_very_many_postcodes_is_judged_in_part(cast: Cast) -> None:
    make_postcode("LL24 0AA", eastings=280_000, northings=356_000)
    many = " ".join(f"LL25 {n % 10}A{chr(65 + n // 10 % 26)}" for n in range(260))

    found = small_places(
        viewer=cast.actor("officer"), text=f"LL24 0AA {many}", premises_ids=()
    )

    assert [place.name for place in found] == ["LL24 0AA"]

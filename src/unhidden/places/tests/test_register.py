"""Finding premises, naming them for other modules, and adding one by hand."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from tests.cast import NOON, TODAY, Cast
from tests.made.places import CONWY, IMPORTER, WREXHAM, make_postcode, make_premises
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY, PUBLIC, Actor
from unhidden.places import queries
from unhidden.places.actions import food
from unhidden.places.actions.adding import (
    MalformedPostcode,
    MalformedUprn,
    SourceNotByHand,
    UnknownCouncil,
)
from unhidden.places.tests.fhrs_files import entry, fhrs

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(cast: Cast) -> Actor:
    return cast.actor("analyst")


def take_in(folder: Path, *entries: str, on: str) -> None:
    path = folder / "list.xml"
    path.write_bytes(fhrs(*entries, on=on))
    with as_role("worker"):
        food.import_fhrs(paths=[path], actor=IMPORTER, at=NOON)


def names(viewer: Actor, **asked: object) -> list[str]:
    found = queries.search_premises(viewer=viewer, **asked)  # type: ignore[arg-type]
    return [card.name for card in found.cards]


def test_premises_added_by_hand_are_found_where_they_are(analyst: Actor) -> None:
    make_postcode("LL11 1AA")

    premises_id = make_premises(by=analyst, postcode="ll111aa", council="")

    card = queries.find_premises(viewer=analyst, premises_id=premises_id)
    assert (card.name, card.kind_label) == ("Sparkle Hand Car Wash", "Car wash")
    assert (card.postcode, card.council_code) == ("LL11 1AA", WREXHAM)
    assert card.latitude == pytest.approx(53.05, abs=0.05)
    assert card.listed_on == TODAY
    assert not card.is_closed
    assert not card.is_synthetic


def test_adding_premises_is_recorded(analyst: Actor) -> None:
    premises_id = make_premises(by=analyst)

    assert audit.names_about(subject_id=premises_id) == ["places.premises_added"]


def test_premises_may_be_without_postcode_and_council(analyst: Actor) -> None:
    premises_id = make_premises(by=analyst, postcode="", council="")

    card = queries.find_premises(viewer=analyst, premises_id=premises_id)
    assert (card.postcode, card.council, card.latitude) == ("", "", None)


def test_a_postcode_of_another_region_brings_no_council(analyst: Actor) -> None:
    make_postcode("CH1 1AA", council="E06000050")

    premises_id = make_premises(by=analyst, postcode="CH1 1AA", council="")

    card = queries.find_premises(viewer=analyst, premises_id=premises_id)
    assert card.council == ""
    assert card.latitude is not None


def test_a_uprn_is_kept_and_named_beside_the_address(analyst: Actor) -> None:
    key = make_premises(by=analyst, uprn="0100 123 45678", postcode="LL18 1AA")

    assert queries.find_premises(viewer=analyst, premises_id=key).uprn == "10012345678"
    found = queries.find_addresses([key, None])
    assert found == {
        key: queries.Address(
            "Sparkle Hand Car Wash", "1 Regent Street, Wrexham, LL18 1AA", "10012345678"
        )
    }


def test_synthetic_premises_say_so(analyst: Actor) -> None:
    premises_id = make_premises(by=analyst, source="synthetic")

    assert queries.find_premises(viewer=analyst, premises_id=premises_id).is_synthetic


def test_what_cannot_be_is_not_added(analyst: Actor) -> None:
    with pytest.raises(MalformedPostcode):
        make_premises(by=analyst, postcode="LL11")
    with pytest.raises(MalformedUprn):
        make_premises(by=analyst, uprn="12 High Street")
    with pytest.raises(UnknownCouncil):
        make_premises(by=analyst, council="E06000050")
    with pytest.raises(SourceNotByHand):
        make_premises(by=analyst, source="fhrs")

    assert queries.search_premises(viewer=analyst).total == 0


@pytest.mark.parametrize("part", ["officer", "partner", "support_worker"])
def test_only_the_desk_and_planning_add_premises(cast: Cast, part: str) -> None:
    with pytest.raises(Absent):
        make_premises(by=cast.actor(part))


@pytest.mark.parametrize(
    "text",
    [
        "ty coch",
        "TŶ",
        "coch bangor",
        "joes",
        "joe's",
        "ll57 1aa",
        "LL571AA",
        "ll57",
        "stryd fawr",
        "  coch   ll57 ",
    ],
)
def test_a_search_finds_what_people_write(analyst: Actor, text: str) -> None:
    make_premises(by=analyst, name="Red Lion")
    make_premises(
        by=analyst,
        name="Joe's Tŷ Coch",
        address="3 Stryd Fawr, Bangor",
        postcode="LL57 1AA",
    )

    assert names(analyst, text=text) == ["Joe's Tŷ Coch"]


@pytest.mark.parametrize("text", ["%", "_", "lion tiger", "LL57 1AB", "\\"])
def test_a_search_does_not_find_what_is_not_there(analyst: Actor, text: str) -> None:
    make_premises(by=analyst, name="Red Lion")

    found = names(analyst, text=text)

    assert found == ([] if text.strip("%_\\") else ["Red Lion"])


def test_a_search_keeps_to_kind_and_council(analyst: Actor) -> None:
    make_premises(by=analyst, name="A", kind="pub", council=CONWY)
    make_premises(by=analyst, name="B", kind="pub", council=WREXHAM)
    make_premises(by=analyst, name="C", kind="shop", council=CONWY)

    assert names(analyst, kind="pub") == ["A", "B"]
    assert names(analyst, council=CONWY) == ["A", "C"]
    assert names(analyst, council=CONWY, kind="pub") == ["A"]


def test_a_search_is_sorted_by_name_and_cut_to_the_page(analyst: Actor) -> None:
    for name in ("b", "C", "A", "d"):
        make_premises(by=analyst, name=name)

    found = queries.search_premises(viewer=analyst, start=1, limit=2)

    assert [card.name for card in found.cards] == ["b", "C"]
    assert found.total == 4


def test_closed_premises_are_shown_on_wish(tmp_path: Path, analyst: Actor) -> None:
    take_in(tmp_path, entry(), entry(FHRSID="18", BusinessName="Gone"), on="2020-11-11")
    take_in(tmp_path, entry(), on="2021-03-01")

    assert names(analyst) == ["Caffi'r Ddraig"]
    assert names(analyst, include_closed=True) == ["Caffi'r Ddraig", "Gone"]


def test_cards_are_of_the_premises_asked_for(analyst: Actor) -> None:
    first, second = make_premises(by=analyst), make_premises(by=analyst, name="B")
    make_premises(by=analyst, name="C")

    found = queries.find_premises_cards(
        viewer=analyst, premises_ids=[first, second, uuid4()]
    )

    assert {key: card.name for key, card in found.items()} == {
        first: "Sparkle Hand Car Wash",
        second: "B",
    }


def test_any_colleague_may_be_told_a_place_that_a_record_names(cast: Cast) -> None:
    premises_id = make_premises(by=cast.actor("analyst"))

    for part in ("support_worker", "overseer", "communications"):
        found = queries.find_premises_cards(
            viewer=cast.actor(part), premises_ids=[premises_id]
        )
        assert premises_id in found


def test_strangers_are_told_no_place(cast: Cast) -> None:
    premises_id = make_premises(by=cast.actor("analyst"))

    for viewer in (cast.stranger, NOBODY, PUBLIC):
        with pytest.raises(Absent):
            queries.find_premises_cards(viewer=viewer, premises_ids=[premises_id])


def test_the_register_is_absent_without_the_permission(cast: Cast) -> None:
    premises_id = make_premises(by=cast.actor("analyst"))
    viewer = cast.actor("support_worker")

    with pytest.raises(Absent):
        queries.search_premises(viewer=viewer)
    with pytest.raises(Absent):
        queries.find_premises(viewer=viewer, premises_id=premises_id)
    with pytest.raises(Absent):
        queries.import_runs(viewer=viewer)
    with pytest.raises(Absent):
        queries.find_similar_premises(viewer=viewer, name="A", postcode="LL11 1AA")


def test_premises_that_are_not_there_are_absent(analyst: Actor) -> None:
    with pytest.raises(Absent):
        queries.find_premises(viewer=analyst, premises_id=UUID(int=0))


def test_premises_alike_are_at_the_same_postcode(analyst: Actor) -> None:
    make_premises(by=analyst, name="Golden Dragon Takeaway")
    make_premises(by=analyst, name="Red Lion")
    make_premises(by=analyst, name="Golden Dragon", postcode="LL57 1AA")

    found = queries.find_similar_premises(
        viewer=analyst, name="golden dragon", postcode="ll111aa"
    )

    assert [card.name for card in found] == ["Golden Dragon Takeaway"]
    assert (
        queries.find_similar_premises(viewer=analyst, name="golden dragon", postcode="")
        == []
    )


def test_councils_are_named_in_the_language_of_the_page() -> None:
    english = {one.code: one.name for one in queries.list_councils()}
    with translation.override("cy"):
        welsh = {one.code: one.name for one in queries.list_councils()}

    assert len(english) == 6
    assert (english["W06000001"], welsh["W06000001"]) == (
        "Isle of Anglesey",
        "Ynys Môn",
    )
    assert list(welsh.values()) == sorted(welsh.values())


def test_the_last_files_come_first(tmp_path: Path, analyst: Actor) -> None:
    make_postcode()
    take_in(tmp_path, entry(), on="2020-11-11")

    kinds = {run.kind for run in queries.import_runs(viewer=analyst)}

    assert kinds == {"fhrs", "postcodes"}

"""One box that finds whatever is typed into it, for those who may see it."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, Cast
from tests.made.intelligence import SANITISED, make_intelligence, make_item
from tests.made.places import make_premises
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.audit.models import Event
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.search import actions as searches
from unhidden.intelligence.search import rules as finding
from unhidden.intelligence.search.actions import FindsTooMuch
from unhidden.intelligence.search.queries import finding as finding_queries
from unhidden.intelligence.search.queries import finding as looked_for
from unhidden.intelligence.search.queries.finding import BEGIN, END, SearchResultView
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.rules.mentions import NewMention

needs_rows = pytest.mark.django_db


def make_mention(kind: str, name: str, *, by: Actor, place: UUID | None = None) -> UUID:
    mention = NewMention(kind, name, place)
    return make_intelligence(make_item(text="Seen.", mentions=(mention,)), by=by)


def found(text: str, *, by: Actor) -> list[str]:
    """What is found, by the words it is shown under, the best first."""
    headings = map(heading, finding_queries.search_text(viewer=by, text=text).rows)
    return [each.replace(BEGIN, "").replace(END, "") for each in headings]


def heading(row: SearchResultView) -> str:
    if row.item is not None:
        return row.item.text
    return row.said[0].text


@needs_rows
@pytest.mark.parametrize(
    ("kind", "said", "asked"),
    [
        ("person", "Мария Иванова", "Maria Ivanova"),
        ("person", "Sian Rhys", "Rhys, Siân"),
        ("person", "Besnik Krasniqi", "Бесник"),
        ("person", "Nguyễn Văn An", "Nguyen"),
        ("vehicle", "CX12 ABC", "cx12 ?bc"),
        ("vehicle", "CX12 ABC", "the blue van CX12ABC was there again at night"),
        ("phone", "07700 900123", "0123"),
        ("phone", "07700 900123", "+44 7700 900123"),
        ("account", "sunny.girl@example.org", "sunny.girl@example.org"),
        ("account", "sunny_girl_77", "sunnygirl77"),
        ("event", "Fight at the fair", "fights"),
    ],
)
def test_a_thing_is_found_however_it_is_written(
    cast: Cast, kind: str, said: str, asked: str
) -> None:
    officer = cast.actor("officer")
    make_mention(kind, said, by=officer)
    make_mention("person", "Somebody Else", by=officer)

    assert found(asked, by=officer) == [said]


@needs_rows
@pytest.mark.parametrize("asked", ["shiny", "LL11 1AA", "ll111aa"])
def test_a_place_is_found_by_its_name_and_address(cast: Cast, asked: str) -> None:
    analyst = cast.actor("analyst")
    place = make_premises(by=analyst, name="Shiny Car Wash", postcode="LL11 1AA")
    make_mention("premises", "", place=place, by=analyst)

    assert found(asked, by=analyst) == ["Shiny Car Wash"]


@needs_rows
@pytest.mark.parametrize(
    "asked", ["SLEEPING car", '"at a car wash"', "credir", "ty gwyn", "-wash car"]
)
def test_words_of_items_are_found_in_both_languages(cast: Cast, asked: str) -> None:
    officer = cast.actor("officer")
    text = f"{SANITISED} Credir bod gweithwyr yn cysgu yn y Tŷ Gwyn."
    make_intelligence(make_item(text=text), by=officer)

    assert found(asked, by=officer) == [text]


@needs_rows
@pytest.mark.parametrize("asked", ["hotel", "%", "_", "'", "\x00", "live above", "??"])
def test_what_nothing_says_is_not_found(cast: Cast, asked: str) -> None:
    make_intelligence(by=cast.actor("officer"))

    assert found(asked, by=cast.actor("officer")) == []


@needs_rows
def test_a_reference_comes_before_all_else(cast: Cast) -> None:
    officer = cast.actor("officer")
    key = make_intelligence(by=officer)
    urn = items.get_graded_report(viewer=officer, intelligence_id=key).urn
    make_intelligence(make_item(text=f"It adds to {urn}."), by=officer)

    first, second = finding_queries.search_text(viewer=officer, text=urn.lower()).rows

    assert first.id == key
    assert second.id != key


@needs_rows
def test_mentions_of_one_subject_are_one_result(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    for name in ("Arben Hoxha", "Arbën Hoxha"):
        make_mention("person", name, by=analyst)
    one, other = (
        r.id
        for r in finding_queries.search_text(viewer=analyst, text="arben hoxha").rows
    )

    judgements.judge_mentions(
        mention_id=one,
        other_id=other,
        verdict="same",
        reason="The same number.",
        actor=analyst,
        at=NOON,
    )

    (row,) = finding_queries.search_text(viewer=analyst, text="arben hoxha").rows
    assert {said.text for said in row.said} == {"Arben Hoxha", "Arbën Hoxha"}


@needs_rows
def test_what_is_anothers_does_not_exist_and_is_not_counted(cast: Cast) -> None:
    make_mention("phone", "07700 900123", by=cast.actor("officer"))
    make_intelligence(by=cast.actor("officer"))
    stranger = cast.actor("other_investigator")

    for asked in ("07700 900123", "car wash"):
        answer = finding_queries.search_text(viewer=stranger, text=asked)
        assert (answer.rows, answer.total, answer.is_cut) == ([], 0, False)
    with pytest.raises(Absent):
        finding_queries.search_text(
            viewer=cast.actor("support_worker"), text="car wash"
        )


@needs_rows
def test_a_search_says_why_and_is_recorded_without_its_words(
    cast: Cast, signed_in: SignedIn
) -> None:
    make_mention("vehicle", "CX12 ABC", by=cast.actor("officer"))
    make_intelligence(by=cast.actor("officer"))
    client = signed_in("officer")

    plate, said, nothing = (
        client.get("/find/", {"text": text})
        for text in ("cx12abc", "car wash", "hotel")
    )

    assert "1 result" in words(plate)
    assert "Why it is here: Same plate: +18.0" in words(plate)
    assert "<mark>car</mark> <mark>wash</mark>" in said.content.decode()
    assert "Nothing that you may see is called so" in words(nothing)
    (row,) = finding_queries.search_text(
        viewer=cast.actor("officer"), text="cx12abc"
    ).rows
    (event,) = Event.objects.using("stored").filter(shown__contains=[str(row.id)])
    assert (event.verb, bool(event.query_hash)) == ("consultation", True)
    assert "cx12" not in str(event.detail)


@given(st.text(max_size=600))
def test_whatever_is_typed_is_read(text: str) -> None:
    asked = finding.parse_search_line(text)

    assert len(asked.text) <= finding.LONGEST_ASKED
    assert finding.parse_search_line(asked.text) == asked
    assert "\x00" not in asked.text


@needs_rows
def test_whoever_has_a_number_or_an_address_is_found_by_it(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    reached = {"phone": "07700 900123", "email": "arben@example.org"}
    offered = {"words": "New in Rhyl, call 07700 900123 now"}
    make_intelligence(
        make_item(
            text="Seen.",
            mentions=(
                NewMention("person", "Arben Hoxha", details=reached),
                NewMention("advert", "An advert", details=offered),
            ),
        ),
        by=analyst,
    )

    assert {*found("+44 7700 900 123", by=analyst)} == {"Arben Hoxha", "An advert"}
    assert found("arben@example.org", by=analyst) == ["Arben Hoxha"]


@needs_rows
@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Małgorzata works there.", "malgorzata"),
        ("Nguyễn lives above.", "nguyen"),
        ("Dvořák drives.", "dvořak"),
        ("From İzmir.", "izmir"),
        ("Cysga yn y Tŷ\u0302.", "ty"),
    ],
)
def test_no_mark_on_a_letter_keeps_words_from_being_found(
    cast: Cast, said: str, asked: str
) -> None:
    make_intelligence(make_item(text=said), by=cast.actor("officer"))

    assert found(asked, by=cast.actor("officer")) == [said]


@needs_rows
def test_whoever_is_found_beside_many_items_is_told_that_there_may_be_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = cast.actor("officer")
    monkeypatch.setattr(looked_for, "MOST_FOUND", 2)
    said = make_item(text="A bakery.", mentions=(NewMention("business", "Bakery"),))
    make_intelligence(said, by=officer)

    assert finding_queries.search_text(viewer=officer, text="bakery").is_cut
    with pytest.raises(FindsTooMuch):
        searches.save_search(
            text="bakery", name="All", reason="Dusk", actor=officer, at=NOON
        )


def test_signs_that_nobody_sees_part_no_word() -> None:
    assert finding.clean_line("Ar\u200bben\tHo\u202exha") == "Arben Hoxha"

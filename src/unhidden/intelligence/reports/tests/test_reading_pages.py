"""The pages of graded intelligence and of risk: what they show, and to whom."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import (
    RAW,
    SANITISED,
    make_draft,
    make_intelligence,
    make_intelligence_about,
    make_item,
    make_triage,
)
from tests.made.places import CONWY, make_premises
from tests.made.reporting import make_report
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.intelligence.reports.actions import reports
from unhidden.intelligence.subjects.rules.mentions import NewMention

pytestmark = pytest.mark.django_db
ITEMS, RISK = "/intelligence/", "/risk/"
MOST_QUERIES = 30


def item_page(key: UUID) -> str:
    return reverse("intelligence:item", args=[key])


def original_page(key: UUID) -> str:
    return reverse("intelligence:original", args=[key])


def risk_page(key: UUID) -> str:
    return reverse("intelligence:premises", args=[key])


def test_intelligence_is_listed_with_grades_and_origin(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = make_intelligence(by=cast.actor("officer"))

    page = signed_in("planner").get(ITEMS)

    text = words(page)
    assert SANITISED in text
    assert "2CC" in text
    assert "With conditions" in text
    assert "Officer’s own observation, North Wales Police, 5 January 2026" in text
    assert item_page(key) in page.content.decode()
    assert RAW not in text


def test_no_intelligence_yet_is_said(signed_in: SignedIn) -> None:
    assert "There is no intelligence yet." in words(signed_in("officer").get(ITEMS))


def test_only_writers_are_offered_to_write(signed_in: SignedIn) -> None:
    planner, officer = (signed_in(p).get(ITEMS) for p in ("planner", "officer"))

    assert "Write intelligence" not in words(planner)
    assert "Write intelligence" in words(officer)


def test_a_report_explains_its_grades_and_mentions(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst = cast.actor("analyst")
    place = make_premises(by=analyst)
    mentions = (
        NewMention("person", "Siân Rhys"),
        NewMention("premises", "", place),
    )
    key = make_intelligence(make_item(mentions=mentions), by=analyst, event_on=TODAY)
    other = make_intelligence(make_item(mentions=mentions[:1]), by=analyst)

    page = signed_in("officer").get(item_page(key))

    text, body = words(page), page.content.decode()
    for said in (
        "2 Untested",
        "C Known indirectly",
        "Consult the originator",
        "(Strong)",
    ):
        assert said in text
    assert "When it happened 5 January 2026" in text
    assert f"{item_page(other)}#item-1" in body
    assert "The same name is not proof of the same person." in text
    assert reverse("places:premises", args=[place]) in body


def test_the_way_back_to_the_public_report_is_for_the_desk(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id = make_report()
    make_triage(report_id, by=cast.actor("analyst"))
    draft = make_draft(origin="public_report", raw="", report_id=report_id)
    key = reports.write_report(new=draft, actor=cast.actor("analyst"), at=NOON)
    link = reverse("intelligence:report", args=[report_id])

    analyst, officer = (
        signed_in(part).get(item_page(key)) for part in ("analyst", "officer")
    )

    assert link in analyst.content.decode()
    assert link not in officer.content.decode()


def test_the_sources_own_words_are_opened_by_their_writer_and_recorded(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = make_intelligence(by=cast.actor("officer"))
    client = signed_in("officer")

    offered, opened = client.get(item_page(key)), client.get(original_page(key))

    assert original_page(key) in offered.content.decode()
    assert RAW in words(opened)
    assert "intelligence.original_opened" in audit.names_about(subject_id=key)


def test_the_sources_own_words_are_absent_for_a_colleague(
    cast: Cast, signed_in: SignedIn
) -> None:
    key = make_intelligence(by=cast.actor("officer"))
    client = signed_in("colleague")

    assert original_page(key) not in client.get(item_page(key)).content.decode()
    assert client.get(original_page(key)).status_code == 404


def test_risk_is_listed_with_its_reasons(cast: Cast, signed_in: SignedIn) -> None:
    place = make_premises(by=cast.actor("analyst"), name="Shiny Car Wash")
    make_intelligence_about(place, by=cast.actor("analyst"))

    page = signed_in("planner").get(RISK)

    text = words(page)
    assert "Shiny Car Wash Medium risk, 34 of 100" in text
    assert "34 points: Not free to leave" in text
    assert "(strong sign, graded 2C, 5 January 2026)" in text
    assert risk_page(place) in page.content.decode()


def test_risk_is_narrowed_and_the_filter_can_be_taken_off(
    cast: Cast, signed_in: SignedIn
) -> None:
    place = make_premises(by=cast.actor("analyst"), name="Shiny Car Wash")
    make_intelligence_about(place, by=cast.actor("analyst"))
    client = signed_in("planner")

    kept = client.get(RISK, {"kind": "car_wash", "band": "medium"})
    gone = client.get(RISK, {"kind": "hotel"})
    elsewhere = client.get(RISK, {"council": CONWY})
    nonsense = client.get(RISK, {"kind": "castle", "band": "medium"})

    assert "Shiny Car Wash" in words(kept)
    assert 'href="?band=medium"' in kept.content.decode()
    assert "No premises match these filters." in words(gone)
    assert "No premises match these filters." in words(elsewhere)
    assert "Shiny Car Wash" in words(nonsense)


def test_no_risk_yet_is_said(signed_in: SignedIn) -> None:
    text = words(signed_in("planner").get(RISK))

    assert "No graded intelligence points to any premises yet." in text


def test_the_risk_of_premises_lists_each_reason_with_its_report(
    cast: Cast, signed_in: SignedIn
) -> None:
    place = make_premises(by=cast.actor("analyst"), name="Shiny Car Wash")
    key = make_intelligence_about(place, by=cast.actor("analyst"))

    page = signed_in("planner").get(risk_page(place))

    text, body = words(page), page.content.decode()
    assert "Medium risk, 34 of 100" in text
    assert "Not free to leave work or home; locked in or watched" in text
    assert item_page(key) in body
    assert reverse("places:premises", args=[place]) in body


def test_the_ceiling_of_weak_signs_is_a_line_of_the_reasons(
    cast: Cast, signed_in: SignedIn
) -> None:
    place = make_premises(by=cast.actor("analyst"))
    weak = ("gen_no_docs", "gen_fear_of_authority", "gen_same_clothes")
    make_intelligence_about(
        place, by=cast.actor("analyst"), source="1", assessment="A", sign_codes=weak
    )

    text = words(signed_in("planner").get(risk_page(place)))

    assert "Weak signs together count no more than 20 points" in text
    assert "Low risk, 20 of 100" in text


def test_premises_without_reasons_say_so(cast: Cast, signed_in: SignedIn) -> None:
    place = make_premises(by=cast.actor("analyst"))

    text = words(signed_in("planner").get(risk_page(place)))

    assert "Low risk, 0 of 100" in text
    assert "No graded intelligence points to these premises." in text


@pytest.mark.parametrize(
    ("part", "sees_items", "sees_risk"),
    [
        ("analyst", True, True),
        ("planner", True, True),
        ("officer", True, False),
        ("investigator", True, False),
        ("partner", False, False),
        ("support_worker", False, False),
        ("safeguarding_lead", False, False),
        ("communications", False, False),
        ("overseer", False, False),
        ("administrator", False, False),
        ("stranger", False, False),
    ],
)
def test_each_part_sees_what_it_may(
    cast: Cast, signed_in: SignedIn, part: str, sees_items: bool, sees_risk: bool
) -> None:
    place = make_premises(by=cast.actor("analyst"))
    key = make_intelligence_about(place, by=cast.actor("officer"))
    client = signed_in(part)

    found = {
        url: client.get(url).status_code == 200
        for url in (ITEMS, item_page(key), RISK, risk_page(place))
    }

    assert list(found.values()) == [sees_items, sees_items, sees_risk, sees_risk]


def test_what_is_not_there_is_absent(signed_in: SignedIn) -> None:
    client = signed_in("analyst")

    for url in (item_page(uuid4()), original_page(uuid4()), risk_page(uuid4())):
        assert client.get(url).status_code == 404


def test_reading_pages_refuse_other_methods(signed_in: SignedIn) -> None:
    client = signed_in("analyst")

    for url in (ITEMS, RISK, item_page(uuid4()), risk_page(uuid4())):
        assert client.post(url).status_code == 405


def test_no_page_asks_more_of_the_database_when_it_holds_more(
    cast: Cast,
    signed_in: SignedIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    key, place, report_id = make_a_busy_region(cast)
    client = signed_in("analyst")
    urls = [
        "/desk/",
        "/desk/?status=read",
        reverse("intelligence:report", args=[report_id]),
        reverse("intelligence:write_from_report", args=[report_id]),
        ITEMS,
        "/find/?text=car+wash&page=3",
        item_page(key),
        RISK,
        risk_page(place),
        "/intelligence/write/?origin=officer",
    ]

    for url in urls:
        with django_assert_max_num_queries(MOST_QUERIES, info=url):
            assert client.get(url).status_code == 200


def make_a_busy_region(cast: Cast) -> tuple[UUID, UUID, UUID]:
    """A hundred items that mention the same people, phones and places."""
    analyst = cast.actor("analyst")
    places = [make_premises(by=analyst, name=f"Shop {n}") for n in range(30)]
    for number in range(40):
        mentions = (
            NewMention("person", f"Person {number % 7}"),
            NewMention("phone", "07700 900123"),
            NewMention("premises", "", places[number % len(places)]),
        )
        at = NOON + timedelta(minutes=number)
        key = make_intelligence(*[make_item(mentions=mentions)] * 3, by=analyst, at=at)
    report_id = make_report()
    make_triage(report_id, by=analyst)
    return key, places[333 % len(places)], report_id

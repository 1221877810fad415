"""The page that writes graded intelligence, without any JavaScript."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.made.places import make_premises
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.write_form import ALL_CHECKED, OWN, WRITE, item, selected, typed
from unhidden.intelligence.models import IntelligenceReport, Item, Mention
from unhidden.intelligence.reports.actions import reports
from unhidden.intelligence.reports.actions.reports import ReportRefused
from unhidden.intelligence.reports.presenters.refusals import FAULTS
from unhidden.intelligence.reports.rules.drafts import DraftFault

pytestmark = pytest.mark.django_db


def test_the_first_question_is_how_one_came_to_know(signed_in: SignedIn) -> None:
    client = signed_in("officer")

    first, nonsense = client.get(WRITE), client.get(f"{WRITE}?origin=public_report")

    assert "How did you come to know it?" in words(first)
    assert "There is a problem" not in words(first)
    assert "Select one of the answers" in words(nonsense)


@pytest.mark.parametrize(
    ("origin", "grades"), [("officer", ["1", "A", "P"]), ("partner", ["1", "C", "C"])]
)
def test_grades_are_offered_by_origin(
    signed_in: SignedIn, origin: str, grades: list[str]
) -> None:
    body = signed_in("officer").get(f"{WRITE}?origin={origin}").content.decode()

    names = ("source", "assessment", "handling")
    assert [selected(body, f"item-0-{name}") for name in names] == grades


def test_what_is_typed_is_kept(cast: Cast, signed_in: SignedIn) -> None:
    fields = typed(
        event_on_day="5",
        event_on_month="Ionawr",
        event_on_year="2026",
        item_0_signs=["gen_cannot_leave", "car_cash_only"],
        item_0_persons="Siân Rhys\n\n Oleksandr Kovalchuk ",
        item_0_vehicles="CX12 ABC",
        item_0_phones="07700 900123",
    )
    fields["item-0-signs"] = ["gen_cannot_leave"]

    answer = signed_in("officer").post(OWN, fields)

    row = IntelligenceReport.objects.using("stored").get()
    assert answer["Location"] == reverse("intelligence:item", args=[row.id])
    assert (row.origin, str(row.event_on)) == ("officer", "2026-01-05")
    kept = Item.objects.using("stored").get()
    assert (kept.text, kept.source, kept.assessment) == ("Item 0 is known.", "1", "A")
    assert kept.sign_codes == ["gen_cannot_leave"]
    assert sorted(Mention.objects.using("stored").values_list("text", flat=True)) == [
        "07700 900123",
        "CX12 ABC",
        "Oleksandr Kovalchuk",
        "Siân Rhys",
    ]


def test_several_items_are_kept_and_blank_ones_are_left_out(
    signed_in: SignedIn,
) -> None:
    fields = typed() | item(1, source="2") | item(2, text="")
    fields["item-TOTAL_FORMS"] = "3"

    signed_in("officer").post(OWN, fields)

    rows = Item.objects.using("stored").order_by("number")
    assert [(row.number, row.source) for row in rows] == [(1, "1"), (2, "2")]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"raw": ""}, "Enter what you were told or saw"),
        ({"raw": "SECRET"}, "This is marked CONFIDENTIAL, SECRET or TOP SECRET."),
        ({"provenance": ""}, "Enter how the source knows"),
        ({"marking": "TOP SECRET"}, "Select one of the answers"),
        ({"event_on_day": "1"}, "Enter the month and the year as well"),
        ({"checks": ALL_CHECKED[:-1]}, "Tick each line once you have checked it"),
        ({"checks": []}, "Tick each line once you have checked it"),
        ({"item_0_text": ""}, "Enter what is known"),
        ({"item_0_source": ""}, "Select how reliable the source is"),
        ({"item_0_assessment": "F"}, "Select one from the list"),
        ({"item_0_handling": "C"}, "Enter at least one condition for handling C"),
        ({"item_0_conditions": "Ask first."}, "Only handling C has conditions"),
        ({"item_0_persons": "Arben\nGSC: SECRET"}, "This is marked CONFIDENTIAL"),
        ({"item_0_signs": ["made_up"]}, "Select from the answers shown"),
        ({"item_0_premises": [str(uuid4())]}, "Select from the answers shown"),
        ({"item_0_premises": ["nonsense"]}, "Select from the answers shown"),
        ({"item_0_persons": "x" * 201}, "Use 200 characters or fewer on each line"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    signed_in: SignedIn, wrong: dict[str, Any], sentence: str
) -> None:
    fields = typed(item_0_phones="07700 900123", **wrong)

    page = signed_in("officer").post(OWN, fields)

    text = words(page)
    assert (page.status_code, "There is a problem" in text) == (200, True)
    assert sentence.casefold() in text.casefold()
    assert "07700 900123" in text
    assert fields["key"] in page.content.decode()
    assert not IntelligenceReport.objects.using("stored").exists()


def test_a_day_still_to_come_is_refused(signed_in: SignedIn) -> None:
    later = {"event_on_day": "1", "event_on_month": "1", "event_on_year": "2999"}

    page = signed_in("officer").post(OWN, typed(**later))

    assert "Enter a date that is not in the future" in words(page)


def test_room_for_another_item_keeps_what_is_typed_and_complains_of_nothing(
    signed_in: SignedIn,
) -> None:
    page = signed_in("officer").post(OWN, typed(do="add", raw="", item_0_source=""))

    text = words(page)
    assert ("Item 1" in text, "Item 2" in text, "Item 3" in text) == (True, True, False)
    assert "Item 0 is known." in text
    assert "There is a problem" not in text
    assert not IntelligenceReport.objects.using("stored").exists()


@pytest.mark.parametrize("count", ["10", "99", "nonsense"])
def test_there_is_never_room_for_an_eleventh_item(
    signed_in: SignedIn, count: str
) -> None:
    fields = typed(do="add") | {"item-TOTAL_FORMS": count}

    text = words(signed_in("officer").post(OWN, fields))

    assert "Item 11" not in text
    assert ("Item 10" in text) == (count != "nonsense")


def test_a_tenth_item_is_kept_and_the_page_asks_the_database_little(
    cast: Cast, signed_in: SignedIn
) -> None:
    place = str(make_premises(by=cast.actor("analyst")))
    fields = typed(do="add") | {"item-TOTAL_FORMS": "9"}
    for number in range(10):
        fields |= item(number, premises=place)
    client = signed_in("officer")

    with CaptureQueriesContext(connection) as asked:
        page = client.post(OWN, fields)
    client.post(OWN, fields | {"do": "write", "item-TOTAL_FORMS": "10"})

    assert "Item 10" in words(page)
    assert len(asked) <= 25
    assert Item.objects.using("stored").count() == 10


def test_premises_are_found_and_offered_without_a_script(
    cast: Cast, signed_in: SignedIn
) -> None:
    place = make_premises(by=cast.actor("analyst"), name="Shiny Car Wash")
    client = signed_in("officer")

    found = client.post(OWN, typed(do="find", item_0_find="shiny", raw=""))
    fields = typed(do="find", item_0_find="nothing", item_0_premises=[str(place)])
    ticked = client.post(OWN, fields)

    assert "Shiny Car Wash" in words(found)
    assert "There is a problem" not in words(found)
    assert f'value="{place}" checked' in " ".join(ticked.content.decode().split())


def test_premises_that_nobody_knows_are_said_to_be_unknown(
    signed_in: SignedIn,
) -> None:
    page = signed_in("officer").post(OWN, typed(do="find", item_0_find="nowhere"))

    assert "No premises found for “nowhere”." in words(page)


def test_a_way_to_add_premises_is_shown_to_those_who_may(
    cast: Cast, signed_in: SignedIn
) -> None:
    officer, analyst = (signed_in(part).get(OWN) for part in ("officer", "analyst"))

    assert "Add premises" not in words(officer)
    assert "Add premises (opens in a new tab)" in words(analyst)


def test_ticked_premises_are_kept_as_a_mention(cast: Cast, signed_in: SignedIn) -> None:
    place = make_premises(by=cast.actor("analyst"))

    signed_in("officer").post(OWN, typed(item_0_premises=[str(place)]))

    assert Mention.objects.using("stored").get().premises_id == place


def test_what_the_item_shares_with_the_source_asks_for_a_second_look_once(
    signed_in: SignedIn,
) -> None:
    client = signed_in("officer")
    fields = typed(raw="Ring me: 07700 900123", item_0_text="He rings 07700900123.")

    first = client.post(OWN, fields)
    seen = first.content.decode().split('name="looked_again"')[1]
    token = seen.split('value="')[1].split('"')[0]

    assert "Look once more before you save" in words(first)
    assert "+447700900123" in words(first)
    assert not IntelligenceReport.objects.using("stored").exists()
    assert client.post(OWN, {**fields, "looked_again": token}).status_code == 302
    assert IntelligenceReport.objects.using("stored").count() == 1


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"raw": "Ring me on 07700 900123", "item_0_phones": "07700 900123"}, "+447"),
        ({"raw": "Their van CX12 ABC", "item_0_vehicles": "CX12ABC"}, "CX12ABC"),
        ({"told_by": "Anna Jones", "item_0_text": "A Jones lives there."}, "Jones"),
        ({"told_by": "anna", "item_0_persons": "Anna"}, "anna"),
        ({"told_by": "0 7700 900123", "item_0_phones": "+44 7700 900123"}, "+447"),
        ({"provenance": "From a@b.org", "item_0_text": "Ask a@b.org."}, "a@b.org"),
    ],
)
def test_whatever_leads_to_the_source_is_shown_wherever_it_is_typed(
    signed_in: SignedIn, given: dict[str, str], shown: str
) -> None:
    page = signed_in("officer").post(OWN, typed(**given))

    panel = words(page).split("Look once more before you save")[1]
    assert shown in panel.split("That is right if")[0]


def test_words_that_call_nobody_by_name_are_passed_over(signed_in: SignedIn) -> None:
    fields = typed(told_by="Anna, of the shop", item_0_text="The shop is of interest.")

    assert signed_in("officer").post(OWN, fields).status_code == 302


def test_a_new_thing_in_common_asks_again(signed_in: SignedIn) -> None:
    fields = typed(
        raw="The van CX12 ABC, my number 07700 900123",
        item_0_text="CX12 ABC, 07700 900123",
        looked_again="plate:CX12ABC",
    )

    page = signed_in("officer").post(OWN, fields)

    assert "Look once more before you save" in words(page)


def test_a_key_that_was_tampered_with_counts_as_a_new_page(
    signed_in: SignedIn,
) -> None:
    signed_in("officer").post(OWN, typed(key="nonsense"))

    assert IntelligenceReport.objects.using("stored").count() == 1


def test_a_refusal_of_the_rules_is_a_sentence_on_the_page(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_given: Any) -> UUID:
        raise ReportRefused(DraftFault.SIGN_UNKNOWN)

    monkeypatch.setattr(reports, "write_report", refuse)

    page = signed_in("officer").post(OWN, typed())

    assert "Tick only signs of the list" in words(page)
    assert "I heard them through the wall." in words(page)


def test_every_fault_has_its_sentence() -> None:
    assert set(FAULTS) == set(DraftFault)


def test_the_page_sent_twice_leads_to_what_it_wrote(signed_in: SignedIn) -> None:
    client, fields = signed_in("officer"), typed()

    first = client.post(OWN, fields)
    again = client.post(OWN, fields, follow=True)

    assert again.redirect_chain == [(first["Location"], 302)]
    assert "This was written up already. Here it is." in words(again)
    assert IntelligenceReport.objects.using("stored").count() == 1


@pytest.mark.parametrize("part", ["planner", "partner", "overseer", "stranger"])
def test_writing_is_absent_for_those_who_may_not(
    signed_in: SignedIn, part: str
) -> None:
    assert signed_in(part).get(OWN).status_code == 404


def test_writing_refuses_other_methods(signed_in: SignedIn) -> None:
    assert signed_in("officer").delete(OWN).status_code == 405

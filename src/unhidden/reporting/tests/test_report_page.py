"""The report form: what it takes, what it says, and that it never loses a word."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.made.reporting import WORDS
from unhidden.reporting.rules import receipts
from unhidden.reporting.rules.answers import CHOICES, TEXTS
from unhidden.reporting.tests.opening import opened, reports
from unhidden.reporting.tests.pages import Shown, last_page, old_ticket, shown
from unhidden.vault import letters

pytestmark = pytest.mark.django_db

EVERYTHING: dict[str, Any] = {
    "danger_now": "no",
    "who_you_are": "landlord",
    "your_place": "let",
    "topic": "car_wash",
    "what": WORDS,
    "about_child": "yes",
    "signs_general": ["gen_lives_at_work", "gen_bad_housing"],
    "signs_car_wash": ["cw_minibus"],
    "where": "Seaview Court, flat 2",
    "town": "Y Rhyl",
    "postcode": "LL18 1AA",
    "area": "W06000004",
    "timing": "now",
    "when": "Every morning",
    "who": "A man called T",
    "vehicles": "White van",
    "phones": "07700 900123",
    "wants_reply": "yes",
}
NOTHING = "Enter what you saw or know, or select at least one sign"


def send(client: Client, site: str = "", **told: Any) -> Shown:
    return shown(client.post(f"{site}/report/", last_page(**told)))


def step(client: Client, code: str, **told: Any) -> Shown:
    """The page after this step, with these answers."""
    return shown(client.post("/report/", {**told, "step": code, "go": "next"}))


def test_no_box_must_be_filled_and_no_page_names_what_it_is_about(
    public_client: Client,
) -> None:
    page = shown(public_client.get("/report/"))

    assert page.title == "Your answers"
    assert not page.all("//main//*[@required or @maxlength or @pattern]")


def test_the_first_page_brings_every_public_sign_and_no_other(
    public_client: Client,
) -> None:
    page = public_client.get("/report/").content.decode()

    offered = set(
        re.findall(r'name="signs_\w+"\s+type="checkbox"\s+value="(\w+)"', page)
    )
    assert {"gen_asked_for_help", "nail_lives_above", "cw_minibus"} <= offered
    assert not {"gen_docs_held_by_other", "gen_language_gap"} & offered
    assert len(offered) > 90


def test_no_page_asks_anybody_to_find_out_more(public_client: Client) -> None:
    text = public_client.get("/report/").content.decode()

    assert "do not follow anybody and do not take pictures" in text
    assert "Tell us what you already know" in text
    for request in ("find out", "keep watch", "photograph", "follow them"):
        assert request not in text.lower()


def test_everything_that_is_told_reaches_the_desk(
    public_client: Client, cast: Cast
) -> None:
    page = send(public_client, **EVERYTHING)

    answers = opened(cast).answers
    texts = (*TEXTS, *CHOICES)
    assert page.heading == "We have your report"
    told = {name: getattr(answers, name) for name in texts if name in EVERYTHING}
    assert told == {name: EVERYTHING[name] for name in texts if name in EVERYTHING}
    assert set(answers.sign_codes) == {
        "gen_lives_at_work",
        "gen_bad_housing",
        "cw_minibus",
    }
    assert (answers.about_child, answers.danger_now) == (True, False)
    assert opened(cast).fits_its_label


def test_a_no_is_kept_as_no_and_a_question_left_out_is_not(
    public_client: Client, cast: Cast
) -> None:
    send(public_client, what="Help", about_child="no")

    answers = opened(cast).answers
    assert (answers.about_child, answers.danger_now) == (False, None)


@pytest.mark.parametrize(
    ("told", "reasons"),
    [
        ({"signs_nail_bar": "nail_very_young"}, ["child", "strong_sign"]),
        ({"signs_child": "chd_no_age_friends"}, ["child"]),
        ({"topic": "child"}, ["child"]),
        ({"about_child": "no", "topic": "child"}, ["child"]),
    ],
)
def test_signs_and_topics_of_a_child_make_the_report_one_about_a_child(
    public_client: Client, cast: Cast, told: dict[str, str], reasons: list[str]
) -> None:
    sections = {"signs_nail_bar": "nail_bar", "signs_child": "child"}
    topic = next((sections[name] for name in told if name in sections), "")

    send(public_client, **{"what": "Help", "topic": topic} | told)

    (report,) = reports()
    assert (report.urgency, report.reasons) == ("same_day", reasons)
    assert opened(cast).fits_its_label


@pytest.mark.parametrize(
    "told", [{"what": "Help"}, {"signs_general": "gen_cannot_leave"}]
)
def test_own_words_or_one_sign_are_enough(
    public_client: Client, told: dict[str, str]
) -> None:
    page = send(public_client, **told)

    assert page.heading == "We have your report"
    assert len(page.words) == 7
    assert len(reports()) == 1


@pytest.mark.parametrize("told", [{}, {"where": "Rhyl"}, {"what": " \r\n\t"}])
def test_a_form_that_tells_nothing_says_what_is_missing(
    public_client: Client, told: dict[str, str]
) -> None:
    page = send(public_client, **told)

    assert page.errors == [NOTHING]
    assert page.title.startswith("Error: ")
    assert reports() == []


def test_an_error_keeps_everything_that_was_typed(public_client: Client) -> None:
    told = {**EVERYTHING, "what": "ŵ" * 15_001, "ticket": old_ticket()}

    page = send(public_client, **told)

    kept = page.fields
    assert len(kept.pop("words")[0].split()) == 7
    assert kept.pop("copy")
    assert page.errors == [
        "What do you know, in your own words?: use 15000 characters or fewer. "
        "You used 15001."
    ]
    assert kept.pop("step") == ["what"]
    for name, value in kept.items():
        expected = told[name]
        assert value == (expected if isinstance(expected, list) else [expected])
    assert kept.keys() == told.keys()


def test_line_ends_count_once(public_client: Client, cast: Cast) -> None:
    send(public_client, what="a\r\n" * 7_500)

    assert opened(cast).answers.what == "\n".join("a" * 7_500)


@pytest.mark.parametrize("site", ["", "/cy"])
def test_danger_is_answered_with_999_and_the_report_is_taken(
    public_client: Client, site: str
) -> None:
    page = send(public_client, site, what="Help", danger_now="yes")

    (warning,) = page.all("//main//*[contains(@class, 'govuk-warning-text')]/strong")
    assert "999" in warning.text_content()
    assert [report.urgency for report in reports()] == ["danger"]


def test_a_professional_is_told_what_this_report_is_not(public_client: Client) -> None:
    form = step(public_client, "you", who_you_are="professional").text
    receipt = send(public_client, what="x", who_you_are="professional").text

    for text in (form, receipt):
        assert "National Referral Mechanism" in text
        assert "Duty to Notify" in text
        assert "adult at risk" in text


def test_a_child_is_shown_somebody_to_talk_to(public_client: Client) -> None:
    assert "0800 1111" in send(public_client, what="x", who_you_are="child").text


def test_the_receipt_shows_no_id_and_does_not_lead_to_a_page_that_would_lose_it(
    public_client: Client,
) -> None:
    page = send(public_client, what="x")

    (report,) = reports()
    assert str(report.id) not in page.text
    assert not page.all("//a[@hreflang]")


def test_the_same_page_sent_twice_is_one_report_and_shows_the_same_words(
    public_client: Client,
) -> None:
    words = "abandon able absent actor adult again alley"
    told = {"what": "x", "words": words, "ticket": old_ticket(), "copy": str(uuid4())}

    first, again = send(public_client, **told), send(public_client, **told)

    assert first.words == again.words == words.split()
    assert len(reports()) == 1


@pytest.mark.parametrize("site", ["", "/cy"])
def test_a_form_sent_again_with_other_words_is_not_taken_twice(
    public_client: Client, site: str
) -> None:
    ticket = old_ticket()
    send(public_client, site, what="x", ticket=ticket)

    again = send(public_client, site, what="x", ticket=ticket)

    assert again.words == []
    assert len(reports()) == 1
    assert again.heading in {
        "We already have this report",
        "Mae’r adroddiad hwn gennym eisoes",
    }


def test_what_was_added_before_sending_again_can_be_sent_as_a_new_report(
    public_client: Client,
) -> None:
    ticket = old_ticket()
    send(public_client, what="x", ticket=ticket)

    again: dict[str, Any] = send(public_client, **EVERYTHING, ticket=ticket).fields
    page = send(public_client, **{**again, "ticket": old_ticket()})

    assert again["ticket"] != [ticket]
    assert again["what"] == [WORDS]
    assert again["signs_general"] == EVERYTHING["signs_general"]
    assert page.heading == "We have your report"
    assert len(reports()) == 2


def test_the_language_of_the_page_is_kept_with_the_report(
    public_client: Client,
) -> None:
    send(public_client, "/cy", what="x")

    assert [report.language for report in reports()] == ["cy"]


@pytest.mark.usefixtures("public_site")
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_desk_the_page_says_how_else_to_report(
    client: Client, method: str
) -> None:
    page = shown(getattr(client, method)("/report/", {"what": "x"}), status=503)

    for number in ("999", "101", "0800 555 111", "08000 121 700"):
        assert number in page.text
    assert reports() == []


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(public_client: Client, method: str) -> None:
    assert getattr(public_client, method)("/report/").status_code == 405


def test_a_form_on_another_site_is_refused(public_client: Client) -> None:
    sent = last_page(what="x")

    answer = public_client.post("/report/", sent, headers={"Sec-Fetch-Site": "none"})
    other = public_client.post(
        "/report/", sent, headers={"Origin": "https://example.org"}
    )

    assert (answer.status_code, other.status_code) == (403, 403)
    assert reports() == []


def test_no_way_back_is_one_click_and_as_welcome(public_client: Client) -> None:
    page = send(public_client, what="x", wants_reply="no")

    (report,) = reports()
    assert page.heading == "We have your report"
    assert page.words == []
    assert report.reply_key is None


def test_a_way_back_is_a_key_that_the_words_give(public_client: Client) -> None:
    page = send(public_client, what="x")

    (report,) = reports()
    box = letters.box_of(receipts.normalise_receipt(" ".join(page.words)))
    assert bytes(report.reply_key or b"") == box.public_key


@pytest.mark.parametrize("ticket", ["", "forged", "a" * 5_000])
def test_a_form_without_a_ticket_waits_and_loses_nothing(
    public_client: Client, ticket: str
) -> None:
    page = send(public_client, what="All that I know", ticket=ticket)

    assert "wait 8 seconds" in page.text
    assert page.fields["what"] == ["All that I know"]
    assert reports() == []
    with time_machine.travel(timezone.now() + timedelta(seconds=9)):
        told: dict[str, Any] = page.fields
        assert send(public_client, **told).heading == "We have your report"


def test_a_try_walks_the_same_way_and_sends_nothing(public_client: Client) -> None:
    first = shown(public_client.get("/report/try/"))

    end = shown(public_client.post("/report/try/", last_page(what="x")))

    assert "Nothing can be sent from here" in first.text
    assert end.heading == "That was all: nothing was sent"
    assert reports() == []


def test_what_was_answered_on_a_way_not_taken_does_not_count(
    public_client: Client, cast: Cast
) -> None:
    told = {**EVERYTHING, "who_you_are": "child", "topic": "none"}

    send(public_client, **told)

    answers = opened(cast).answers
    assert answers.your_place == ""
    assert answers.sign_codes == ("gen_lives_at_work", "gen_bad_housing")

"""The report form: what it takes, what it says, and that it never loses a word."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client, override_settings

from tests.cast import NOON, Cast
from tests.made.reporting import STAFF_KEYS, WORDS
from tests.roles import as_role
from unhidden.reporting import actions
from unhidden.reporting.models import Report
from unhidden.reporting.tests.pages import Shown, shown

pytestmark = pytest.mark.django_db

EVERYTHING: dict[str, Any] = {
    "danger_now": "no",
    "who_you_are": "landlord",
    "what": WORDS,
    "about_child": "yes",
    "signs_general": ["gen_lives_at_work", "gen_bad_housing"],
    "signs_car_wash": ["cw_minibus"],
    "where": "Seaview Court, flat 2",
    "postcode": "LL18 1AA",
    "when": "Every morning",
    "who": "A man called T",
    "vehicles": "White van",
    "phones": "07700 900123",
}
NOTHING = "Enter what you saw or know, or select at least one sign"


def send(client: Client, site: str = "", **told: Any) -> Shown:
    return shown(client.post(f"{site}/report/", {"form_key": str(uuid4()), **told}))


def reports() -> list[Report]:
    with as_role("staff"):
        return list(Report.objects.using("stored").all())


def opened(cast: Cast) -> actions.OpenedReport:
    """The only report there is, as the desk reads it on the staff site."""
    (report,) = reports()
    with as_role("staff"), override_settings(**STAFF_KEYS):
        return actions.open_report(
            report_id=report.id, actor=cast.actor("analyst"), at=NOON
        )


def test_the_form_has_a_key_of_its_own_and_no_box_that_must_be_filled(
    public_client: Client,
) -> None:
    page, other = (shown(public_client.get("/report/")) for _ in range(2))

    (key,) = page.fields["form_key"]
    assert UUID(key).version == 4
    assert page.fields["form_key"] != other.fields["form_key"]
    assert not page.all("//main//*[@required or @maxlength or @pattern]")


def test_every_public_sign_is_offered_and_no_other(public_client: Client) -> None:
    page = shown(public_client.get("/report/"))

    offered = {box.get("value") for box in page.all("//*[@type='checkbox']")}
    assert {"gen_asked_for_help", "nail_lives_above", "cw_minibus"} <= offered
    assert not {"gen_docs_held_by_other", "gen_language_gap"} & offered
    assert len(offered) > 90


def test_only_the_general_signs_stand_open_until_others_are_ticked(
    public_client: Client,
) -> None:
    fresh = shown(public_client.get("/report/"))
    wrong = send(public_client, signs_hotel="hot_side_door", what="x" * 15_001)

    assert not fresh.all("//details[@open]")
    (open_one,) = wrong.all("//details[@open]")
    assert "Hotels" in open_one.text_content()


def test_the_form_never_asks_anybody_to_find_out_more(public_client: Client) -> None:
    text = shown(public_client.get("/report/")).text

    assert "do not follow anybody and do not take pictures" in text
    assert "Tell us what you already know" in text
    for request in ("find out", "keep watch", "photograph", "upload", "follow them"):
        assert request not in text.lower()


def test_everything_that_is_told_reaches_the_desk(
    public_client: Client, cast: Cast
) -> None:
    page = send(public_client, **EVERYTHING)

    answers = opened(cast).answers
    texts = ("what", "where", "postcode", "when", "who", "vehicles", "phones")
    assert page.heading == "We have your report"
    assert [getattr(answers, name) for name in texts] == [EVERYTHING[n] for n in texts]
    assert set(answers.sign_codes) == {
        "gen_lives_at_work",
        "gen_bad_housing",
        "cw_minibus",
    }
    assert (answers.about_child, answers.danger_now) == (True, False)
    assert answers.who_you_are == "landlord"


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
    key, words = str(uuid4()), "ŵ" * 15_001
    told = {**EVERYTHING, "what": words, "form_key": key}

    page = send(public_client, **told)

    kept = page.fields
    assert page.errors == [
        "What you know, in your own words: use 15000 characters or fewer. "
        "You used 15001."
    ]
    assert kept.pop("what") == [words]
    assert kept.pop("form_key") == [key]
    for name, value in kept.items():
        expected = EVERYTHING[name]
        assert value == (expected if isinstance(expected, list) else [expected])
    assert kept.keys() | {"what"} == EVERYTHING.keys()


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
    form = shown(public_client.get("/report/")).text
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


@pytest.mark.parametrize("site", ["", "/cy"])
def test_sending_the_same_page_twice_is_one_report(
    public_client: Client, site: str
) -> None:
    key = str(uuid4())
    send(public_client, site, what="x", form_key=key)

    again = send(public_client, site, what="x", form_key=key)

    assert again.words == []
    assert len(reports()) == 1
    assert again.heading in {
        "We already have this report",
        "Mae’r adroddiad hwn gennym eisoes",
    }


def test_what_was_added_before_sending_again_can_be_sent_as_a_new_report(
    public_client: Client,
) -> None:
    key = str(uuid4())
    send(public_client, what="x", form_key=key)
    added = {**EVERYTHING, "form_key": key}

    again: dict[str, Any] = {**send(public_client, **added).fields}
    page = send(public_client, **again)

    assert again["form_key"] != [key]
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
    sent = {"what": "x", "form_key": str(uuid4())}

    answer = public_client.post("/report/", sent, headers={"Sec-Fetch-Site": "none"})
    other = public_client.post(
        "/report/", sent, headers={"Origin": "https://example.org"}
    )

    assert (answer.status_code, other.status_code) == (403, 403)
    assert reports() == []

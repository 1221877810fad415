"""The queue of reports, and the page on which one is decided."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.made.conversing import words_of, write
from tests.made.intelligence import make_triage
from tests.made.reporting import WORDS, make_answers, make_receipt, make_report
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.desk.tests.triaging import STORY
from unhidden.intelligence.models import Triage
from unhidden.reporting.actions import sending

pytestmark = pytest.mark.django_db
QUEUE = "/desk/"
DECIDED = {"decision": "intelligence", "reason": "A place and a pattern."}


def page_of(report_id: UUID) -> str:
    return reverse("intelligence:report", args=[report_id])


def test_the_queue_shows_urgency_reason_day_and_language(
    cast: Cast, signed_in: SignedIn
) -> None:
    danger = make_report(answers=make_answers(danger_now=True), language="cy")
    make_report(answers=make_answers(about_child=True))

    page = signed_in("analyst").get(QUEUE)

    text = words(page)
    assert f"Report {str(danger)[:8].upper()} of 5 January 2026" in text
    assert "Danger now At once: someone is in danger now." in text
    assert "Same day The same day: it is about a child." in text
    assert text.index("Danger now") < text.index("Same day")
    assert "Language of the form: Welsh" in text
    assert WORDS not in text


@pytest.mark.parametrize(
    ("code", "name"), [("vi", "Vietnamese"), ("ti", "Tigrinya"), ("zh-hans", "Chinese")]
)
def test_the_desk_is_told_the_language_of_the_pages(
    cast: Cast, signed_in: SignedIn, code: str, name: str
) -> None:
    client, report_id = signed_in("analyst"), make_report(language=code)

    for address in (QUEUE, page_of(report_id)):
        text = words(client.get(address))
        assert f"Language of the form: {name}" in text
        assert "in English" not in text
    assert "They may have written in another." in words(client.get(page_of(report_id)))


def test_the_queue_is_narrowed_to_one_language(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in("analyst")
    english, vietnamese = make_report(), make_report(language="vi")
    make_triage(make_report(language="ro"), by=cast.actor("analyst"))

    everything = client.get(QUEUE).content.decode()
    narrowed = client.get(QUEUE, {"language": "vi"}).content.decode()
    nonsense = client.get(QUEUE, {"language": "<b>"}).content.decode()

    assert "?status=waiting&amp;only=&amp;language=vi" in everything
    assert "Romanian" not in everything
    assert page_of(vietnamese) in narrowed
    assert page_of(english) not in narrowed
    assert "?status=waiting&amp;only=mine&amp;language=vi" in narrowed
    assert page_of(english) in nonsense
    assert "<b>" not in nonsense


@pytest.mark.parametrize("status", ["waiting", "read"])
def test_a_language_that_nobody_used_leaves_an_empty_queue(
    cast: Cast, signed_in: SignedIn, status: str
) -> None:
    make_triage(make_report(), by=cast.actor("analyst"))
    make_report()

    page = signed_in("analyst").get(QUEUE, {"status": status, "language": "sq"})

    assert "None of them." in words(page)


@pytest.mark.parametrize(
    ("told", "child", "danger"),
    [
        ({"about_child": False, "danger_now": False}, "No", "No"),
        ({}, "Not said", "Not said"),
        ({"about_child": True, "danger_now": True}, "Yes", "Yes"),
        (
            {"about_child": False, "sign_codes": ("nail_very_young",)},
            "No, though child signs were ticked",
            "Not said",
        ),
        (
            {"about_child": False, "topic": "child"},
            "No, though they said that it is about children and young people",
            "Not said",
        ),
        (
            {"sign_codes": ("chd_no_age_friends",)},
            "Not said, but child signs were ticked",
            "Not said",
        ),
    ],
)
def test_a_no_is_no_and_a_sign_of_a_child_beside_it_is_said(
    cast: Cast,
    signed_in: SignedIn,
    told: dict[str, object],
    child: str,
    danger: str,
) -> None:
    report_id = make_report(answers=make_answers(**told))

    text = words(signed_in("analyst").get(page_of(report_id)))

    assert f"About a child {child} Someone in danger now {danger} " in text


def test_a_form_that_could_not_say_no_is_not_read_as_if_it_could(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forms up to the third version sent the same for No and for no answer."""
    monkeypatch.setattr(
        sending, "ReportLabel", partial(sending.ReportLabel, form_version=3)
    )
    report_id = make_report(answers=make_answers())

    text = words(signed_in("analyst").get(page_of(report_id)))

    assert "Someone in danger now No, or not said " in text


@pytest.mark.parametrize(
    ("tab", "sentence"),
    [
        ("", "No report is waiting. New ones appear here by themselves."),
        ("?status=read", "No report is waiting to be written up."),
        ("?status=done", "No report has been dealt with yet."),
        ("?status=nonsense", "No report is waiting. New ones appear here by"),
    ],
)
def test_an_empty_queue_says_so(signed_in: SignedIn, tab: str, sentence: str) -> None:
    assert sentence in words(signed_in("analyst").get(QUEUE + tab))


def test_each_tab_shows_its_own_reports(cast: Cast, signed_in: SignedIn) -> None:
    analyst, client = cast.actor("analyst"), signed_in("analyst")
    waiting, considered, done = make_report(), make_report(), make_report()
    make_triage(considered, by=analyst)
    make_triage(
        done,
        by=analyst,
        decision="passed_on",
        passed_to_id=cast.organisations["council"],
    )

    pages = {
        tab: client.get(QUEUE, {"status": tab}) for tab in ("waiting", "read", "done")
    }

    for tab, shown in {"waiting": waiting, "read": considered, "done": done}.items():
        body = pages[tab].content.decode()
        others = {waiting, considered, done} - {shown}
        assert page_of(shown) in body
        assert not any(page_of(other) in body for other in others)
    assert "Write it up" in words(pages["read"])
    assert "Passed on to Wrexham Council. Decided by Analyst" in words(pages["done"])


def test_a_long_queue_comes_in_pages(cast: Cast, signed_in: SignedIn) -> None:
    sent = {make_report() for _ in range(27)}
    client = signed_in("analyst")

    bodies = [client.get(QUEUE, {"page": n}).content.decode() for n in (1, 2)]

    shown = [{key for key in sent if page_of(key) in body} for body in bodies]
    assert [len(part) for part in shown] == [25, 2]
    assert shown[0] | shown[1] == sent


@pytest.mark.parametrize("part", ["officer", "planner", "partner", "stranger"])
def test_the_queue_and_the_report_are_absent_for_everybody_else(
    cast: Cast, signed_in: SignedIn, part: str
) -> None:
    report_id = make_report()
    client = signed_in(part)

    for url in (QUEUE, page_of(report_id), page_of(uuid4())):
        assert client.get(url).status_code == 404


def test_a_report_is_read_and_opening_it_is_recorded(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id = make_report(
        answers=make_answers(
            postcode="LL18 1AA",
            vehicles="a white van",
            sign_codes=("gen_cannot_leave",),
            who_you_are="landlord",
        )
    )

    page = signed_in("analyst").get(page_of(report_id))

    text = words(page)
    for said in (WORDS, "LL18 1AA", "a white van", "Not free to leave work or home"):
        assert said in text
    assert "A landlord, letting agent or hotelier" in text
    assert audit.names_about(subject_id=report_id)[-1] == "reporting.report_opened"


def test_danger_comes_before_everything_else_on_the_page(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id = make_report(answers=make_answers(danger_now=True))
    client = signed_in("analyst")

    before = words(client.get(page_of(report_id)))
    make_triage(report_id, by=cast.actor("analyst"), decision="emergency")
    after = words(client.get(page_of(report_id)))

    assert "Call 999, then the duty officer" in before
    assert before.index("Call 999, then the duty officer") < before.index(WORDS)
    assert "Call 999, then the duty officer" not in after


def test_a_report_without_danger_shows_no_alarm(signed_in: SignedIn) -> None:
    page = signed_in("analyst").get(page_of(make_report()))

    assert "Call 999, then the duty officer" not in words(page)


def test_a_report_to_be_written_leads_on_to_writing(signed_in: SignedIn) -> None:
    report_id = make_report()

    answer = signed_in("analyst").post(page_of(report_id), DECIDED)

    assert answer.status_code == 302
    assert answer["Location"] == reverse(
        "intelligence:write_from_report", args=[report_id]
    )
    assert Triage.objects.using("stored").get().decision == "intelligence"


def test_a_report_at_its_end_leads_back_to_the_queue(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id = make_report()
    given = {
        "decision": "passed_on",
        "passed_to": str(cast.organisations["council"]),
        "reason": "It is about housing.",
    }

    page = signed_in("analyst").post(page_of(report_id), given, follow=True)

    assert page.redirect_chain == [(QUEUE, 302)]
    assert "The report is passed on" in words(page)
    assert (
        Triage.objects.using("stored").get().passed_to_id
        == cast.organisations["council"]
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"decision": ""}, "Select what should happen"),
        ({"reason": " "}, "Enter the reason for your decision"),
        ({"decision": "passed_on"}, "Select the organisation it goes to"),
        ({"decision": "shred"}, "Select one of the answers"),
    ],
)
def test_a_decision_that_lacks_something_keeps_what_was_typed(
    signed_in: SignedIn, given: dict[str, str], sentence: str
) -> None:
    typed = {"decision": "no_action", "reason": "A reason of mine", **given}

    page = signed_in("analyst").post(page_of(make_report()), typed)

    text = words(page)
    assert page.status_code == 200
    assert "There is a problem" in text
    assert sentence in text
    assert typed["reason"].strip() in text
    assert not Triage.objects.using("stored").exists()


def test_our_own_agency_is_not_offered_to_pass_on_to(
    cast: Cast, signed_in: SignedIn
) -> None:
    body = signed_in("analyst").get(page_of(make_report())).content.decode()

    assert f'value="{cast.organisations["police"]}"' not in body
    assert f'value="{cast.organisations["council"]}"' in body


def test_whoever_decides_second_is_told_loses_nothing_and_may_decide_again(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id, client = make_report(), signed_in("analyst")
    make_triage(report_id, by=cast.actor("analyst"))
    given = {"decision": "no_action", "reason": "It is a prank of ours."}

    page = client.post(page_of(report_id), given)
    again = client.post(page_of(report_id), {**given, "turn": "1"}, follow=True)

    text, form = words(page), page.content.decode()
    assert "Somebody has decided on this report since." in text
    assert "It names a place and a pattern." in text
    assert "It is a prank of ours." in text
    assert '<input type="hidden" name="turn" value="1"' in form
    assert "The report is closed with no further action" in words(again)
    after = words(client.get(page_of(report_id)))
    assert after.index("It is a prank") < after.index("What was decided before")
    assert after.index("What was decided before") < after.index("It names a place")


def test_what_the_reporter_wrote_meanwhile_is_read_before_anybody_decides(
    cast: Cast, signed_in: SignedIn
) -> None:
    receipt, client = make_receipt(), signed_in("analyst")
    client.get(page_of(receipt.report_id))
    write(words_of(receipt), "He has a knife.")

    page = client.post(page_of(receipt.report_id), DECIDED)

    assert "The reporter has written again: read it" in words(page)
    assert "He has a knife." in words(page)
    assert DECIDED["reason"] in words(page)
    assert not Triage.objects.using("stored").exists()


def test_pages_of_the_queue_refuse_other_methods(signed_in: SignedIn) -> None:
    client = signed_in("analyst")

    assert client.post(QUEUE).status_code == 405
    assert client.delete(page_of(make_report())).status_code == 405


def test_seven_copies_are_one_line_of_the_queue_and_none_hides_what_is_pressing(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in("analyst")
    for n in range(7):
        make_report(answers=make_answers(what=f"{STORY} Copy {n}."))
    urgent = make_report(answers=make_answers(what=f"{STORY} Now.", danger_now=True))

    page = client.get("/desk/").content.decode()
    lane = client.get(f"/desk/reports/{urgent}/alike/").content.decode()

    assert page.count("ui-card__title") == 1
    assert str(urgent) in page
    assert "7 more that say nearly the same" in page
    assert lane.count("ui-card__title") == 8

"""Taking, putting aside, passing on, calling 999 and taking down: the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.made.agencies import their_analyst
from tests.made.reporting import WORDS, make_answers, make_report
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.desk.tests.triaging import CALLS
from unhidden.intelligence.models import Assignment, DangerToLife, Triage
from unhidden.reporting.models import Passing, Report

pytestmark = pytest.mark.django_db
TAKEN_DOWN = {"came_by": "helpline", "language": "cy", "what": "Synthetic: she rang."}


def url(page: str, report_id: UUID | None = None) -> str:
    return reverse(f"intelligence:{page}", args=[report_id] if report_id else [])


@pytest.mark.parametrize("page", ["spam", "danger", "same_place"])
@pytest.mark.parametrize("part", ["officer", "partner", "analyst"])
def test_pages_of_a_report_are_absent_for_others_and_for_none(
    cast: Cast, signed_in: SignedIn, page: str, part: str
) -> None:
    report_id = uuid4() if part == "analyst" else make_report()
    client = signed_in(part)

    assert client.get(url(page, report_id)).status_code == 404
    assert client.post(url(page, report_id), CALLS).status_code in {404, 405}
    assert client.post(url("assign", report_id), {"do": "take"}).status_code == 404


@pytest.mark.parametrize("holder", ["", "nobody", str(UUID(int=0, version=4))])
def test_a_page_of_before_takes_no_report_from_anybody(
    cast: Cast, signed_in: SignedIn, holder: str
) -> None:
    report_id, client = make_report(), signed_in("analyst")
    client.post(url("assign", report_id), {"do": "take"})

    page = client.post(
        url("assign", report_id), {"do": "back", "holder": holder}, follow=True
    )

    assert "Somebody was first. See it below." in words(page)
    assert "You have it, since" in words(page)
    assert Assignment.objects.using("stored").count() == 1


@pytest.mark.parametrize(
    "sent", [{"do": "give"}, {"do": "give", "to": "x"}, {"to": "y"}]
)
def test_a_report_is_given_to_somebody(
    cast: Cast, signed_in: SignedIn, sent: dict[str, str]
) -> None:
    report_id = make_report()

    page = signed_in("analyst").post(url("assign", report_id), sent, follow=True)

    assert "Select a colleague" in words(page)
    assert not Assignment.objects.using("stored").exists()


def test_a_danger_to_life_asks_for_the_calls_and_keeps_the_reason(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id, client = make_report(), signed_in("analyst")
    asked = client.post(
        url("report", report_id), {"decision": "emergency", "reason": "A cry for help"}
    )

    done = client.post(url("danger", report_id), CALLS)

    assert "Call first." in words(asked)
    assert "A cry for help" in words(asked)
    assert f'action="{url("danger", report_id)}"' in asked.content.decode()
    assert done["Location"] == url("write_from_report", report_id)
    assert Triage.objects.using("stored").get().decision == "emergency"
    shown = words(client.get(url("report", report_id)))
    assert "Inspector Example, told" in shown
    assert "None was given" in shown


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ({"called_at": ""}, "Enter when you called 999"),
        ({"told_at": "soon"}, "Enter a time, like 9:30am or 14:30"),
        ({"duty_officer": " "}, "Enter the name of the duty officer"),
        ({"what_was_told": ""}, "Enter what you told them"),
    ],
)
def test_calls_that_were_not_made_decide_nothing(
    cast: Cast, signed_in: SignedIn, lacks: dict[str, str], sentence: str
) -> None:
    page = signed_in("analyst").post(url("danger", make_report()), CALLS | lacks)

    assert sentence in words(page)
    assert not DangerToLife.objects.using("stored").exists()


def test_the_decision_to_pass_on_moves_the_report_where_there_is_a_desk(
    cast: Cast, signed_in: SignedIn
) -> None:
    their_analyst(cast)
    report_id, client = make_report(), signed_in("analyst")
    council = str(cast.organisations["council"])
    sent = {"decision": "passed_on", "passed_to": council, "reason": "It is theirs."}

    asked = client.post(url("report", report_id), sent)
    typed = {"desk": council, "purpose": "area", "reason": "It is theirs."}
    client.post(url("pass_on", report_id), typed)

    assert "It is theirs." in words(asked)
    assert f'<option value="{council}" selected' in asked.content.decode()
    assert not Triage.objects.using("stored").exists()
    assert Passing.objects.using("stored").get().reason == "It is theirs."
    assert str(Report.objects.using("stored").get().desk_id) == council


def test_what_is_taken_down_is_in_the_queue_without_its_words(
    cast: Cast, signed_in: SignedIn
) -> None:
    sent = {**TAKEN_DOWN, "about_child": "on", "caller_name": "Ann Example"}

    page = signed_in("officer").post(url("enter"), sent, follow=True)
    queue = words(signed_in("analyst").get(url("queue")))

    assert "The desk has it now, as report" in words(page)
    assert "Helpline transcript. Language it was said in: Welsh." in queue
    assert "it is about a child" in queue
    assert "Ann Example" not in queue


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ({"came_by": "web"}, "Select one of the answers"),
        ({"what": " "}, "Enter what was said"),
        ({"language": ""}, "Select the language"),
        ({"signs": "made_up"}, "Select from the answers shown"),
        ({"key": "no key", "area": "W0"}, "Select one from the list"),
    ],
)
def test_what_lacks_something_is_not_taken_down_and_stays_typed(
    cast: Cast, signed_in: SignedIn, lacks: dict[str, Any], sentence: str
) -> None:
    sent = {**TAKEN_DOWN, "where": "12 Example Street", **lacks}

    page = signed_in("officer").post(url("enter"), sent)

    assert sentence in words(page)
    assert "12 Example Street" in words(page)
    assert not Report.objects.using("stored").exists()


def test_reports_of_one_place_are_listed_unopened(
    cast: Cast, signed_in: SignedIn
) -> None:
    told = {"where": "12 Example Street", "postcode": "LL18 1AA"}
    one, other = (make_report(answers=make_answers(**told)) for _ in range(2))
    client = signed_in("analyst")

    queue = words(client.get(url("queue")))
    listed = client.get(url("same_place", one)).content.decode()

    assert "1 more report about the same place" in queue
    assert all(url("report", each) in listed for each in (one, other))
    assert WORDS not in listed
    assert Report.objects.using("stored").filter(seen_on=None).count() == 2

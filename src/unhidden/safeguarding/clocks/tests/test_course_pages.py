"""The pages of what happened in the NRM, and of how deadlines are counted."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made.safeguarding import make_case
from unhidden.safeguarding.clocks.actions import duty

pytestmark = pytest.mark.django_db


def sign_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def test_a_worker_records_what_happened_and_takes_it_back(cast: Cast) -> None:
    url = f"/cases/{make_case(cast)}/nrm/"
    client = sign_in(cast, "support_worker")
    typed = {
        "from_state": "consent_pending",
        "to_state": "lost_contact",
        "happened_on_day": "6",
        "happened_on_month": "1",
        "happened_on_year": "2026",
    }

    recorded = client.post(f"{url}record/", typed, follow=True)
    again = client.post(f"{url}record/", typed, follow=True)
    back = client.post(f"{url}take-back/", follow=True)

    assert "What happened is recorded" in recorded.text
    assert "Contact lost" in recorded.text
    assert "Select one of the answers" in again.text
    assert "It is taken back" in back.text


def test_a_reference_that_is_a_name_is_refused_and_kept_for_correction(
    cast: Cast,
) -> None:
    url = f"/cases/{make_case(cast)}/deadlines/follow_up/"
    typed = {"route": "phone", "party": "person", "reference": "Mai Nguyen"}

    answer = sign_in(cast, "support_worker").post(url, typed)

    assert "Enter the reference alone" in answer.text
    assert "Mai Nguyen" in answer.text


def test_every_rule_says_that_nobody_has_checked_it(cast: Cast) -> None:
    answer = sign_in(cast, "support_worker").get("/cases/rules/")

    assert "How deadlines are counted" in answer.text
    assert "Not checked" in answer.text


def test_a_charity_reads_that_the_duty_is_not_its_own(cast: Cast) -> None:
    url = f"/cases/{make_case(cast)}/duty-to-notify/"

    answer = sign_in(cast, "support_worker").get(url)

    assert "Your organisation has no duty" in answer.text


def test_who_is_bound_and_opened_the_case_reads_when_its_month_ends(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    client = sign_in(cast, "safeguarding_lead")
    url = f"/cases/{case_id}/duty-to-notify/"
    before = client.get(url).text
    duty.record_belief(
        case_id=case_id,
        believed_on=TODAY,
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )

    after = " ".join(client.get(url).text.split())
    course = client.get(f"/cases/{case_id}/nrm/").text

    assert "believed_on" in before
    assert "month runs already, since 5 January 2026" in after
    assert "believed_on" not in after
    assert "Duty to Notify: when your month ends" in course


def test_days_before_an_event_are_said_in_words(cast: Cast) -> None:
    page = sign_in(cast, "support_worker").get("/cases/rules/")
    more = sign_in(cast, "support_worker").get("/cases/rules/?page=2")

    text = page.text + more.text
    assert "90 days before" in text
    assert "The same day" in text


@pytest.mark.parametrize("path", ["nrm/", "nrm/record/", "duty-to-notify/"])
def test_nobody_off_the_team_finds_these_pages(cast: Cast, path: str) -> None:
    client = sign_in(cast, "other_support_worker")

    assert client.get(f"/cases/{make_case(cast)}/{path}").status_code == 404

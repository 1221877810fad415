"""Pages of supervision: who has what, handing it over, and talks."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from tests.made.courses import make_closed_case
from tests.made.safeguarding import make_case
from unhidden.agencies import actions as agencies
from unhidden.safeguarding.course import queries as course
from unhidden.safeguarding.models import Case

pytestmark = pytest.mark.django_db


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def test_a_supervisor_goes_from_caseloads_to_a_worker_and_hands_cases_over(
    cast: Cast,
) -> None:
    urn = Case.objects.using("stored").get(id=make_case(cast)).urn
    client, worker = _as(cast, "support_manager"), cast.people["support_worker"]

    listed = client.get("/cases/caseloads/")
    page = client.get(f"/cases/caseloads/{worker}/")
    form = client.get(f"/cases/caseloads/{worker}/hand-over/")
    nobody = client.post(f"/cases/caseloads/{worker}/hand-over/", {})

    assert urn in listed.text
    assert f"/cases/caseloads/{worker}/" in listed.text
    assert urn in page.text
    assert f"Who takes {urn}" in form.text
    assert "Select who takes the cases" in nobody.text


def test_a_caseload_is_filtered_and_ordered_by_its_address(cast: Cast) -> None:
    urn = Case.objects.using("stored").get(id=make_case(cast)).urn
    client = _as(cast, "support_manager")

    late = client.get("/cases/caseloads/?what=overdue&order=contact")
    nonsense = client.get("/cases/caseloads/?what=x&worker=y&order=z&page=q")

    assert urn in late.text  # it was opened months ago
    assert nonsense.status_code == 200


def test_a_talk_keeps_what_was_typed_when_a_day_is_wrong(cast: Cast) -> None:
    client, worker = _as(cast, "support_manager"), cast.people["support_worker"]
    url = f"/cases/caseloads/{worker}/talk/"
    typed = {"words": "Nights are too long.", "held_on_day": "1", "held_on_month": "2"}
    whole = {"held_on_year": "2026", "next_on_day": "1", "next_on_month": "3"}

    wrong = client.post(url, {**typed, **whole, "next_on_year": "2025"})
    right = client.post(url, {**typed, **whole, "next_on_year": "2027"})

    assert "Enter a day after the one on which you talked" in wrong.text
    assert "Nights are too long." in wrong.text
    assert right.status_code == 302
    own = _as(cast, "support_worker").get("/cases/talks/")
    assert "Nights are too long." in own.text


@pytest.mark.parametrize("path", ["caseloads/", "figures/"])
def test_pages_of_supervision_are_not_there_for_others(cast: Cast, path: str) -> None:
    for part in ("officer", "investigator", "communications", "support_worker"):
        assert _as(cast, part).get(f"/cases/{path}").status_code == 404


def test_closed_cases_go_with_everything_so_that_somebody_can_open_them_again(
    cast: Cast,
) -> None:
    closed, worker = make_closed_case(cast), cast.people["support_worker"]
    agencies.request_engagement(
        person_id=cast.people["stranger"],
        organisation_id=cast.organisations["bawso"],
        role="support_worker",
        from_on=date(2016, 1, 1),
        actor=FOUNDER,
        at=NOON,
    )

    answer = _as(cast, "support_manager").post(
        f"/cases/caseloads/{worker}/hand-over/",
        {"everything": str(cast.people["stranger"])},
        follow=True,
    )

    assert "1 case is handed over" in answer.text
    view = course.get_course(viewer=cast.actor("stranger"), case_id=closed, today=TODAY)
    assert view.may_record == ("reopened",)

"""Pages of cover: the rota, tonight, and what a lead reads in the morning."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.made.cover import make_duty, make_sheet
from tests.made.safeguarding import make_case
from unhidden.safeguarding.models import CoverCall

pytestmark = pytest.mark.django_db


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def test_from_the_rota_to_a_call_and_to_the_leads_morning(cast: Cast) -> None:
    at = timezone.now()
    case_id = make_case(cast, at=at - timedelta(days=30))
    make_duty(cast, at=at)
    make_sheet(cast, case_id, at=at)
    night, lead = _as(cast, "support_manager"), _as(cast, "support_worker")
    sheet = f"/cases/rota/tonight/{case_id}/"

    assert "Support Manager" in night.get("/cases/rota/").text
    assert "Robin" in night.get("/cases/rota/tonight/").text
    unasked = night.post(sheet, {})
    opened = night.post(sheet, {"reason": "called"}, follow=True)
    empty = night.post(f"{sheet}open/", {"text": ""})
    kept = night.post(f"{sheet}open/", {"text": "She rang at two."}, follow=True)
    morning = lead.get(f"/cases/{case_id}/cover/")

    assert "Select why you open it" in unasked.text
    assert "Her brother has found out where she works." in opened.text
    assert "Enter what was said and what you did" in empty.text
    assert "She rang at two." not in kept.text
    assert "She rang at two." in morning.text
    assert "The person is calling" in morning.text
    assert night.post(f"{sheet}shut/").status_code == 302
    assert night.get(f"{sheet}open/").status_code == 404


def test_a_lead_writes_for_the_night_and_keeps_what_was_typed(cast: Cast) -> None:
    case_id = make_case(cast)
    client, url = _as(cast, "support_worker"), f"/cases/{case_id}/cover/write/"
    last = timezone.localdate() + timedelta(days=3)
    typed = {"called": "Wren", "hours": "2", "tonight": "", "before": ""}
    day = {"last_day": last.day, "last_month": last.month, "last_year": last.year}

    nothing = client.post(url, {**typed, **day})
    too_long = client.post(
        url, {**typed, **day, "tonight": "Quiet.", "last_year": last.year + 1}
    )
    written = client.post(url, {**typed, **day, "tonight": "Quiet."}, follow=True)

    assert "Fill in at least one of the parts" in nothing.text
    assert "Wren" in nothing.text
    assert "two weeks for what is written" in too_long.text
    assert "Quiet." in written.text


def test_what_is_written_is_taken_back_once_and_the_second_press_is_told_so(
    cast: Cast,
) -> None:
    at = timezone.now()
    case_id = make_case(cast, at=at)
    make_sheet(cast, case_id, at=at)
    client, url = _as(cast, "support_worker"), f"/cases/{case_id}/cover/withdraw/"

    first, second = (client.post(url, follow=True).text for _ in range(2))

    assert "Nobody can open it any more" in first
    assert "it may have been taken back already" in second
    assert _as(cast, "other_support_worker").post(url).status_code == 404


def test_a_manager_keeps_the_rota(cast: Cast) -> None:
    client, today = _as(cast, "support_manager"), timezone.localdate()
    next_day = today + timedelta(days=1)
    typed = {
        "person": str(cast.people["support_worker"]),
        "begins": "18:00",
        "ends": "08:00",
        "day_day": today.day,
        "day_month": today.month,
        "day_year": today.year,
        "last_day": next_day.day,
        "last_month": next_day.month,
        "last_year": next_day.year,
    }

    backwards = client.post("/cases/rota/add/", {**typed, "last_year": 2020})
    too_far = client.post(
        "/cases/rota/add/", {**typed, "day_year": 2099, "last_year": 2099}
    )
    added = client.post("/cases/rota/add/", typed, follow=True)

    assert "Enter an end that is later than the beginning" in backwards.text
    assert "This is more than a year from now" in too_far.text
    assert "Support Worker" in added.text


def test_pages_of_the_night_are_not_there_for_others(cast: Cast) -> None:
    case_id = make_case(cast)

    for part in ("officer", "investigator", "other_support_worker", "communications"):
        client = _as(cast, part)
        for path in (f"tonight/{case_id}/", f"{case_id}/cover/", "rota/add/"):
            assert client.get(f"/cases/{path}").status_code == 404


def test_what_was_typed_of_a_call_is_given_back_when_it_has_shut(cast: Cast) -> None:
    at = timezone.now()
    case_id = make_case(cast, at=at - timedelta(days=30))
    make_duty(cast, at=at)
    make_sheet(cast, case_id, at=at)
    night = _as(cast, "support_manager")
    sheet, typed = f"/cases/rota/tonight/{case_id}/", {"text": "She rang at two."}
    night.post(sheet, {"reason": "called"})
    shut = [night.post(f"{sheet}shut/").status_code for _ in range(2)]

    late = night.post(f"{sheet}open/", typed)
    of_nobody = night.post(f"/cases/rota/tonight/{uuid4()}/open/", typed)
    empty = night.post(f"{sheet}open/", {"text": " "})
    elsewhere = _as(cast, "officer").post(f"{sheet}open/", typed)

    assert shut == [302, 302]
    assert (late.status_code, of_nobody.status_code) == (404, 404)
    assert "She rang at two." in late.text
    assert "this was not kept" in late.text
    assert "She rang at two." in of_nobody.text
    assert (empty.status_code, elsewhere.status_code) == (404, 404)
    assert "She rang at two." not in elsewhere.text


def test_the_same_page_sent_twice_keeps_one_call(cast: Cast) -> None:
    at = timezone.now()
    case_id = make_case(cast, at=at - timedelta(days=30))
    make_duty(cast, at=at)
    make_sheet(cast, case_id, at=at)
    night, sheet = _as(cast, "support_manager"), f"/cases/rota/tonight/{case_id}/"
    night.post(sheet, {"reason": "called"})
    typed = {"text": "She rang at two.", "once": str(uuid4())}

    kept = [night.post(f"{sheet}open/", typed).status_code for _ in range(2)]

    assert kept == [302, 302]
    assert CoverCall.objects.using("stored").count() == 1

"""Pages of a case's course: closing it, and opening it again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.made.courses import make_quiet_case
from tests.made.safeguarding import make_case

pytestmark = pytest.mark.django_db


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def _today() -> dict[str, object]:
    day = timezone.localdate()
    return {
        "happened_on_day": day.day,
        "happened_on_month": day.month,
        "happened_on_year": day.year,
    }


def test_a_case_is_closed_and_opened_again_by_page(cast: Cast) -> None:
    client = _as(cast, "support_worker")
    url = f"/cases/{make_quiet_case(cast)}/course/"
    close = {**_today(), "number": "0", "code": "settled", "words": "At home now."}

    closed = client.post(f"{url}closed/", close, follow=True)
    twice = client.post(f"{url}closed/", close)
    again = client.get(f"{url}reopened/")
    opened = client.post(
        f"{url}reopened/",
        {**_today(), "number": "1", "code": "came_back", "words": ""},
        follow=True,
    )

    assert "The case is closed" in closed.text
    assert "At home now." in closed.text
    assert "since you opened this page" in twice.text
    assert "Support Worker led it" in again.text
    assert "They came back themselves" in opened.text


def test_what_is_missing_is_said_and_what_was_typed_is_kept(cast: Cast) -> None:
    client = _as(cast, "support_worker")
    url = f"/cases/{make_case(cast)}/course/"

    few = client.post(
        f"{url}lost_contact/",
        {**_today(), "number": "0", "tried": ["called"], "words": "No answer."},
    )
    open_ones = client.post(
        f"{url}closed/", {**_today(), "number": "0", "code": "settled"}
    )

    assert "Try at least two ways" in few.text
    assert "No answer." in few.text
    assert "Deadlines of this case are open" in open_ones.text


def test_who_may_only_read_gets_no_form(cast: Cast) -> None:
    url = f"/cases/{make_quiet_case(cast)}/course/"
    client = _as(cast, "support_manager")

    assert client.get(url).status_code == 200
    for kind in ("closed", "rested", "nonsense"):
        assert client.get(f"{url}{kind}/").status_code == 404
        assert client.post(f"{url}{kind}/", _today()).status_code == 404

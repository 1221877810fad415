"""The pages on which planners tell the public, and see who comes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast
from tests.made.operations import make_event, make_public_event, make_week
from tests.support.signing_in import SignedIn
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db

TYPED = {
    "version": "0",
    "title_en": "An evening for landlords",
    "title_cy": "Noson i landlordiaid",
    "audience": "landlords",
    "about_en": "What to look for.",
    "about_cy": "Beth i chwilio amdano.",
    "place_en": "Guildhall, Wrexham",
    "place_cy": "Neuadd y Dref, Wrecsam",
    "starts_at": "6:30pm",
    "ends_at": "8pm",
    "takes_sign_ups": "yes",
    "capacity": "40",
}


def test_a_planner_tells_the_public_and_takes_it_back(
    cast: Cast, planner: Client
) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)
    publish, end, who = (
        reverse(f"operations:{name}", args=[event_id])
        for name in ("publish_event", "unpublish_event", "attending")
    )

    nothing = words(planner.post(publish, {}))
    wrong = words(
        planner.post(publish, TYPED | {"ends_at": "6pm", "materials_en": "http://x.y"})
    )
    early = words(planner.post(publish, TYPED | {"ends_at": "6pm"}))
    told = words(planner.post(publish, TYPED, follow=True))
    stale = words(planner.post(publish, TYPED))
    numbers = words(planner.get(who))
    taken = words(planner.post(end, follow=True))

    assert "Enter the English title" in nothing
    assert "Enter addresses that begin with https://" in wrong
    assert "The end must be after the start" in early
    assert "The public can see the event" in told
    assert "Change the public words" in told
    assert "Somebody else has just changed this:" in stale
    assert "0 people of 40 who can come" in numbers
    assert "Nobody has said anything yet." in numbers
    assert "Open addresses and words" not in numbers
    assert "The public no longer sees the event" in taken
    assert planner.get(end).status_code == 404


def test_who_holds_the_keys_opens_addresses_and_words(
    cast: Cast, signed_in: SignedIn
) -> None:
    event_id, _ = make_public_event(cast)
    analyst = Client()
    analyst.login(email=cast.email("analyst"), password=PASSWORD)
    read = reverse("operations:read_answers", args=[event_id])

    page = words(analyst.get(reverse("operations:attending", args=[event_id])))
    opened = words(analyst.post(read))

    assert "Open addresses and words" in page
    assert "Addresses None In their own words None" in opened
    for part in ("planner", "overseer", "support_worker"):
        assert signed_in(part).post(read).status_code == 404

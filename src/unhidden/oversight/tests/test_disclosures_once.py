"""Told once: pressed twice it is taken once, and after a move it is told anew."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.made import transfers
from tests.made.safeguarding import make_case
from tests.support.unlocked import sign_in_with_keys
from unhidden.investigations.models import Investigation
from unhidden.oversight.actions import disclosures
from unhidden.oversight.actions.disclosures import NewDisclosure, ToldItem
from unhidden.oversight.models import Disclosure, DisclosureItem
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db

WORDS = "She was made to hand over her pay at the car wash."


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def _disclose(cast: Cast, case_id: UUID, to: str, *, ground: str = "") -> UUID:
    return disclosures.disclose_case(
        case_id=case_id,
        new=NewDisclosure(
            receiver_id=cast.organisations[to],
            items=(ToldItem("event", WORDS),),
            is_read_back=True,
            ground=ground,
            reason="He said he would." if ground else "",
        ),
        actor=cast.actor("safeguarding_lead"),
        at=timezone.now(),
    )


def _holders() -> set[UUID]:
    items = DisclosureItem.objects.using("stored").values("id")
    found = RecordKey.objects.using("stored").filter(record_id__in=items)
    return set(found.values_list("team_id", flat=True))


def test_what_waits_for_a_colleague_is_told_anew_once_the_case_has_moved(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    transfers.say(cast, case_id, "support", "yes")
    transfers.say(cast, case_id, "share", "yes", categories=("narrative",))
    disclosure_id = _disclose(cast, case_id, "border_force", ground="life")
    move = transfers.make_transfer(cast, case_id, items=("notes",))
    transfers.accept(cast, move, worker=transfers.TAKER)
    transfers.hand_over(cast, move)
    next_lead = sign_in_with_keys(cast, transfers.TAKER)
    url = f"/results/told/{case_id}/"

    shown = next_lead.get(url).text
    agreed = next_lead.post(f"{url}{disclosure_id}/authorise/", follow=True)
    holders = _holders()
    recalled = next_lead.post(f"{url}{disclosure_id}/recall/", follow=True)

    assert "It was sealed where the case was led before" in shown
    assert "I agree to tell this" not in shown
    assert agreed.status_code == 200
    assert "What is told was sealed where the case was led before" in agreed.text
    assert cast.organisations["border_force"] not in holders
    assert recalled.status_code == 200
    assert Disclosure.objects.using("stored").get().state == "withdrawn"


def test_taking_it_pressed_twice_shows_where_it_is(cast: Cast) -> None:
    case_id = make_case(cast)
    transfers.say(cast, case_id, "investigation", "yes")
    url = f"/results/disclosures/{_disclose(cast, case_id, 'police')}/"
    investigator = _as(cast, "investigator")
    investigator.post(url, {"title": "Pay"})

    again = investigator.post(url, {"title": "Pay"}, follow=True)

    assert again.status_code == 200
    assert "It was taken before" in again.text
    assert WORDS in again.text
    assert Investigation.objects.using("stored").count() == 1

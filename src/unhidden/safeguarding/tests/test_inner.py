"""What was told in confidence: its receivers read it, and hand it to a case."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made import accounts, transfers
from tests.made.field import InnerText, Phone
from tests.made.safeguarding import make_case_offer, take_on
from tests.made.visits import make_planned
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.field.inner import actions as inner
from unhidden.field.inner import queries
from unhidden.field.inner.actions import NoCaseYet
from unhidden.vault.actions import NotForYou
from unhidden.visits import queries as visits

pytestmark = pytest.mark.django_db
SAID = "He takes our wages"


@pytest.fixture
def envelope_id(cast: Cast, settings: LazySettings) -> UUID:
    """A disclosure of a visit that found somebody, sealed to the force's team."""
    settings.LANDING_KEY = accounts.SECRET
    accounts.open_landing()
    cast.actor("safeguarding_lead")
    key = accounts.find_team(cast.organisations["police"])
    text = json.dumps({"text": SAID, "said_verbatim": True, "language": "Vietnamese"})
    found = {"age_group": "adult", "alleges": "labour", "is_brought_to_safety": True}
    outer = accounts.make_outer(
        outcome="potential_victim_identified", possible_victims=[found]
    )
    told = InnerText("disclosure", text, key)
    phone = accounts.enrol(cast, Phone())
    accounts.send(cast, make_planned(cast), phone=phone, outer=outer, inner=[told])
    return told.id


def lead_of(cast: Cast, part: str = "safeguarding_lead") -> Actor:
    return cast.actor(part).doing("safeguarding_support")


def find_person(cast: Cast) -> UUID:
    account_id = UUID(accounts.read_row("select to_jsonb(id) from visits_account"))
    viewer = lead_of(cast)
    (person,) = visits.list_victims_of_account(viewer=viewer, account_id=account_id)
    return person.id


def test_its_receivers_open_it_and_nobody_of_the_crew(
    cast: Cast, envelope_id: UUID
) -> None:
    said = inner.open_inner(envelope_id=envelope_id, actor=lead_of(cast), at=NOON)

    assert (said.text, said.is_verbatim, said.language) == (SAID, True, "Vietnamese")
    (card,) = queries.list_inner(viewer=lead_of(cast))
    assert card.premises == "Castle Nails"
    # Who wrote it, who was there, who plans, and a charity that it was not sealed to.
    others = map(cast.actor, ("officer", "charity_visitor", "planner"))
    for other in (*others, lead_of(cast, "support_worker")):
        with pytest.raises(Absent):
            inner.open_inner(envelope_id=envelope_id, actor=other, at=NOON)


def test_handed_to_a_case_its_team_opens_it_too(cast: Cast, envelope_id: UUID) -> None:
    person_id = find_person(cast)
    asked = {"envelope_id": envelope_id, "possible_victim_id": person_id}
    with pytest.raises(NoCaseYet):
        inner.hand_inner(**asked, actor=lead_of(cast), at=NOON)
    take_on(cast, make_case_offer(cast, person_id))
    with pytest.raises(Absent):
        inner.hand_inner(**asked, actor=lead_of(cast, "support_worker"), at=NOON)

    inner.hand_inner(**asked, actor=lead_of(cast), at=NOON)

    worker = lead_of(cast, "support_worker")
    said = inner.open_inner(envelope_id=envelope_id, actor=worker, at=NOON)
    assert said.text == SAID
    other = lead_of(cast, "other_support_worker")
    with pytest.raises(Absent):
        inner.open_inner(envelope_id=envelope_id, actor=other, at=NOON)


@pytest.mark.parametrize("chosen", ["accounts", "notes"])
def test_it_moves_with_the_case_where_what_they_told_was_chosen_and_not_else(
    cast: Cast, envelope_id: UUID, chosen: str
) -> None:
    person_id = find_person(cast)
    case_id = take_on(cast, make_case_offer(cast, person_id))
    inner.hand_inner(
        envelope_id=envelope_id,
        possible_victim_id=person_id,
        actor=lead_of(cast),
        at=NOON,
    )
    transfers.say(cast, case_id, "support", "yes")
    transfers.say(cast, case_id, "share", "yes", categories=("narrative",))
    move = transfers.make_transfer(cast, case_id, items=(chosen,))
    transfers.accept(cast, move)
    transfers.hand_over(cast, move)

    worker = lead_of(cast, "other_support_worker")
    opened = (
        inner.open_inner(envelope_id=envelope_id, actor=worker, at=NOON).text
        if chosen == "accounts"
        else None
    )

    assert opened == (SAID if chosen == "accounts" else None)
    if chosen == "notes":
        with pytest.raises(NotForYou):
            inner.open_inner(envelope_id=envelope_id, actor=worker, at=NOON)
    former = lead_of(cast, "support_worker")
    with pytest.raises(Absent):
        inner.open_inner(envelope_id=envelope_id, actor=former, at=NOON)


def test_a_press_opens_it_on_its_page_and_nothing_else_does(
    cast: Cast, client: Client, envelope_id: UUID
) -> None:
    client.login(email=cast.email("safeguarding_lead"), password=PASSWORD)
    address = f"/field/inner/{envelope_id}/"

    assert "What somebody disclosed" in client.get("/field/inner/").text
    assert SAID not in client.get(address).text
    assert "Hand it to a case" in client.get(address).text
    assert "Possible victim 1" in client.get(f"/cases/inner/{envelope_id}/").text
    client.login(email=cast.email("officer"), password=PASSWORD)
    assert client.get(address).status_code == 404

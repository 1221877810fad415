"""What visits offer the desk; of a safeguarding visit only what a lead lets go."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made import accounts
from tests.made.accounts import read_row
from tests.made.field import Phone
from tests.made.visits import make_planned, make_visit
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence import queries as intelligence
from unhidden.visits.accounts import actions, feeding, items
from unhidden.visits.accounts.feeding import ItemDecided, OffersItself
from unhidden.visits.actions.learnings import VisitLesson
from unhidden.visits.rules.records import SignAnswered

pytestmark = pytest.mark.django_db
SEEN = (
    SignAnswered("gen_cannot_leave", "seen", "saw"),
    SignAnswered("gen_no_docs", "seen", "told_by_other"),
)
LEARNT = VisitLesson(
    text="Doors are locked",
    raw="Locked",
    provenance="Seen there",
    conditions="Ask first",
)


def analyst_of(cast: Cast) -> Actor:
    return cast.actor("analyst").doing("intel_assessment")


def list_ready(cast: Cast) -> list[items.DraftItemCard]:
    return items.list_ready(viewer=analyst_of(cast))


def offer(cast: Cast, visit_id: UUID, part: str = "officer") -> UUID:
    return feeding.offer_sentence(
        visit_id=visit_id,
        text="The windows of the back room are barred",
        actor=cast.actor(part),
        at=NOON,
    )


def release(cast: Cast, item_id: UUID, part: str = "safeguarding_lead") -> None:
    feeding.release_sentence(
        item_id=item_id,
        is_let_go=True,
        actor=cast.actor(part).doing("safeguarding_support"),
        at=NOON,
    )


def confirm(cast: Cast, item_id: UUID) -> UUID:
    return feeding.confirm_item(
        item_id=item_id, learning=LEARNT, actor=analyst_of(cast), at=NOON
    )


def test_a_visit_offers_what_its_officer_saw_and_counts_what_they_were_told(
    cast: Cast,
) -> None:
    make_visit(cast, signs=SEEN)

    (item,) = list_ready(cast)

    assert item.sign_codes == ("gen_cannot_leave",)
    assert "Heard or told, and not seen: 1" in item.text
    with pytest.raises(Absent):
        items.list_ready(viewer=cast.actor("planner"))


def test_an_item_is_intelligence_once_an_analyst_makes_it_so(cast: Cast) -> None:
    make_visit(cast, signs=SEEN)
    (item,) = list_ready(cast)

    report_id = confirm(cast, item.id)

    assert report_id == item.id
    assert list_ready(cast) == []
    with pytest.raises(ItemDecided):
        confirm(cast, item.id)
    assert intelligence.reports_of_visit(
        viewer=analyst_of(cast), visit_id=item.visit_id
    )


def test_a_safeguarding_visit_offers_nothing_until_a_lead_lets_a_sentence_go(
    cast: Cast,
) -> None:
    planned = make_planned(cast, kind="safeguarding", premises_kind="dwelling")
    visit_id = make_visit(cast, planned=planned, signs=SEEN)
    assert list_ready(cast) == []

    item_id = offer(cast, visit_id)

    assert list_ready(cast) == []
    # Not who was only there, and not who offered it.
    with pytest.raises(Absent):
        offer(cast, visit_id, "colleague")
    with pytest.raises(Absent):
        release(cast, item_id, "officer")
    release(cast, item_id)
    (item,) = list_ready(cast)
    assert item.id == item_id


def test_of_other_visits_no_sentence_is_offered(cast: Cast) -> None:
    visit_id = make_visit(cast)

    with pytest.raises(OffersItself):
        offer(cast, visit_id)


def test_a_correction_flows_on_and_is_marked(
    cast: Cast, settings: LazySettings
) -> None:
    settings.LANDING_KEY = accounts.SECRET
    accounts.open_landing()
    planned = make_planned(cast)
    visit_id = make_visit(cast, planned=planned, by="charity_visitor", signs=SEEN)
    (first,) = list_ready(cast)
    confirm(cast, first.id)
    phone = accounts.enrol(cast, Phone())
    nothing = [{"code": "gen_cannot_leave", "answer": "not_seen", "how": ""}]
    sent = accounts.send(
        cast, planned, phone=phone, outer=accounts.make_outer(signs=nothing)
    )

    actions.decide_account(
        account_id=UUID(accounts.find_account(sent)["id"]),
        decision="count",
        why="He was inside longer",
        actor=cast.actor("planner"),
        at=NOON,
    )

    (item,) = list_ready(cast)
    assert (item.corrects_id, item.sign_codes) == (first.id, ())
    look = read_row(
        "select to_jsonb(l) from intelligence_look l where visit_id = %s", visit_id
    )
    assert look["not_seen"] == ["gen_cannot_leave"]
    assert look["corrected_at"]


def test_pages_lead_from_the_offer_to_the_desk(cast: Cast, client: Client) -> None:
    make_visit(cast, signs=SEEN)
    (item,) = list_ready(cast)
    client.login(email=cast.email("analyst"), password=PASSWORD)

    assert "Castle Nails" in client.get("/visits/items/").text
    assert "Make intelligence of it" in client.get(f"/visits/items/{item.id}/").text
    client.post(f"/visits/items/{item.id}/", {"aside": "yes"})

    assert "Nothing is offered" in client.get("/visits/items/").text
    client.login(email=cast.email("officer"), password=PASSWORD)
    assert client.get(f"/visits/items/{item.id}/").status_code == 404

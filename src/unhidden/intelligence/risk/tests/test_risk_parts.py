"""What visits looked for in vain, what premises share, and who may see where from."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.agencies import their_analyst
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support.roles import as_role
from unhidden.access.actor import Actor
from unhidden.intelligence.models import PremisesRisk
from unhidden.intelligence.risk.actions import risks as risks_actions
from unhidden.intelligence.risk.actions.risks import RISK_KEEPER
from unhidden.intelligence.risk.queries import risks as risks_queries
from unhidden.intelligence.subjects.queries.reasons import ReasonLine
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.sharing.actions import exclusions

pytestmark = pytest.mark.django_db
PHONE = NewMention("phone", "07700 900123")
CLOSED = "from something that you may not open"


def told(
    premises_id: UUID, *mentions: NewMention, by: Actor, grade: str = "1A"
) -> UUID:
    """An item with a strong sign at the premises, which names these things too."""
    item = make_item(
        mentions=(NewMention("premises", "", premises_id), *mentions),
        source=grade[0],
        assessment=grade[1],
    )
    return make_intelligence(item, by=by)


def reasons(premises_id: UUID, *, by: Actor) -> dict[str, ReasonLine]:
    card = risks_queries.risk_of(viewer=by, premises_id=premises_id)
    return {reason.code: reason for reason in card.reasons}


def test_a_thing_shared_with_premises_of_high_risk_adds_a_few_points_and_says_where(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    hotel, shop = (make_premises(by=analyst, name=name) for name in ("Hotel", "Shop"))
    told(hotel, PHONE, by=analyst)
    key = told(shop, PHONE, by=analyst, grade="2C")

    found = reasons(shop, by=analyst)["link"]

    row = PremisesRisk.objects.using("stored").get(premises_id=shop)
    assert (row.score, row.own_score) == (38, 34)
    assert (found.points, found.premises_id, found.intelligence_id) == (4, hotel, key)
    assert found.text == "Shares something with Hotel, which is at high risk"
    assert found.detail == "Phone, graded 2C, 5 January 2026"
    assert "link" not in reasons(hotel, by=analyst)


def test_nobody_finds_out_by_writing_a_number_down_who_else_knows_it(
    cast: Cast,
) -> None:
    """Another organisation's item, and one of their own that is kept from somebody."""
    analyst, planner = cast.actor("analyst"), cast.actor("planner")
    theirs, kept, shop = (
        make_premises(by=analyst, name=name) for name in ("Theirs", "Kept", "Shop")
    )
    told(theirs, PHONE, by=cast.actor("other_investigator"))
    exclusions.keep_out(
        domain="intelligence",
        record_id=told(kept, PHONE, by=analyst),
        reason="conflict",
        actor=analyst,
        at=NOON,
        person_id=planner.person,
    )

    told(shop, PHONE, by=analyst, grade="2C")

    assert set(reasons(shop, by=analyst)) == {"sign"}


def test_a_part_from_what_the_viewer_may_not_open_says_so_and_no_more(
    cast: Cast,
) -> None:
    """The score is everybody's; where it comes from is for those who may see that."""
    planner, other = cast.actor("planner"), cast.actor(their_analyst(cast))
    hotel, shop = (make_premises(by=planner, name=name) for name in ("Hotel", "Shop"))
    told(hotel, PHONE, by=other)
    told(shop, PHONE, by=other)

    found = reasons(shop, by=planner)

    for reason in (found["sign"], found["link"]):
        assert reason.detail == CLOSED
        assert reason.points > 0
        named = (reason.intelligence_id, reason.urn, reason.premises_id)
        assert (named, reason.item_ids) == ((None, "", None), ())
    assert "Hotel" not in found["link"].text


def test_the_worker_counts_what_is_shared_by_what_each_scores_alone(
    cast: Cast,
) -> None:
    """Two that share a phone raise each other once, however often it is worked out."""
    analyst = cast.actor("analyst")
    both = [make_premises(by=analyst, name=name) for name in ("One", "Two")]
    for premises_id in both:
        told(premises_id, PHONE, by=analyst)

    with as_role("worker"):
        for _ in range(3):
            risks_actions.refresh_all_risk(actor=RISK_KEEPER, at=NOON)

    rows = PremisesRisk.objects.using("stored").filter(premises_id__in=both)
    assert [(row.score, row.own_score) for row in rows] == [(68, 60)] * 2

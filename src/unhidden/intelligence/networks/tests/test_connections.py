"""What connects two: whom a line may mean, and the ways, the best graded first."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOON, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.actor import Actor
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.networks.queries import connections, networks
from unhidden.intelligence.reports.actions import gradings, mentions
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.subjects.rules.mentions import NewLink, NewMention
from unhidden.intelligence.tests.links import joined, linked
from unhidden.sharing.actions import exclusions

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def page(mention: UUID) -> str:
    return reverse("intelligence:connects", args=[mention])


def test_what_connects_two_is_told_step_by_step(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    arben, bujar = linked("Arben", "Bujar", by=analyst)
    again, drita = linked("Bujar", "Drita", by=analyst)
    (lone, _) = linked("Lone", "Wolf", by=analyst)
    joined(bujar, again, by=analyst)

    found, none = (
        connections.find_connection(viewer=analyst, mention_id=arben, other_id=other)
        for other in (drita, lone)
    )

    (way,) = found.ways
    assert [step.there.name for step in way] == ["Bujar", "Drita"]
    assert all(step.links[0].urn for step in way)
    assert (none.ways, none.is_cut, none.is_one) == ((), False, False)


def test_ways_are_told_by_their_worst_grade_and_what_is_doubted_last(
    cast: Cast, signed_in: SignedIn
) -> None:
    """Each by somebody else: the nearest end is 1AP, the other one's grade counts."""
    analyst = cast.actor("analyst")
    starts, ends = [], []
    for source, assessment in ("1E", "3D", "1A", "2B"):
        name = source + assessment
        arben, one = linked("Arben", name, by=analyst, source="1", assessment="A")
        same, bujar = linked(
            name, "Bujar", by=analyst, source=source, assessment=assessment
        )
        joined(one, same, by=analyst)
        starts.append(arben)
        ends.append(bujar)
    for some in (starts, ends):
        for mention in some[1:]:
            joined(some[0], mention, by=analyst)
    client = signed_in("analyst")

    def between() -> connections.Connection:
        return connections.find_connection(
            viewer=analyst, mention_id=starts[0], other_id=ends[0]
        )

    found = between()
    first = words(client.get(page(starts[0]), {"other": str(ends[0])}))
    regrade(ends[2], by=analyst)
    regrade(ends[3], by=analyst)
    doubted = words(client.get(page(starts[0]), {"other": str(ends[0])}))

    assert [way[0].there.name for way in found.ways] == ["1A", "2B", "3D"]
    assert found.has_more
    assert "There are more ways of this length." in first
    assert "suspected to be false" not in first
    assert between().ways[0][0].there.name == "3D"
    assert "Step 2: suspected to be false" in doubted


def test_whom_a_line_may_mean_is_found_as_find_does_one_line_a_subject(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = cast.actor("analyst")
    arben, bujar = linked("Arben Hoxha", "Bujar Krasniqi", by=analyst)
    again, _ = linked("Bujar Krasniqi", "Drita", by=analyst)
    joined(bujar, again, by=analyst)
    linked("Bujar Krasniqi", "Ermal", by=analyst)

    def found(text: str) -> connections.ConnectionChoices:
        return connections.others_like(viewer=analyst, mention_id=arben, text=text)

    exact, misspelt = found("Bujar Krasniqi"), found("Buyar Krasnici")
    text = words(signed_in("officer").get(page(arben), {"text": "Bujar"}))
    monkeypatch.setattr(connections, "MOST_FOUND", 1)

    assert [each.text for each in exact.rows] == ["Bujar Krasniqi"] * 2
    assert misspelt.rows
    assert found("Hoxha").rows == ()
    assert not exact.is_cut
    assert found("Bujar").is_cut
    assert text.count("Bujar Krasniqi Person") == 2
    assert "There may be more." not in text


def test_the_other_is_found_and_what_is_not_there_is_not(
    cast: Cast, signed_in: SignedIn
) -> None:
    arben, bujar = linked("Arben", "Bujar", by=cast.actor("analyst"))
    client = signed_in("officer")

    offered = client.get(page(arben), {"text": "bujar"})
    found = client.get(page(arben), {"other": str(bujar)})

    assert f"?other={bujar}" in offered.content.decode()
    assert "Way 1: 1 step" in words(found)
    for other in (str(uuid4()), "x"):
        answer = client.get(page(arben), {"other": other})
        assert answer.status_code == 404


def regrade(mention: UUID, *, by: Actor) -> None:
    """Somebody holds the item of the mention for false."""
    (said,) = [
        each
        for each in subjects.get_subject(viewer=by, mention_id=mention).said
        if each.id == mention
    ]
    (item,) = items.get_graded_report(
        viewer=by, intelligence_id=said.intelligence_id
    ).items
    gradings.regrade_item(
        item_id=item.id,
        seen=1,
        grade=Grade("3", "E", "C", "Consult the originator."),
        reason="The source took it back.",
        actor=by,
        at=NOON,
    )


def test_a_place_of_the_register_connects_what_two_reports_say_of_it(
    cast: Cast,
    signed_in: SignedIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    analyst, planner = cast.actor("analyst"), cast.actor("planner")
    place = make_premises(by=analyst)
    arben, one = at_place("Arben", "works_at", place, by=analyst)
    bujar, other = at_place("Bujar", "lives_at", place, by=analyst)

    (way,) = between(arben, bujar, by=analyst).ways
    network = networks.load_network(viewer=analyst, mention_id=other)
    client = signed_in("analyst")
    with django_assert_max_num_queries(26):
        text = words(client.get(page(arben), {"other": str(bujar)}))
    offered = connections.others_like(
        viewer=analyst, mention_id=arben, text=network.root.name
    )

    assert [step.links[0].kind for step in way] == ["works_at", "lives_at"]
    assert len({step.links[0].urn for step in way}) == 2
    assert [each.name for each in network.nodes[1:]] == ["Arben", "Bujar"]
    assert "Way 1: 2 steps" in text
    assert len([each for each in offered.rows if each.kind == "premises"]) == 1
    keep_out(bujar, planner, by=analyst)
    alone = networks.load_network(viewer=planner, mention_id=one)
    assert [each.name for each in alone.nodes[1:]] == ["Arben"]
    judgements.judge_mentions(
        mention_id=one,
        other_id=other,
        verdict="different",
        reason="One of them meant the flat above.",
        actor=analyst,
        at=NOON,
    )
    assert between(arben, bujar, by=analyst).ways == ()


def test_the_risk_of_premises_leads_to_the_network_around_them(
    cast: Cast, signed_in: SignedIn
) -> None:
    """From the newest mention that the viewer may see."""
    analyst, planner = cast.actor("analyst"), cast.actor("planner")
    place = make_premises(by=analyst)
    client, risk = signed_in("planner"), reverse("intelligence:premises", args=[place])
    before = client.get(risk).content.decode()
    _, one = at_place("Arben", "works_at", place, by=analyst)
    bujar, other = at_place("Bujar", "lives_at", place, by=analyst, at=LATER)

    newest = client.get(risk).content.decode()
    keep_out(bujar, planner, by=analyst)
    left = client.get(risk).content.decode()

    assert "/network/" not in before
    assert reverse("intelligence:network", args=[other]) in newest
    assert reverse("intelligence:network", args=[one]) in left


def at_place(
    name: str, kind: str, place: UUID, *, by: Actor, at: datetime = NOON
) -> tuple[UUID, UUID]:
    """A report that somebody works or lives at premises of the register."""
    told = (NewMention("person", name), NewMention("premises", "", place))
    key = make_intelligence(make_item(mentions=told), by=by, at=at)
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    ends = {each.kind: each.id for each in item.mentions}
    new = NewLink(ends["person"], ends["premises"], kind)
    mentions.link_mentions(intelligence_id=key, number=1, new=new, actor=by, at=NOON)
    return ends["person"], ends["premises"]


def between(one: UUID, other: UUID, *, by: Actor) -> connections.Connection:
    return connections.find_connection(viewer=by, mention_id=one, other_id=other)


def keep_out(mention: UUID, colleague: Actor, *, by: Actor) -> None:
    """Of the report of the mention."""
    found = networks.load_network(viewer=by, mention_id=mention)
    exclusions.keep_out(
        domain="intelligence",
        record_id=found.edges[0].intelligence_id,
        reason="conflict",
        actor=by,
        at=NOON,
        person_id=colleague.person,
    )

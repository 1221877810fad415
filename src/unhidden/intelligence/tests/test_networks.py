"""Networks as the desk sees them: what is around, what connects, what leaves."""

from __future__ import annotations

from datetime import date
from string import ascii_lowercase
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import audited as audit
from tests.cast import NOON, Cast
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.actions import networks as actions
from unhidden.intelligence.queries import connections, near, networks
from unhidden.intelligence.queries.near import Look
from unhidden.intelligence.rules.networks import Network
from unhidden.intelligence.tests.conftest import SignedIn
from unhidden.intelligence.tests.links import joined, linked
from unhidden.intelligence.tests.reading import words
from unhidden.sharing import actions as sharing

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


def page(mention: UUID, name: str = "network") -> str:
    return reverse(f"intelligence:{name}", args=[mention])


def around(
    mention: UUID, *, by: Actor, look: Look = near.ALL, depth: int = 1
) -> Network:
    return networks.network(viewer=by, mention_id=mention, look=look, depth=depth)


def names(found: Network) -> list[str]:
    return [each.name for each in found.nodes]


def test_a_network_goes_through_mentions_that_are_one(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    arben, bujar = linked("Arben", "Bujar", by=analyst)
    bujar_again, drita = linked("Bujar K", "Drita", by=analyst)
    joined(bujar, bujar_again, by=analyst)

    one, two = (around(arben, by=analyst, depth=depth) for depth in (1, 2))

    assert names(one) == ["Arben", "Bujar"]
    assert names(two) == ["Arben", "Bujar", "Drita"]
    assert around(drita, by=analyst).nodes[1].id == min(bujar, bujar_again)
    assert [each.grade for each in two.edges] == ["2CC", "2CC"]


def test_whoever_may_not_see_an_item_meets_neither_its_links_nor_its_nodes(
    cast: Cast,
) -> None:
    """A colleague kept out of one report, and another organisation of both."""
    analyst, planner = cast.actor("analyst"), cast.actor("planner")
    arben, bujar = linked("Arben", "Bujar", by=analyst)
    again, drita = linked("Bujar K", "Drita", by=analyst)
    joined(bujar, again, by=analyst)
    known = around(drita, by=analyst)
    sharing.keep_out(
        domain="intelligence",
        record_id=known.edges[0].intelligence_id,
        reason="conflict",
        actor=analyst,
        at=NOON,
        person_id=planner.person,
    )

    found = around(bujar, by=planner, depth=2)

    assert names(found) == ["Bujar", "Arben"]
    assert (found.total, len(found.edges)) == (1, 1)
    assert connections.mentions_like(viewer=planner, text="Drita") == []
    for viewer, other in ((planner, drita), (cast.actor("other_investigator"), bujar)):
        with pytest.raises(Absent):
            around(other, by=viewer)
        with pytest.raises(Absent):
            connections.connection(viewer=viewer, mention_id=arben, other_id=other)


def test_of_many_links_some_are_shown_and_all_are_counted(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    others = [f"Other {letter}{letter}" for letter in ascii_lowercase[:23]]
    (hub, *_rest) = linked("Hub", *others, by=analyst)

    first = around(hub, by=analyst)
    rest = networks.network(viewer=analyst, mention_id=hub, start=20)

    assert (first.shown, first.total, first.has_more) == (20, 23, False)
    assert (rest.shown, rest.total) == (3, 23)
    shown = {*names(first), *names(rest)} - {"Hub"}
    assert shown == set(others)


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (Look(), {"Day", "Span", "Never"}),
        (Look(since=date(2026, 1, 10)), {"Span", "Never"}),
        (Look(until=date(2025, 12, 31)), {"Never"}),
        (Look(kinds=("uses",)), {"Span"}),
    ],
)
def test_links_are_narrowed_by_kind_and_days(
    cast: Cast, look: Look, expected: set[str]
) -> None:
    analyst = cast.actor("analyst")
    day = date(2026, 1, 5)
    arben, _ = linked("Arben", "Day", by=analyst, days=(day, day))
    again, _ = linked("Arben", "Span", by=analyst, kind="uses", days=(day, None))
    third, _ = linked("Arben", "Never", by=analyst)
    joined(arben, again, by=analyst)
    joined(arben, third, by=analyst)

    found = around(arben, by=analyst, look=look)

    assert set(names(found)) - {"Arben"} == expected


def test_what_one_item_only_names_together_is_shown_if_asked_for(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    _arben, bujar, _drita = linked("Arben", "Bujar", "Drita", by=analyst)

    plain, more = (
        around(bujar, by=analyst, look=Look(is_together=wanted))
        for wanted in (False, True)
    )

    assert names(plain) == ["Bujar", "Arben"]
    assert names(more) == ["Bujar", "Arben", "Drita"]
    assert sorted(each.kind for each in more.edges) == ["together", "with"]


def test_what_connects_two_is_told_step_by_step(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    arben, bujar = linked("Arben", "Bujar", by=analyst)
    again, drita = linked("Bujar", "Drita", by=analyst)
    (lone, _) = linked("Lone", "Wolf", by=analyst)
    joined(bujar, again, by=analyst)

    found, none = (
        connections.connection(viewer=analyst, mention_id=arben, other_id=other)
        for other in (drita, lone)
    )

    (way,) = found.ways
    assert [step.there.name for step in way] == ["Bujar", "Drita"]
    assert all(step.links[0].urn for step in way)
    assert (none.ways, none.is_cut, none.is_one) == ((), False, False)


def test_the_page_shows_links_with_grades_in_few_queries(
    cast: Cast,
    signed_in: SignedIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    analyst = cast.actor("analyst")
    arben, *_others = linked(
        "Arben", *(f"O {n}{n}" for n in ascii_lowercase[:21]), by=analyst
    )
    client = signed_in("planner")

    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(page(arben), {"depth": "2"})

    text = words(answer)
    assert "Arben was seen with O" in text
    assert "Consult the originator before any overt action." in text
    assert "Showing 1 to 20 of 21" in text
    assert "Take it out as a file" not in text
    (event,) = audit.history(subject_ids=[arben])[-1:]
    assert event.detail["page"] == "intelligence:network"
    assert len(event.shown) > 20


def test_the_script_is_given_the_same_and_says_what_is_left(
    cast: Cast, signed_in: SignedIn
) -> None:
    arben, _ = linked("Arben", "Bujar", by=cast.actor("analyst"))

    given = signed_in("officer").get(page(arben, "network_more")).json()

    assert [each["name"] for each in given["nodes"]] == ["Arben", "Bujar"]
    assert given["edges"][0]["label"] == "was seen with (2CC)"
    assert (given["total"], given["isWhole"]) == (1, True)


def test_nothing_leaves_without_a_reason_or_the_right(
    cast: Cast, signed_in: SignedIn
) -> None:
    arben, _ = linked("Arben", "Bujar", by=cast.actor("analyst"))
    given = {"form": "stix", "reason": " "}

    asked = signed_in("analyst").post(page(arben, "export_network"), given)
    drawn = signed_in("analyst").post(page(arben, "picture_network"), {"form": "png"})
    refused = signed_in("planner").post(page(arben, "export_network"), given)

    assert "Enter the reason" in words(asked)
    assert (drawn.status_code, refused.status_code) == (400, 404)
    with pytest.raises(actions.NoReasonToExport):
        actions.export_network(
            mention_id=arben,
            look=near.ALL,
            depth=1,
            start=0,
            form="stix",
            reason=" ",
            actor=cast.actor("analyst"),
            at=NOON,
        )


def test_the_other_is_found_and_what_is_not_there_is_not(
    cast: Cast, signed_in: SignedIn
) -> None:
    arben, bujar = linked("Arben", "Bujar", by=cast.actor("analyst"))
    client = signed_in("officer")

    offered = client.get(page(arben, "connects"), {"text": "buj"})
    found = client.get(page(arben, "connects"), {"other": str(bujar)})

    assert f"?other={bujar}" in offered.content.decode()
    assert "Way 1: 1 step" in words(found)
    for other in (str(uuid4()), "x"):
        answer = client.get(page(arben, "connects"), {"other": other})
        assert answer.status_code == 404

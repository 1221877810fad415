"""Networks as the desk sees them: what is around, what connects, what leaves."""

from __future__ import annotations

from datetime import date
from string import ascii_lowercase
from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOON, Cast
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.networks.actions import networks as actions
from unhidden.intelligence.networks.queries import connections, networks
from unhidden.intelligence.networks.rules.networks import Network
from unhidden.intelligence.subjects.queries import near
from unhidden.intelligence.subjects.queries.near import LinkFilter
from unhidden.intelligence.tests.links import joined, linked
from unhidden.sharing.actions import exclusions

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
GROUPED = ("Links Group Bridge", "A group are those")


def page(mention: UUID, name: str = "network") -> str:
    return reverse(f"intelligence:{name}", args=[mention])


def around(
    mention: UUID, *, by: Actor, look: LinkFilter = near.ALL, depth: int = 1
) -> Network:
    return networks.load_network(viewer=by, mention_id=mention, look=look, depth=depth)


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
    exclusions.keep_out(
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
    others = connections.others_like(viewer=planner, mention_id=bujar, text="Drita")
    assert (others.rows, others.is_cut) == ((), False)
    for viewer, other in ((planner, drita), (cast.actor("other_investigator"), bujar)):
        with pytest.raises(Absent):
            around(other, by=viewer)
        with pytest.raises(Absent):
            connections.find_connection(viewer=viewer, mention_id=arben, other_id=other)


def test_of_many_links_some_are_shown_and_all_are_counted(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    others = [f"Other {letter}{letter}" for letter in ascii_lowercase[:23]]
    (hub, *_rest) = linked("Hub", *others, by=analyst)

    first = around(hub, by=analyst)
    rest = networks.load_network(viewer=analyst, mention_id=hub, start=20)

    assert (first.shown, first.total, first.has_more) == (20, 23, False)
    assert (rest.shown, rest.total) == (3, 23)
    shown = {*names(first), *names(rest)} - {"Hub"}
    assert shown == set(others)


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (LinkFilter(), {"Day", "Span", "Never"}),
        (LinkFilter(since=date(2026, 1, 10)), {"Span", "Never"}),
        (LinkFilter(until=date(2025, 12, 31)), {"Never"}),
        (LinkFilter(kinds=("uses",)), {"Span"}),
    ],
)
def test_links_are_narrowed_by_kind_and_days(
    cast: Cast, look: LinkFilter, expected: set[str]
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


@pytest.mark.parametrize("event_on", [None, date(2026, 1, 4)])
@pytest.mark.parametrize("from_on", [None, date(2026, 1, 3)])
@pytest.mark.parametrize("to_on", [None, date(2026, 1, 5)])
def test_a_link_has_the_same_first_and_last_day_everywhere(
    cast: Cast, event_on: date | None, from_on: date | None, to_on: date | None
) -> None:
    """The slider hides what the filter of days leaves out."""
    analyst = cast.actor("analyst")
    days = (from_on, to_on)
    arben, _ = linked("Arben", "Bujar", by=analyst, days=days, event_on=event_on)
    (edge,) = around(arben, by=analyst).edges

    for day in (date(2026, 1, number) for number in range(2, 7)):
        begun = around(arben, by=analyst, look=LinkFilter(until=day)).edges
        held = around(arben, by=analyst, look=LinkFilter(since=day)).edges
        assert bool(begun) == (edge.began_on is None or edge.began_on <= day)
        assert bool(held) == (edge.ended_on is None or edge.ended_on >= day)


def test_what_one_item_only_names_together_is_shown_if_asked_for(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    _arben, bujar, _drita = linked("Arben", "Bujar", "Drita", by=analyst)

    plain, more = (
        around(bujar, by=analyst, look=LinkFilter(is_together=wanted))
        for wanted in (False, True)
    )

    assert names(plain) == ["Bujar", "Arben"]
    assert names(more) == ["Bujar", "Arben", "Drita"]
    assert sorted(each.kind for each in more.edges) == ["together", "with", "with"]


def test_who_is_around_is_grouped_by_the_links_they_have_with_each_other(
    cast: Cast, signed_in: SignedIn
) -> None:
    """On one step, too: only then is somebody a bridge who is one."""
    analyst = cast.actor("analyst")
    others = ("Bujar", "Drita", "Ermal")
    arben, bujar, drita, _ = linked("Arben", *others, by=analyst)
    client = signed_in("analyst")
    star, plain = around(arben, by=analyst), words(client.get(page(arben)))
    again, drita_again = linked("Bujar", "Drita", by=analyst, kind="related")
    joined(bujar, again, by=analyst)
    joined(drita, drita_again, by=analyst)

    found = around(arben, by=analyst)

    assert ({each.group for each in star.nodes}, star.has_groups) == ({None}, False)
    assert len(found.edges) == 4
    assert (found.edges[3].kind, found.shown, found.total) == ("related", 3, 3)
    assert [each.name for each in found.nodes if each.is_bridge] == ["Arben"]
    grouped = words(client.get(page(arben)))
    assert [said for said in GROUPED if said not in grouped] == []
    assert [said for said in GROUPED if said in plain] == []


def test_links_between_others_are_narrowed_bounded_and_of_what_is_in_view(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst, planner = cast.actor("analyst"), cast.actor("planner")
    arben, bujar, drita, ermal = linked("Arben", "Bujar", "Drita", "Ermal", by=analyst)
    for one, other, kind in ((bujar, drita, "related"), (drita, ermal, "with")):
        left, right = linked("X", "Y", by=analyst, kind=kind)
        joined(one, left, by=analyst)
        joined(other, right, by=analyst)
    report = around(bujar, by=analyst, look=LinkFilter(("related",))).edges[0]
    plain, one_kind, together = (
        around(arben, by=analyst, look=look)
        for look in (LinkFilter(), LinkFilter(("with",)), LinkFilter(is_together=True))
    )
    monkeypatch.setattr(networks, "MOST_BETWEEN", 1)
    cut = around(arben, by=analyst)
    exclusions.keep_out(
        domain="intelligence",
        record_id=report.intelligence_id,
        reason="conflict",
        actor=analyst,
        at=NOON,
        person_id=planner.person,
    )

    assert (len(plain.edges), plain.is_cut) == (5, False)
    assert (len(cut.edges), cut.is_cut) == (4, True)
    assert [each.kind for each in one_kind.edges] == ["with"] * 4
    # The first item names three others together, two by two.
    assert [each.kind for each in together.edges].count("together") == 3
    assert len(around(arben, by=planner).edges) == 4
    assert not around(arben, by=planner).is_cut


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
    (edge,) = given["edges"]
    assert edge["label"] == "was seen with (2CC)"
    row = given["rows"][edge["id"]]
    assert all(told in row for told in ("Bujar</a>", "2CC", "no date", ", item 1"))
    assert "Consult the originator before any overt action." in row
    assert (given["total"], given["isWhole"]) == (1, True)


def test_the_script_has_days_in_the_language_of_the_page(
    cast: Cast, signed_in: SignedIn
) -> None:
    days = (date(2026, 1, 3), None)
    arben, _ = linked("Arben", "Bujar", by=cast.actor("analyst"), days=days)
    client = signed_in("officer")
    client.post("/language/", {"language": "cy"})

    given = client.get(page(arben, "network_more")).json()

    assert given["days"] == {"2026-01-03": "3 Ionawr 2026"}
    assert (given["edges"][0]["first"], given["edges"][0]["last"]) == ("2026-01-03", "")


def test_nothing_leaves_without_a_reason_or_the_right(
    cast: Cast, signed_in: SignedIn
) -> None:
    arben, _ = linked("Arben", "Bujar", by=cast.actor("analyst"))
    given = {"form": "stix", "reason": " "}

    asked = signed_in("analyst").post(page(arben, "export_network"), given)
    refused = signed_in("planner").post(page(arben, "export_network"), given)

    assert "Enter the reason" in words(asked)
    assert refused.status_code == 404
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

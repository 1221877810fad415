"""Charts as pictures: what may be drawn, on which conditions, and what is recorded."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOON, Cast
from tests.made.files import make_other_desk, make_second_analyst
from tests.support import audited as audit
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.networks.actions import networks as leaving
from unhidden.intelligence.networks.actions import pictures as actions
from unhidden.intelligence.networks.actions.networks import NoReasonToExport
from unhidden.intelligence.networks.queries import networks
from unhidden.intelligence.networks.queries.pictures import NetworkPicture
from unhidden.intelligence.networks.rules import pictures as rules
from unhidden.intelligence.subjects.queries.near import LinkFilter
from unhidden.intelligence.tests.links import checked, joined, linked

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
CONDITIONS = "Consult the originator before any overt action."
FREE: dict[str, Any] = {"handling": "P", "conditions": ""}


def keys(*mentions: UUID, by: Actor, look: LinkFilter | None = None) -> str:
    """The keys of the links around these, as a chart that grew would send them."""
    found = [
        networks.load_network(viewer=by, mention_id=each, look=look or LinkFilter())
        for each in mentions
    ]
    return " ".join({edge.key for network in found for edge in network.edges})


def taken(root: UUID, links: str, *, by: Actor) -> NetworkPicture:
    return actions.take_picture(
        mention_id=root,
        keys=rules.keys_of(links),
        form="svg",
        reason="For the tasking group",
        actor=by,
        at=NOON,
    )


def url(mention: UUID) -> str:
    return reverse("intelligence:picture_network", args=[mention])


def test_a_picture_holds_and_records_what_grew_and_may_leave(cast: Cast) -> None:
    """Bujar is called "B" by an item that waits, which the picture may not tell."""
    analyst, writer = cast.actor("analyst"), make_second_analyst(cast)
    arben, bujar = linked("Arben", "Bujar", by=writer)
    again, _drita = linked("Bujar", "Drita", by=writer, **FREE)
    third, _ = linked("B", "Elira", by=writer)
    fourth, _ = linked("B", "Fatos", by=writer)
    for other in (again, third, fourth):
        joined(bujar, other, by=analyst)
    first = checked(arben, by=analyst)
    known = networks.load_network(viewer=analyst, mention_id=bujar)
    assert known.root.name == "B"

    found = taken(arben, keys(arben, bujar, by=analyst), by=analyst)

    assert sorted(found.names.values()) == ["Arben", "Bujar", "Drita"]
    assert (len(found.edges), found.left_out) == (2, 2)
    event = audit.history(subject_ids=[arben])[-1]
    assert (event.verb, event.justification) == ("disclosure", "For the tasking group")
    assert set(event.shown) == {each.intelligence_id for each in found.edges}
    assert first in event.shown
    assert event.detail == {"form": "svg", "links": 2, "left_out": 2}


def test_what_one_item_only_names_together_may_be_drawn(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    arben, bujar, drita = linked("Arben", "Bujar", "Drita", by=analyst, **FREE)
    other, _ = linked("Other", "Else", by=analyst, **FREE)
    look = LinkFilter(is_together=True)
    never = f"{min(arben, other)}.{max(arben, other)}"

    links = f"{keys(bujar, by=analyst, look=look)} {never}"
    found = taken(arben, links, by=analyst)

    kinds = sorted(each.kind for each in found.edges)
    assert kinds == ["together", "with", "with"]
    assert (set(found.names), found.left_out) == ({arben, bujar, drita}, 1)


def test_nothing_out_of_view_is_drawn_or_recorded(cast: Cast) -> None:
    make_other_desk(cast)
    analyst, other = cast.actor("analyst"), cast.actor("stranger")
    arben, _ = linked("Arben", "Bujar", by=analyst, **FREE)
    theirs, _ = linked("Drita", "Elira", by=other, **FREE)
    strange = keys(theirs, by=other)

    found = taken(arben, f"{keys(arben, by=analyst)} {strange} {uuid4()}", by=analyst)

    assert sorted(found.names.values()) == ["Arben", "Bujar"]
    assert found.left_out == 2
    with pytest.raises(leaving.NothingMayLeave):
        taken(arben, strange, by=analyst)
    for root, by in ((theirs, analyst), (arben, cast.actor("planner"))):
        with pytest.raises(Absent):
            taken(root, strange, by=by)


def test_what_is_one_by_now_is_no_link_any_more(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    arben, bujar = linked("Arben", "Bujar", by=analyst, **FREE)
    links = keys(arben, by=analyst)
    joined(arben, bujar, by=analyst)

    with pytest.raises(leaving.NothingMayLeave):
        taken(arben, links, by=analyst)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_answer_has_grades_conditions_and_marking(
    cast: Cast,
    signed_in: SignedIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    language: str,
) -> None:
    analyst, writer = cast.actor("analyst"), make_second_analyst(cast)
    days = (date(2026, 1, 3), None)
    arben, _ = linked("Arben", "Bujar", by=writer, days=days)
    checked(arben, by=analyst)
    again, _ = linked("Arben", "Drita", by=writer, **FREE)
    third, _ = linked("Arben", "Elira", by=writer)
    for other in (again, third):
        joined(arben, other, by=analyst)
    links = keys(arben, by=analyst)

    client = signed_in("analyst")
    client.post("/language/", {"language": language})
    given = {"form": "png", "reason": "For the tasking group", "links": links}
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.post(url(arben), given).json()

    labels = sorted(each["label"] for each in answer["links"])
    days_told = {"en": "from 3 January 2026", "cy": "o 3 Ionawr 2026"}[language]
    assert labels[0].endswith(f"(2CC) [1]\n{days_told}")
    assert labels[1].endswith("(2CP)")
    assert sorted(each["other"] for each in answer["links"]) == ["Bujar", "Drita"]
    assert answer["marking"] == "OFFICIAL-SENSITIVE"
    grades, highest, condition = answer["legend"]
    assert grades.endswith("2CC × 1, 2CP × 1")
    assert highest.endswith("OFFICIAL-SENSITIVE")
    assert condition.startswith("[1] ")
    assert condition.endswith(CONDITIONS)
    left_out = {"en": "1 link is left out", "cy": "Gadawyd 1 cysylltiad allan"}
    assert left_out[language] in answer["said"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"reason": " "}, "Enter the reason"),
        ({"form": "pdf"}, "Select one of the answers"),
        ({"links": ""}, "Load the page again: that is no chart of ours"),
        ({"links": "a' or 1=1"}, "Load the page again: that is no chart of ours"),
        ({"links": f"{uuid4()}.x"}, "Load the page again: that is no chart of ours"),
        (
            {"links": f"{uuid4()} " * (rules.MOST_DRAWN + 1)},
            "A picture holds at most 500 links: show fewer",
        ),
        (
            {"links": str(uuid4())},
            "None of this may leave: it waits for a second person, or is gone",
        ),
    ],
)
def test_hostile_and_empty_charts_are_a_clear_error_and_leave_no_trace(
    cast: Cast, signed_in: SignedIn, given: dict[str, str], error: str
) -> None:
    analyst = cast.actor("analyst")
    arben, _ = linked("Arben", "Bujar", by=analyst, **FREE)
    links = keys(arben, by=analyst)
    whole = {"form": "svg", "reason": "Because", "links": links} | given

    answer = signed_in("analyst").post(url(arben), whole)

    assert (answer.status_code, answer.json()) == (400, {"error": error})
    verbs = {event.verb for event in audit.history(subject_ids=[arben])}
    assert "disclosure" not in verbs


def test_a_picture_needs_a_reason_and_the_right(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst = cast.actor("analyst")
    arben, _ = linked("Arben", "Bujar", by=analyst, **FREE)
    links = keys(arben, by=analyst)
    given = {"form": "svg", "reason": "Because", "links": links}

    assert signed_in("planner").post(url(arben), given).status_code == 404
    with pytest.raises(NoReasonToExport):
        actions.take_picture(
            mention_id=arben,
            keys=rules.keys_of(links),
            form="svg",
            reason=" ",
            actor=analyst,
            at=NOON,
        )

"""The pages of candidates and warrants, as a planner uses them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.basemaps import made_basemap
from tests.made.operations import (
    make_operation,
    make_team,
)
from tests.made.places import make_premises
from tests.made.reporting import make_report
from tests.made.targets import (
    card_of,
    decide,
    make_candidate,
    make_warrant,
)
from tests.made.visits import make_planned, make_visit
from tests.support.signing_in import SignedIn
from unhidden.operations.targets.queries import candidates as queries
from unhidden.operations.targets.queries.cards import CandidateCard
from unhidden.operations.tests.reading import is_ticked, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def planner(at_noon: None, signed_in: SignedIn) -> Client:
    return signed_in("planner")


def _page(operation_id: UUID, name: str = "candidates") -> str:
    return reverse(f"operations:{name}", args=[operation_id])


def _listed(cast: Cast, operation_id: UUID) -> list[CandidateCard]:
    return queries.list_candidates(
        viewer=cast.actor("planner"), operation_id=operation_id
    )


def test_an_empty_list_says_where_to_begin(cast: Cast, planner: Client) -> None:
    answer = planner.get(_page(make_operation(cast)))

    assert "No place is a candidate yet." in words(answer)
    assert "Add places from the risk list" in words(answer)


def test_places_of_the_register_are_found_and_added(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    make_premises(by=cast.actor("planner"), name="Castle Car Wash")
    other = make_premises(by=cast.actor("planner"), name="Castle Nails")
    address = f"{_page(operation_id, 'add_places')}?text=castle"

    nothing = planner.post(address, {})
    planner.post(address, {"with-places": [str(other)]})
    again = planner.get(address)

    (card,) = _listed(cast, operation_id)
    assert "Select at least one place" in words(nothing)
    assert (card.premises, card.source) == ("Castle Nails", "register")
    assert "A candidate already." in words(again)


def test_the_list_is_narrowed_sorted_and_said(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    first = make_candidate(cast, operation_id, name="Aber Shop", kind="shop")
    make_candidate(cast, operation_id, name="Bala House", kind="dwelling", council="")
    decide(cast, operation_id, first)

    whole = words(planner.get(f"{_page(operation_id)}?sort=name"))
    ready = words(planner.get(f"{_page(operation_id)}?state=ready"))
    home = words(planner.get(f"{_page(operation_id)}?kind=safeguarding"))
    none = words(planner.get(f"{_page(operation_id)}?text=nowhere"))

    assert whole.index("Aber Shop") < whole.index("Bala House")
    assert "Proposed: Safeguarding visit" in whole
    assert ("Aber Shop" in ready, "Bala House" in ready) == (True, False)
    assert ("Aber Shop" in home, "Bala House" in home) == (False, True)
    assert "No candidate matches these filters." in none


def test_several_get_a_kind_a_group_and_hours_at_once(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    ids = [str(make_candidate(cast, operation_id, name=name)) for name in "ab"]
    address = _page(operation_id)
    ticked = {"with-candidates": ids}

    for given in (
        {"do": "kind", "with-kind": "soft"},
        {"do": "group", "with-group": "Red Gate", "with-rule": "strike"},
        {
            "do": "window",
            "with-window": "night",
            "with-opens": "6pm",
            "with-closes": "1am",
        },
    ):
        assert planner.post(address, ticked | given).status_code == 302

    for card in _listed(cast, operation_id):
        assert [one.kind for one in card.options] == ["soft"]
        assert card.strike is not None
        assert (card.window.opens, card.window.closes) == (1080, 1500)
    assert "6pm to 1am the next day" in words(planner.get(address))


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    one = str(make_candidate(cast, operation_id))
    given = {"do": "kind", "with-kind": "enforcement", "with-power": "PACE s.8"}

    unticked = planner.post(_page(operation_id), given)
    unnumbered = planner.post(_page(operation_id), given | {"with-candidates": one})
    quiet = planner.post(
        _page(operation_id),
        {"do": "group", "with-rule": "strike", "with-candidates": one},
    )

    assert "Select at least one place" in words(unticked)
    assert "Enter the number of the authority" in words(unnumbered)
    assert is_ticked(unnumbered, one)
    assert 'value="PACE s.8"' in unnumbered.content.decode()
    assert "Enter the name of the group" in words(quiet)


def test_a_rule_that_refuses_is_told_at_its_field(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    one = make_candidate(cast, operation_id, name="Larch House")
    decide(cast, operation_id, one, kind="safeguarding")

    answer = planner.post(
        _page(operation_id),
        {
            "do": "group",
            "with-group": "Red Gate",
            "with-rule": "strike",
            "with-candidates": str(one),
        },
    )

    text = words(answer)
    told = "cannot be in a group that is visited at the same hour: Larch House"
    assert f"A safeguarding visit {told}" in text


def test_what_is_taken_out_is_put_back(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    ids = [str(make_candidate(cast, operation_id, name=name)) for name in "ab"]

    answer = planner.post(
        _page(operation_id), {"do": "remove", "with-candidates": ids}, follow=True
    )
    gone = len(_listed(cast, operation_id))
    planner.post(_page(operation_id, "undo_removal"), {"undo": [ids[0], "nonsense"]})
    after_undo = [str(card.id) for card in _listed(cast, operation_id)]
    planner.post(_page(operation_id, "removed_candidates"), {"with-places": ids[1]})

    assert "2 places are taken out" in words(answer)
    assert "Undo: put them back" in words(answer)
    assert (gone, after_undo) == (0, [ids[0]])
    assert len(_listed(cast, operation_id)) == 2


def test_one_candidate_is_settled_by_hand(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    one = make_candidate(cast, operation_id)
    decide(cast, operation_id, one)

    def post(name: str, *more: str, **given: str) -> str:
        path = reverse(f"operations:{name}", args=[operation_id, one, *more])
        return words(planner.post(path, given, follow=True))

    late = post("settle_candidate", pinned_at="11pm")
    kept = post("settle_candidate", pinned_at="10am", pinned_team=str(team_id))
    takes = post(
        "change_option", "soft", value="70", minutes="55", support_crews="0",
        custody="0",
    )  # fmt: skip
    empty = post("bar_assignment", reason="They know the owner")
    barred = post("bar_assignment", reason="Market day", on="2026-01-06")

    assert "This hour lies outside the hours of the place" in late
    assert ("10am" in kept, "Team 1" in kept) == (True, True)
    assert "55" in takes
    assert "Select a crew, a day or a kind of visit" in empty
    assert "Market day" in barred
    (bar,) = card_of(cast, operation_id, one).bars
    assert "Nothing is forbidden here." in post("lift_bar", str(bar.id))
    assert "Nobody has decided yet." in post("drop_option", "soft")


def test_the_warrants_page_keeps_one_and_says_what_ends_soon(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    one = make_candidate(cast, operation_id)
    place = card_of(cast, operation_id, one).premises_id
    given = {
        "premises": str(place),
        "act": "PACE s.8",
        "number": "W 1",
        "granted_by": "Wrexham Magistrates’ Court",
        "issued_on_day": "5",
        "issued_on_month": "1",
        "issued_on_year": "2026",
        "issued_at": "9am",
        "expires_on_day": "4",
        "expires_on_month": "1",
        "expires_on_year": "2026",
        "entries": "1",
    }

    empty = words(planner.get(_page(operation_id, "warrants")))
    wrong = words(planner.post(_page(operation_id, "warrants"), given))
    kept = words(
        planner.post(
            _page(operation_id, "warrants"),
            given | {"expires_on_day": "9"},
            follow=True,
        )
    )
    make_warrant(
        cast, operation_id, place, number="Far", expires_at=NOON + timedelta(days=60)
    )

    assert "No warrant has been added yet." in empty
    assert "The warrant must end after it is granted" in wrong
    assert "They end within seven days" in kept
    assert "Far" in words(planner.get(_page(operation_id, "warrants")))


def test_a_revisit_is_offered_unless_it_was_for_welfare(
    cast: Cast, planner: Client
) -> None:
    make_visit(
        cast, planned=make_planned(cast, premises="Again Nails"), outcome="revisit"
    )
    quiet = make_planned(cast, kind="safeguarding", premises="Quiet House")
    make_visit(cast, planned=quiet, outcome="revisit")
    operation_id = make_operation(cast)

    answer = planner.get(_page(operation_id, "add_revisits"))

    assert "Again Nails" in words(answer)
    assert "Quiet House" not in words(answer)


def test_the_map_is_there_where_the_operator_has_one(
    cast: Cast, planner: Client, settings: LazySettings, tmp_path: Path
) -> None:
    operation_id = make_operation(cast)
    make_candidate(cast, operation_id)

    without = planner.get(_page(operation_id)).content.decode()
    settings.BASEMAP = made_basemap(tmp_path)
    page = planner.get(_page(operation_id)).content.decode()
    digest = page.partition("/basemap/")[2].partition("/")[0]
    shapes = planner.get(reverse("operations:basemap", args=[digest]))
    other = planner.get(reverse("operations:basemap", args=["nothing"]))

    assert "targets-map" not in without
    assert "data-targets-canvas" in page
    assert "layers" in shapes.json()
    assert other.status_code == 404


def test_the_desk_proposes_on_a_page(
    cast: Cast, at_noon: None, signed_in: SignedIn
) -> None:
    operation_id, report_id = make_operation(cast), make_report()
    place = make_premises(by=cast.actor("planner"), name="Castle Car Wash")
    path = reverse("operations:propose", args=[report_id]) + "?text=castle"

    answer = signed_in("analyst").post(
        path, {"operation": str(operation_id), "premises": str(place)}, follow=True
    )

    assert "Castle Car Wash was proposed by Analyst" in words(answer)
    assert len(_listed(cast, operation_id)) == 1

"""What a visit looked for in vain, and how good the ranking was: for the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.visits import Planned, make_find, make_planned, make_record, make_visit
from tests.support.roles import as_role
from unhidden.intelligence import actions
from unhidden.intelligence.actions import RISK_KEEPER, NewMention
from unhidden.intelligence.risk.queries import calibration, risks
from unhidden.lib.intervals import wilson_interval
from unhidden.visits.rules.bearing import came_of
from unhidden.visits.rules.records import FoundVictim, ReferralMade, SignAnswered

needs_rows = pytest.mark.django_db
IN_VAIN = (SignAnswered("gen_cannot_leave", "not_seen"),)


def seen_before(planned: Planned, cast: Cast, *, days: int = 0) -> None:
    """A strong sign at the premises of the visit."""
    item = make_item(
        mentions=(NewMention("premises", "", planned.premises_id),),
        source="1",
        assessment="A",
    )
    event_on = TODAY - timedelta(days=days)
    make_intelligence(item, by=cast.actor("analyst"), event_on=event_on)


def work_out() -> None:
    with as_role("worker"):
        actions.refresh_all_risk(actor=RISK_KEEPER, at=NOON)


def signed_in(cast: Cast) -> Client:
    client = Client()
    client.login(email=cast.email("planner"), password=PASSWORD)
    return client


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"outcome": "no_concern"}, "not_borne_out"),
        ({"outcome": "arrest", "arrests": 1}, "not_borne_out"),
        ({"outcome": "welfare_concern"}, "borne_out"),
        ({"possible_victims": (FoundVictim("adult", "labour", True),)}, "borne_out"),
        ({"referrals": (ReferralMade("council_adult", "Care Act"),)}, "borne_out"),
        ({"referrals": (ReferralMade("fire", "Fire order"),)}, "not_borne_out"),
        ({"outcome": "refused_entry"}, "not_known"),
        ({"entry_basis": "not_entered"}, "not_known"),
    ],
)
def test_a_visit_bears_out_by_a_concern_for_somebody_and_by_nothing_else(
    change: dict[str, object], expected: str
) -> None:
    assert came_of(replace(make_record(), **change)) == expected  # type: ignore[arg-type]  # fields


def test_wilsons_interval_is_that_of_the_tables() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), 857-872: method 3, table I."""
    for hits, of, low, high in ((81, 263, 0.2553, 0.3662), (0, 20, 0, 0.1611)):
        assert wilson_interval(hits, of) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_interval_holds_its_proportion_and_stays_one(hits: int, more: int) -> None:
    low, high = wilson_interval(hits, hits + more)

    assert 0 <= low <= high <= 1
    assert not hits + more or low - 1e-9 <= hits / (hits + more) <= high + 1e-9


@needs_rows
def test_a_look_in_vain_lowers_the_risk_and_leads_to_the_visit(cast: Cast) -> None:
    planned = make_planned(cast)
    seen_before(planned, cast, days=3)
    visit_id = make_visit(cast, planned=planned, signs=IN_VAIN, by="charity_visitor")

    work_out()

    card = risks.risk_of(viewer=cast.actor("planner"), premises_id=planned.premises_id)
    sign, look = card.reasons
    assert (sign.points, look.points, card.score) == (59, -15, 44)
    assert look.text.startswith("Looked for, not seen: Not free to leave")
    assert (look.detail, look.visit_id) == ("at a visit of 5 January 2026", visit_id)
    page = signed_in(cast).get(f"/risk/premises/{planned.premises_id}/")
    assert reverse("visits:visit", args=[visit_id]) in page.content.decode()


@needs_rows
def test_what_could_not_be_looked_for_lowers_nothing(cast: Cast) -> None:
    planned = make_planned(cast)
    seen_before(planned, cast, days=3)
    answers = (SignAnswered("gen_cannot_leave", "could_not_look"),)
    make_visit(cast, planned=planned, signs=answers)

    work_out()

    card = risks.risk_of(viewer=cast.actor("planner"), premises_id=planned.premises_id)
    assert [reason.code for reason in card.reasons] == ["sign"]


@needs_rows
def test_the_ranking_is_judged_by_the_band_when_the_visit_was_recorded(
    cast: Cast,
) -> None:
    """One high and borne out, one low and not, one low that could not tell."""
    viewer = cast.actor("analyst")
    high = make_planned(cast, premises="High")
    seen_before(high, cast)
    make_find(cast, planned=high)
    later = make_planned(cast, premises="Later")
    make_visit(cast, planned=later, outcome="no_concern")
    make_visit(cast, outcome="no_answer", present=(), spoken_to=0, leaflets=0)
    seen_before(later, cast)

    rows = {row.band: row for row in calibration.list_calibration(viewer=viewer)}

    assert [
        (row.visits, row.borne_out, row.not_borne_out, row.not_known)
        for row in rows.values()
    ] == [(1, 1, 0, 0), (0, 0, 0, 0), (2, 0, 1, 1)]
    assert (rows["high"].percent, rows["high"].between) == (100, (21, 100))
    assert (rows["medium"].percent, rows["low"].percent) == (None, 0)


@needs_rows
def test_the_page_says_so_when_nothing_was_visited(cast: Cast) -> None:
    client = signed_in(cast)

    empty = client.get("/risk/calibration/").content.decode()
    make_visit(cast)
    full = client.get("/risk/calibration/").content.decode()

    assert "No visit has been recorded since visits are counted here" in empty
    assert "What visits found, by risk" in full


@needs_rows
def test_the_page_of_a_demonstration_says_that_its_visits_are_invented(
    cast: Cast, settings: Settings
) -> None:
    client = signed_in(cast)
    make_visit(cast)

    settings.IS_DEMONSTRATION = True
    invented = client.get("/risk/calibration/").text
    settings.IS_DEMONSTRATION = False
    real = client.get("/risk/calibration/").text

    assert "These visits are invented" in invented
    assert "These visits are invented" not in real

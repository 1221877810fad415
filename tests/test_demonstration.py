"""The reference week, replayed: its published figures, and the way back from each."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.support import attacking, audited
from tests.support.databases import Databases
from tests.support.replayed import stored
from unhidden import demo
from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.agencies import queries as people
from unhidden.demo import hidden
from unhidden.demo.region import FOUNDER, HOW_MANY
from unhidden.disclosure_control.protection import CountDisplay, CountPart, CountSum
from unhidden.lib.working_days import LONDON
from unhidden.operations.models import (
    BoardEntry,
    Operation,
    PlannedVisit,
    PlanVersion,
)
from unhidden.oversight import rules
from unhidden.oversight.models import Publication, ResultSheet
from unhidden.oversight.queries import sheets as sheets_queries
from unhidden.oversight.queries import sources
from unhidden.places.models import Premises
from unhidden.visits.models import Visit

CONCERN = {"potential_victim_identified", "welfare_concern"}
pytestmark = pytest.mark.django_db(transaction=True)


def _overseer() -> Actor:
    week = stored(Operation).get(starts_on=date(2016, 10, 17))
    with context.acting_as(FOUNDER):
        found = people.list_colleagues(
            day=week.starts_on, permission="oversight.trace_figures"
        )
    return people.actor_of(person_id=found[0].person_id, day=week.starts_on)


def _published() -> dict[str, Any]:
    figures = stored(Publication).get(slug="october-2016").figures
    return {each["code"]: each["value"] for each in figures}


def test_the_week_of_2016_and_the_week_of_now(
    demonstration: str, test_database: str, databases: Databases
) -> None:
    """One load serves every claim, and the browsers: it takes long."""
    copy = f"{test_database}_read"
    databases.server.remake(copy, template=demonstration)
    databases.point_to(copy)
    try:
        assert _starts() == _expected(timezone.localdate())
        _the_published_page_shows_the_figures_of_2016()
        _no_hidden_figure_can_be_worked_out()
        _only_that_week_follows_what_was_published()
        _each_figure_walks_back_to_its_records()
        _the_partners_of_the_article_took_part()
        _the_week_of_now_is_half_done()
        _the_week_of_now_was_planned_by_the_planner()
        _the_week_of_now_runs_on_the_board()
        _findings_follow_what_was_drawn_first()
        _everything_says_that_it_is_synthetic()
    finally:
        databases.point_to(test_database)
        databases.server.drop(copy)


def _the_published_page_shows_the_figures_of_2016() -> None:
    figures = _published()

    assert figures["interventions"] == 104
    assert figures["kind_soft"] > figures["interventions"] / 2
    assert figures["brought_to_safety"] == 4
    assert figures["alleging_labour"] == 2
    for sector in ("food_plant", "nail_bar", "shop", "car_wash", "takeaway"):
        assert figures[f"sector_{sector}"] >= 5
    assert figures["events"] == figures["kind_enforcement"] == 5
    assert figures["arrests"] is None, "two arrests are fewer than five"


def _no_hidden_figure_can_be_worked_out() -> None:
    """Each sheet is attacked as it would be published, each publication as it is."""
    sums = [CountSum(total, each) for total, each in rules.SUMS]
    parts = [CountPart(*pair) for pair in rules.PARTS]
    sheets = [sheets_queries.protect_figures(sheet) for sheet in stored(ResultSheet)]
    shown = [*sheets, *(each.figures for each in stored(Publication))]

    assert len(shown) > 1
    for figures in shown:
        seen = {
            row["code"]: (CountDisplay(row["how"]), row["value"]) for row in figures
        }
        public = [row["code"] for row in figures if row["source_en"]]
        assert attacking.told(seen, sums=sums, parts=parts, public=public) == []


def _only_that_week_follows_what_was_published() -> None:
    publication = stored(Publication).get(slug="october-2016")

    for words in (publication.statement_en, publication.statement_cy):
        assert "2016" in words


def _each_figure_walks_back_to_its_records() -> None:
    publication = stored(Publication).get(slug="october-2016")
    truth = publication.sheet.figures
    overseer = _overseer()

    for code, value in truth.items():
        rows = sources.trace_figure(
            viewer=overseer, operation_id=publication.operation_id, code=code
        )
        assert sum(row.amount for row in rows) == value, code
        written = {
            entry.subject_id
            for entry in audited.history(subject_ids=[row.id for row in rows])
        }
        assert written == {row.id for row in rows}, code


def _the_partners_of_the_article_took_part() -> None:
    publication = stored(Publication).get(slug="october-2016")

    assert publication.lead_en == "North Wales Police"
    assert {"Border Force", "BAWSO", "British Red Cross"} <= set(
        publication.partners_en
    )
    assert any("Welsh Government" in name for name in publication.partners_en)
    assert any("Commissioner" in name for name in publication.partners_en)


def _the_week_of_now_is_half_done() -> None:
    week = stored(Operation).get(status="running")
    done = stored(PlannedVisit).filter(operation=week, status="done").count()
    planned = stored(PlannedVisit).filter(operation=week, status="planned").count()

    today = timezone.localdate()
    assert week.starts_on <= today <= week.ends_on
    assert done >= 10
    assert planned >= 10
    latest = datetime.combine(today, time(6, 10), LONDON)
    assert not stored(Visit).filter(started_at__gte=latest).exists()


def _the_week_of_now_was_planned_by_the_planner() -> None:
    plan = stored(PlanVersion).get(state="taken")
    planned = stored(PlannedVisit).filter(operation=plan.operation)

    assert "highspy" in plan.solver_version
    assert plan.travel_provider
    assert (plan.share_of_bound or 0) > 0.9
    assert {one["because"] for one in plan.reasons}
    assert planned.exclude(team=None).count() == plan.visits


def _the_week_of_now_runs_on_the_board() -> None:
    said = set(stored(BoardEntry).values_list("what", flat=True))

    assert said >= {*["on_the_way", "there", "inside", "left", "alarm", "received"]}


def _findings_follow_what_was_drawn_first() -> None:
    places = {
        kind: list(
            stored(Premises)
            .filter(kind=kind)
            .order_by("name")
            .values_list("id", flat=True)
        )
        for kind in HOW_MANY
    }
    so = hidden.draw_hidden_places(places, demo.SEED)
    rows = stored(Visit).exclude(outcome__in=("no_answer", "closed_vacant", "revisit"))
    found: dict[bool, list[bool]] = {True: [], False: []}
    for premises_id, outcome in rows.values_list("premises_id", "outcome"):
        found[premises_id in so].append(outcome in CONCERN)

    assert sum(found[True]) > 0.3 * len(found[True])
    assert sum(found[False]) < 0.15 * len(found[False])


def _everything_says_that_it_is_synthetic() -> None:
    assert not stored(Premises).exclude(source="synthetic").exists()
    assert not stored(Premises).exclude(name__contains="(synthetic)").exists()
    assert not stored(Operation).filter(is_synthetic=False).exists()
    assert stored(Publication).get().is_synthetic
    # No address in the country has these postcode areas.
    assert {row[:4] for row in stored(Premises).values_list("postcode", flat=True)} == {
        "LL99",
        "CH99",
    }


def _expected(today: date) -> list[date]:
    """The week of 2016, two of four weeks ago, and the week that is half done."""
    ago = (timedelta(days=days) for days in (26, 26, 2))
    return [date(2016, 10, 17), *(today - each for each in ago)]


def _starts() -> list[date]:
    return sorted(stored(Operation).values_list("starts_on", flat=True))

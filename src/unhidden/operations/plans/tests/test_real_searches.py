"""The planner's own child, from the request to the plan that is taken."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.command import appoint
from tests.made.operations import start
from tests.made.week_plans import (
    ask,
    make_plan,
    make_week_to_plan,
    one_plan,
    see_plan,
    see_search,
    take,
)
from tests.support.roles import as_role
from unhidden.operations.models import PlannedVisit, SearchKind
from unhidden.operations.plans.actions import replanning, searching
from unhidden.operations.plans.rules.happenings import DayHappening, HappeningKind
from unhidden.operations.plans.rules.standings import SearchStanding
from unhidden.planning.apart import ApartSearch

pytestmark = pytest.mark.django_db
TWENTY_TO_ELEVEN = NOON - timedelta(minutes=80)


def search_apart(kind: SearchKind) -> None:
    """Run the next search as the worker does, in a child of its own."""
    with as_role("worker"):
        assert searching.search_next(
            kind=kind,
            searching=ApartSearch,
            now=lambda: NOON,
            is_over=lambda: False,
            actor=searching.SEARCHER,
        )


def read_hours(visits: tuple[UUID, ...]) -> list[tuple[str, UUID | None, str]]:
    rows = {row.id: row for row in PlannedVisit.objects.all()}
    return [
        (row.status, row.team_id, f"{row.on:%a} {row.starts_at:%H:%M}")
        for row in (rows[key] for key in visits)
    ]


def test_a_week_is_asked_for_searched_in_a_child_and_taken(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    search_id = ask(cast, week, seconds=5)

    search_apart(SearchKind.WEEK)

    search = see_search(cast, search_id)
    view = see_plan(cast, search.version_id)
    assert (search.standing, view.card.visits) == (SearchStanding.DONE, 3)
    assert search.progress["phase"]
    assert view.card.share_of_bound == pytest.approx(1)
    assert view.solver_version.startswith("highspy")
    assert take(cast, search.version_id).changed == 3


def test_at_twenty_to_eleven_a_visit_turns_and_silver_accepts_what_differs(
    cast: Cast,
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week, one_plan(week, visits=3))
    take(cast, version_id)
    start(cast, week.operation_id)
    appoint(cast, week.operation_id, "silver", "planner")
    before = read_hours(week.visits)
    search_id = replanning.ask_for_replan(
        version_id=version_id,
        happening=DayHappening(
            HappeningKind.ENFORCEMENT, 0, 640, week.crew_day(), minutes=150
        ),
        actor=cast.actor("planner"),
        at=TWENTY_TO_ELEVEN,
    )

    search_apart(SearchKind.REPLAN)
    search = see_search(cast, search_id)
    taken = take(cast, search.version_id)

    after = read_hours(week.visits)
    assert (search.standing, search.progress["promised"]) == (SearchStanding.DONE, 2)
    assert (taken.changed, taken.cancelled) == (2, 0)
    # The one that turned stays; the crew is free at half past one, the other before.
    assert after[0] == before[0]
    assert all(
        one[0] == "planned" and one != old
        for one, old in zip(after[1:], before[1:], strict=True)
    )

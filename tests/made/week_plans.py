"""A week with two crews and three places, and a search of it, in few words."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import make_operation, make_planned_visit, make_team
from tests.made.places import make_postcode, make_premises
from tests.made.rosters import make_shift
from tests.support.roles import as_role
from unhidden.operations.models import SearchKind
from unhidden.operations.plans.actions import asking, searching, taking
from unhidden.operations.plans.actions.asking import NewSearch
from unhidden.operations.plans.actions.taking import TakenPlan
from unhidden.operations.plans.queries import searches, versions
from unhidden.operations.plans.queries.cards import PlanVersionView, SearchCard
from unhidden.operations.rosters.actions import resources
from unhidden.operations.rosters.actions.resources import NewOutfit, NewStartPlace
from unhidden.planning.apart import SearchEnded
from unhidden.planning.week.interchange import make_plain
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan

NAMES = ("Car wash", "Nail bar", "Hotel")


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """An operation, its teams, and its visits in the order of NAMES."""

    operation_id: UUID
    teams: tuple[UUID, UUID]
    visits: tuple[UUID, ...]

    def crew_day(self, team: int = 0, day: int = 0) -> str:
        """The id of a team's shift on a day."""
        return f"{self.teams[team]}:{day}"


def make_week_to_plan(cast: Cast, *, days: int = 2) -> PlannedWeek:
    """Three places in Wrexham to be visited by two crews, on the days from today."""
    make_postcode()
    operation_id = make_operation(cast, ends_on=TODAY + timedelta(days=days - 1))
    teams = (
        make_team(cast, operation_id),
        make_team(
            cast, operation_id, name="Team 2", people=("colleague", "council_officer")
        ),
    )
    make_shifts(cast, operation_id, teams, days)
    visits = tuple(
        make_planned_visit(
            cast,
            operation_id,
            premises_id=make_premises(by=cast.actor("planner"), name=name),
        )
        for name in NAMES
    )
    return PlannedWeek(operation_id, teams, visits)


def make_shifts(
    cast: Cast, operation_id: UUID, teams: tuple[UUID, ...], days: int
) -> None:
    """The teams work from eight to four each day, and start at the police station."""
    planner = cast.actor("planner")
    place_id = resources.add_start_place(
        operation_id=operation_id,
        new=NewStartPlace("Police station", "LL11 1AA"),
        actor=planner,
        at=NOON,
    )
    for team_id in teams:
        resources.set_outfit(
            operation_id=operation_id,
            team_id=team_id,
            new=NewOutfit("", "", None, place_id),
            actor=planner,
            at=NOON,
        )
        for number in range(days):
            make_shift(cast, operation_id, team_id, on=TODAY + timedelta(days=number))


def ask(cast: Cast, week: PlannedWeek, *, at: datetime = NOON, **given: Any) -> UUID:
    """The id of a search for the week's plan."""
    return asking.ask_for_plan(
        operation_id=week.operation_id,
        new=NewSearch(given.pop("seconds", 60), **given),
        actor=cast.actor("planner"),
        at=at,
    )


def see_search(cast: Cast, search_id: UUID, *, at: datetime = NOON) -> SearchCard:
    return searches.get_search(
        viewer=cast.actor("planner"), plan_request_id=search_id, at=at
    )


def see_plan(cast: Cast, version_id: UUID, *, by: str = "planner") -> PlanVersionView:
    return versions.get_plan_version(viewer=cast.actor(by), version_id=version_id)


def one_plan(week: PlannedWeek, *, visits: int = 2) -> WeekPlan:
    """The first crew visits the first places today, from ten, hour by hour."""
    stops = tuple(
        PlannedStop(str(key), "soft", 0, 600 + 60 * number)
        for number, key in enumerate(week.visits[:visits])
    )
    return WeekPlan((CrewRoute(week.crew_day(), stops),), 100, 120.0)


@dataclass
class FakeSearch:
    """A search that says what it is told to, and remembers what it was asked."""

    lines: list[Any]
    asked: list[Mapping[str, Any]] = field(default_factory=list)
    stopped: int = 0
    before_each: Callable[[], object] = lambda: None

    @contextmanager
    def __call__(
        self, asked: Mapping[str, Any], seconds: float
    ) -> Iterator[FakeSearch]:
        self.asked.append(json.loads(json.dumps(asked)))
        yield self

    def stop_search(self) -> None:
        self.stopped += 1

    def iterate_lines(self, pause: float) -> Iterator[dict[str, Any] | None]:
        for line in self.lines:
            self.before_each()
            if line is SearchEnded:
                raise SearchEnded
            yield line


def answer(plan: WeekPlan) -> dict[str, Any]:
    """The last line of a search that found the plan."""
    return {"plan": make_plain(plan)}


def run_search(
    *lines: Any,
    at: datetime = NOON,
    is_over: bool = False,
    kind: SearchKind = SearchKind.WEEK,
    **given: Any,
) -> FakeSearch:
    """Let the worker run the next search, with a child that says these lines."""
    fake = FakeSearch(list(lines), **given)
    with as_role("worker"):
        searching.search_next(
            kind=kind,
            searching=fake,
            now=lambda: at,
            is_over=lambda: is_over,
            actor=searching.SEARCHER,
        )
    return fake


def make_plan(cast: Cast, week: PlannedWeek, plan: WeekPlan | None = None) -> UUID:
    """A plan that a search found; the id of its version."""
    search_id = ask(cast, week)
    run_search(answer(plan or one_plan(week)))
    return see_search(cast, search_id).version_id


def take(
    cast: Cast,
    version_id: UUID,
    *,
    by: str = "planner",
    asked: Collection[UUID] = (),
) -> TakenPlan:
    """Take a plan as it stands."""
    return taking.take_plan(
        version_id=version_id,
        revision=see_plan(cast, version_id).card.revision,
        reason="Left out of plan 1",
        purposes={"soft": "To talk.", "enforcement": "To inspect."},
        asked=asked,
        actor=cast.actor(by),
        at=NOON,
    )


def page(name: str, *arguments: object, **asked: object) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"operations:{name}", args=arguments) + (
        f"?{query}" if query else ""
    )

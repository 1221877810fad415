"""The visits of the current week, as the search finds them and a planner takes them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo import playing
from unhidden.demo.region import Region
from unhidden.demo.weeks import (
    PURPOSES,
    ChosenPlace,
    OpenedWeek,
    VisitOfWeek,
    sort_visits,
)
from unhidden.lib.working_days import LONDON
from unhidden.operations import queries as operations
from unhidden.operations.models import SearchKind
from unhidden.operations.plans.actions import (
    asking,
    editing,
    searching,
    taking,
    versions,
)
from unhidden.operations.plans.queries.versions import (
    get_plan_version,
    list_plan_versions,
)
from unhidden.operations.targets.queries.interests import find_interests
from unhidden.planning.searcher import warm_up
from unhidden.planning.week.interchange import make_plain, read_fields
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.solver import plan_week

#: Seconds of this process, whatever else the machine does meanwhile.
SECONDS = 8


def plan_by_search(
    region: Region,
    data: Mapping[str, Any],
    opened: OpenedWeek,
    chosen: Sequence[ChosenPlace],
    *,
    at: datetime,
) -> tuple[VisitOfWeek, ...]:
    """Let the planner plan the week, and take its plan; gives the visits of it."""
    planner = region.actor("planner", at.date())
    asking.ask_for_plan(
        operation_id=opened.operation_id,
        new=asking.NewSearch(SECONDS),
        actor=planner,
        at=at,
    )
    found_at = at + timedelta(minutes=2)
    with playing.play_worker():
        searching.search_next(
            kind=SearchKind.WEEK,
            searching=_search_here,
            now=lambda: found_at,
            is_over=lambda: False,
            actor=searching.SEARCHER,
        )
    (version,) = list_plan_versions(viewer=planner, operation_id=opened.operation_id)
    taking.take_plan(
        version_id=version.id,
        revision=version.revision,
        reason="",
        purposes=PURPOSES,
        asked=find_interests(
            viewer=planner, operation_id=opened.operation_id, at=at
        ).keys(),
        actor=planner,
        at=at + timedelta(minutes=10),
    )
    _try_otherwise(planner, version.id, at + timedelta(hours=1))
    return _list_visits(region, data, opened, chosen, at=at)


def _try_otherwise(planner: Actor, version_id: UUID, at: datetime) -> None:
    """A copy beside the plan, in which the last visit of the week is not made."""
    copy_id = versions.copy_plan(
        version_id=version_id, is_what_if=False, actor=planner, at=at
    )
    view = get_plan_version(viewer=planner, version_id=copy_id)
    days = view.problem.crew_day_of
    assert view.plan is not None  # noqa: S101  # what was copied has one
    last = max(
        (days[route.crew_day].day, stop.starts_at, stop.candidate)
        for route in view.plan.routes
        for stop in route.stops
    )
    editing.drop_from_plan(
        version_id=copy_id,
        revision=view.card.revision,
        candidate=last[2],
        actor=planner,
        at=at,
    )


@dataclass(frozen=True, slots=True)
class _SearchHere:
    """A search in this process: a replay is not kept waiting at the lowest priority."""

    asked: Mapping[str, Any]

    def stop_search(self) -> None:
        """Nobody stops it."""

    def iterate_lines(self, pause: float) -> Iterator[dict[str, Any] | None]:
        """Its one line: the plan."""
        problem = read_fields(WeekProblem, json.dumps(self.asked["plan"]["problem"]))
        warm_up()
        plan = plan_week(problem, SearchClock(SECONDS, now=time.process_time))
        yield {"plan": make_plain(plan)}


def _search_here(
    asked: Mapping[str, Any], _seconds: float
) -> AbstractContextManager[searching.PlanSearcher]:
    return nullcontext(_SearchHere(asked))


def _list_visits(
    region: Region,
    data: Mapping[str, Any],
    opened: OpenedWeek,
    chosen: Sequence[ChosenPlace],
    *,
    at: datetime,
) -> tuple[VisitOfWeek, ...]:
    """The visits that the operation plans now, and who will record each."""
    planner = region.actor("planner", at.date())
    kind_of = {
        each: kind for kind, places in region.premises.items() for each in places
    }
    people = {place.id: place.people for place in chosen}
    names = {team_id: name for name, team_id in opened.teams.items()}
    return sort_visits(
        VisitOfWeek(
            id=one.id,
            kind=one.kind,
            premises=kind_of[one.premises_id],
            is_so=one.premises_id in region.so,
            starts_at=datetime.combine(one.on, one.starts_at, LONDON),
            leader=data["teams"][names[one.team_id]][0],
            people=people.get(one.premises_id, ()),
        )
        for one in operations.planned_visits(
            viewer=planner, operation_id=opened.operation_id
        )
        if one.starts_at is not None and one.team_id is not None
    )

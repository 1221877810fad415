"""Ways to put visits into a plan at which several crews begin at one hour.

One candidate that takes two crews or stands in an order, or all members of a strike
group. Only visits by one crew alone make room for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from unhidden.planning.week.exchanges import (
    MOST_DROPPED,
    MOST_FOUND,
    ExchangeSearch,
    RoutePart,
    VisitExchange,
    keep_best,
)
from unhidden.planning.week.searching import Routes
from unhidden.planning.week.tasks import LEAD, VisitTask, WeekTasks


@dataclass(frozen=True, slots=True)
class MeetingHour:
    """The parts of a meeting, and what each crew of the day would lose by each."""

    tasks: tuple[VisitTask, ...]
    day: int
    hour: int
    parts: tuple[tuple[RoutePart, ...], ...]


class MeetingSearch:
    """Tries every hour at which candidates can be visited together."""

    def __init__(self, exchanges: ExchangeSearch) -> None:
        self.exchanges = exchanges
        self.week = exchanges.week

    def find_meetings(
        self, candidates: Sequence[int], least: float = -float("inf")
    ) -> list[VisitExchange]:
        """The best way of each crew-day in the lead that gains more than ``least``."""
        best: dict[int, VisitExchange] = {}
        for leads in product(*(self.week.leads_of[one] for one in candidates)):
            for meeting in self._list_hours(leads, least):
                found = self._assign_crews(meeting, least)
                if found is None:
                    continue
                if found.crew not in best or found.net_gain > best[found.crew].net_gain:
                    best[found.crew] = found
        return sorted(best.values(), key=lambda one: (-one.net_gain, one.crew))

    def _list_hours(
        self, leads: tuple[VisitTask, ...], least: float
    ) -> Iterator[MeetingHour]:
        tasks = tuple(
            self.week.of_visit[one.source.id, one.kind.kind, role]
            for one in leads
            for role in range(LEAD, len(one.kind.crews))
        )
        most = sum(one.value for one in leads) - least
        days = frozenset.intersection(*(one.source.days for one in leads))
        for day in sorted(days):
            hours = set.intersection(
                *(set(self.week.list_hours(one, day)) for one in tasks)
            )
            for hour in sorted(hours):
                parts = tuple(self._list_parts(one, day, hour, most) for one in tasks)
                if all(parts):
                    yield MeetingHour(tasks, day, hour, parts)

    def _list_parts(
        self, task: VisitTask, day: int, hour: int, most: float
    ) -> tuple[RoutePart, ...]:
        """How each crew of the day could have this part, the cheapest first."""
        found: list[RoutePart] = []
        for crew, shift in enumerate(self.week.problem.crew_days):
            is_able = shift.day == day and task.number in self.week.doable_tasks[crew]
            if is_able and self.week.is_reachable(task, shift, hour):
                found += self.exchanges.list_parts_at(task, crew, hour, most)
        return tuple(sorted(found, key=lambda one: (one.loss, one.crew)))

    def _assign_crews(self, meeting: MeetingHour, least: float) -> VisitExchange | None:
        """Different crews for all parts at the least loss; None where none gains."""
        brings = sum(one.value for one in meeting.tasks if one.role == LEAD)
        best: list[tuple[int, tuple[RoutePart, ...]]] = []
        cheapest = [parts[0].loss for parts in meeting.parts]

        def assign(number: int, chosen: tuple[RoutePart, ...], loss: int) -> None:
            most = min(brings - least, best[0][0] if best else float("inf"))
            if loss + sum(cheapest[number:]) >= most:
                return
            if number == len(meeting.parts):
                if self.exchanges.has_room_for(meeting.tasks, chosen, meeting.day):
                    best[:] = [(loss, chosen)]
                return
            taken = {one.crew for one in chosen}
            dropped = sum(len(one.dropped) for one in chosen)
            for part in meeting.parts[number]:
                is_free = part.crew not in taken
                if is_free and dropped + len(part.dropped) <= MOST_DROPPED:
                    assign(number + 1, (*chosen, part), loss + part.loss)

        assign(0, (), 0)
        if not best:
            return None
        loss, chosen = best[0]
        made = self._make_exchange(meeting, chosen, loss)
        return made if self.exchanges.keeps_orders(dict(made.routes)) else None

    def _make_exchange(
        self, meeting: MeetingHour, chosen: tuple[RoutePart, ...], loss: int
    ) -> VisitExchange:
        shifts = self.week.problem.crew_days
        return VisitExchange(
            task=meeting.tasks[0].number,
            crew=chosen[0].crew,
            starts_at=meeting.hour,
            routes=tuple(sorted((one.crew, one.stops) for one in chosen)),
            dropped=frozenset[int]().union(*(one.dropped for one in chosen)),
            brings=sum(
                task.measure_worth(shifts[part.crew])
                for task, part in zip(meeting.tasks, chosen, strict=True)
            ),
            costs=loss,
        )


def find_ways(week: WeekTasks, routes: Routes, candidate: int) -> list[VisitExchange]:
    """The few best ways to put a candidate in, alone or with its strike group."""
    exchanges = ExchangeSearch(week, routes)
    ways = exchanges.find_exchanges(candidate)
    members = list_partners(week, candidate)
    if any(one.is_timed for one in week.leads_of[candidate]):
        least = ways[-1].net_gain if len(ways) == MOST_FOUND else -float("inf")
        ways += MeetingSearch(exchanges).find_meetings(members, least)
    return keep_best({one.crew: one for one in reversed(keep_best(ways))}.values())


def list_partners(week: WeekTasks, candidate: int) -> tuple[int, ...]:
    """The members of a candidate's strike group, or the candidate alone."""
    for members in week.group_members:
        if candidate in members:
            return members
    return (candidate,)

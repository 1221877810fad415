"""Weeks so small that every plan of them can be tried, made by Hypothesis."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, permutations, product

from hypothesis import strategies as st

from unhidden.planning.week.plan import CrewRoute, PlannedStop
from unhidden.planning.week.problem import (
    CrewDay,
    DaySeparation,
    ForbiddenVisit,
    MenuItem,
    PromisedVisit,
    StrikeGroup,
    VisitCandidate,
    VisitOrder,
    VisitPin,
    WeekProblem,
)

GRID = 30
CUSTODY = "custody"
SKILLS = ("police", "charity")


@st.composite
def tiny_weeks(draw: st.DrawFn, *, are_pinned: bool = False) -> WeekProblem:
    """At most four candidates, two days and three crew-days on a line of places."""
    days = draw(st.integers(1, 2))
    places = draw(st.lists(st.integers(0, 60), min_size=6, max_size=6))
    travel = tuple(tuple(abs(one - other) for other in places) for one in places)
    candidates = tuple(
        draw(_candidates(number, days)) for number in range(draw(st.integers(1, 4)))
    )
    crew_days = tuple(
        draw(_shifts(number, days)) for number in range(draw(st.integers(1, 3)))
    )
    groups: tuple[StrikeGroup, ...] = ()
    if len(candidates) > 2 and draw(st.booleans()):
        groups = (StrikeGroup("g", (candidates[0].id, candidates[1].id)),)
    names = [one.id for one in candidates]
    are_many = len(names) > 2 and not groups
    orders = are_many and draw(st.booleans())
    promises = st.builds(
        PromisedVisit,
        candidate=st.sampled_from(names),
        crew=st.sampled_from([one.crew for one in crew_days]),
        value=st.integers(1, 60),
    )
    return WeekProblem(
        days=days,
        orders=(VisitOrder(names[0], names[1]),) if orders else (),
        separations=(DaySeparation("s", (names[0], names[-1])),)
        if len(names) > 1 and draw(st.booleans())
        else (),
        promises=tuple(draw(st.lists(promises, max_size=2))),
        candidates=candidates,
        crew_days=crew_days,
        travel=travel,
        groups=groups,
        capacities={CUSTODY: tuple(draw(st.integers(0, 2)) for _ in range(days))},
        pins=draw(_pins(names[-1], days)) if are_pinned else (),
        forbidden=draw(_prohibitions(candidates, crew_days)),
        grid=GRID,
    )


@st.composite
def _pins(draw: st.DrawFn, candidate: str, days: int) -> tuple[VisitPin, ...]:
    day = draw(st.sampled_from([None, *range(days)]))
    people = draw(st.sampled_from([frozenset[str](), frozenset({"p0"})]))
    return (VisitPin(candidate, day=day, people=people),)


@st.composite
def _prohibitions(
    draw: st.DrawFn,
    candidates: tuple[VisitCandidate, ...],
    crew_days: tuple[CrewDay, ...],
) -> tuple[ForbiddenVisit, ...]:
    rules = st.builds(
        ForbiddenVisit,
        candidate=st.sampled_from([one.id for one in candidates]),
        crew=st.sampled_from([one.crew for one in crew_days]),
        kind=st.sampled_from([None, "soft", "strike"]),
    )
    return tuple(draw(st.lists(rules, max_size=1)))


@st.composite
def _candidates(draw: st.DrawFn, number: int, days: int) -> VisitCandidate:
    open_on = draw(st.sets(st.integers(0, days - 1), min_size=1))
    earliest = draw(st.sampled_from([480, 500, 540]))
    soft = MenuItem(
        "soft",
        draw(st.integers(0, 200)),
        40,
        earliest,
        earliest + 100,
        (frozenset({"police"}),),
    )
    crews = draw(st.sampled_from([1, 1, 2]))
    strike = MenuItem(
        "strike",
        draw(st.integers(50, 400)),
        60,
        earliest,
        earliest + 90,
        tuple(frozenset(SKILLS[:1] if role else SKILLS) for role in range(crews)),
        ((CUSTODY, draw(st.integers(0, 2))),),
        is_on_grid=True,
        lawful_from=draw(st.sampled_from([None, None, 560, 1500])),
        lawful_until=draw(st.sampled_from([None, None, 570, 2000])),
    )
    menu = draw(st.sampled_from([(soft,), (strike,), (soft, strike)]))
    return VisitCandidate(str(number), number, frozenset(open_on), menu)


@st.composite
def _shifts(draw: st.DrawFn, number: int, days: int) -> CrewDay:
    skills = draw(st.sampled_from([SKILLS, SKILLS, SKILLS[:1]]))
    home = draw(st.integers(4, 5))
    return CrewDay(
        id=f"d{number}",
        crew=f"c{number}",
        day=draw(st.integers(0, days - 1)),
        starts_at=480,
        ends_at=draw(st.sampled_from([600, 660, 720])),
        skills=frozenset(skills),
        start_place=home,
        end_place=home,
        people=frozenset({f"p{number}"}),
    )


def list_every_plan(problem: WeekProblem) -> Iterator[tuple[CrewRoute, ...]]:
    """Every plan whose routes can be driven, each stop at every minute that matters."""
    routes = [list(_every_route(problem, shift)) for shift in problem.crew_days]
    for chosen in product(*routes):
        yield tuple(
            CrewRoute(shift.id, stops)
            for shift, stops in zip(problem.crew_days, chosen, strict=True)
            if stops
        )


def _every_route(
    problem: WeekProblem, shift: CrewDay
) -> Iterator[tuple[PlannedStop, ...]]:
    parts = [
        (candidate, item, role)
        for candidate in problem.candidates
        for item in candidate.menu
        for role in range(len(item.crews))
    ]
    orders = chain.from_iterable(permutations(parts, many) for many in range(4))
    for order in orders:
        if len({candidate.id for candidate, _, _ in order}) == len(order):
            yield from _every_timing(problem, shift, order)


def _every_timing(
    problem: WeekProblem,
    shift: CrewDay,
    order: tuple[tuple[VisitCandidate, MenuItem, int], ...],
) -> Iterator[tuple[PlannedStop, ...]]:
    """The earliest minute, and every later one of the grid: partners meet at those."""

    def continue_from(
        at: int, since: int, left: tuple[tuple[VisitCandidate, MenuItem, int], ...]
    ) -> Iterator[tuple[PlannedStop, ...]]:
        if not left:
            if since + problem.travel[at][shift.end_place] <= shift.ends_at:
                yield ()
            return
        (candidate, item, role), *after = left
        earliest = max(item.earliest, since + problem.travel[at][candidate.place])
        starts = {earliest} | set(range(-(-earliest // GRID) * GRID, 720, GRID))
        for start in sorted(one for one in starts if one <= item.latest):
            stop = PlannedStop(candidate.id, item.kind, role, start)
            rest = continue_from(candidate.place, start + item.minutes, tuple(after))
            yield from ((stop, *stops) for stops in rest)

    yield from continue_from(shift.start_place, shift.starts_at, order)

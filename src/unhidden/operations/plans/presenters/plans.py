"""What the pages of a plan show: versions, the week by day and crew, lists, prices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from unhidden.operations.plans.presenters import words
from unhidden.operations.plans.queries.cards import PlanVersionCard, PlanVersionView
from unhidden.operations.plans.rules.routes import LEAD, find_item, measure_road
from unhidden.planning.week.plan import PlannedStop
from unhidden.planning.week.problem import CrewDay
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, SummaryRow, Table


@dataclass(frozen=True, slots=True)
class StopLine:
    """A stop as a line: from when to when, where, what; the page of its move.

    ``starts_at`` is its minute of the day, ``kind_code`` the kind as forms know it;
    ``support`` are the teams that come along, by id.
    """

    hours: str
    premises: str
    kind: str
    is_support: bool
    candidate: str
    starts_at: int
    kind_code: str
    support: str


@dataclass(frozen=True, slots=True)
class ShiftCell:
    """What a crew does on a day: its hours in words, its stops, its road.

    ``crew_day`` is empty on a day without a shift; ``name`` says crew and day.
    """

    day: str
    hours: str
    road: str
    stops: tuple[StopLine, ...]
    crew_day: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class CrewLine:
    """A crew with its days."""

    team: str
    team_id: str
    shifts: tuple[ShiftCell, ...]


def name_version(card: PlanVersionCard) -> str:
    """ "Plan 3", or "What-if" where it has no number."""
    if card.number is None:
        return gettext("What-if of %(moment)s") % {
            "moment": dates.day_and_time(card.made_at)
        }
    return gettext("Plan %(number)s") % {"number": card.number}


def list_versions(cards: Iterable[PlanVersionCard]) -> Table:
    """The plans of an operation, with what each is worth for certain."""
    columns = [
        Column(gettext("Plan")),
        Column(gettext("State")),
        Column(gettext("Author")),
        Column(gettext("Made")),
        Column(gettext("Visits"), is_number=True),
        Column(gettext("Value"), is_number=True),
        Column(gettext("Proven")),
    ]
    rows = [_version_row(card) for card in cards]
    return Table(gettext("Plans"), columns, rows, is_caption_hidden=True)


def _version_row(card: PlanVersionCard) -> list[object]:
    url = reverse("operations:plan", args=[card.id])
    visits = gettext("%(visits)s of %(candidates)s") % {
        "visits": card.visits or 0,
        "candidates": card.candidates,
    }
    return [
        Cell(name_version(card), url=url),
        Cell(card.state_label, tone="good" if card.state == "taken" else "neutral"),
        card.author,
        dates.day_and_time(card.made_at),
        visits if card.visits is not None else "–",
        words.write_points(card.value) if card.value is not None else "–",
        words.write_share(card.share_of_bound),
    ]


def describe_plan(view: PlanVersionView) -> list[SummaryRow]:
    """The plan in a few lines: who, when, by what, how good."""
    card = view.card
    solver = " ".join(filter(None, (view.solver, view.solver_version)))
    rows = [
        SummaryRow(gettext("State"), card.state_label),
        SummaryRow(gettext("Author"), card.author),
        SummaryRow(gettext("Made"), dates.day_and_time(card.made_at)),
        SummaryRow(gettext("Visits"), _count_visits(card)),
        SummaryRow(gettext("How good"), words.write_share(card.share_of_bound)),
        SummaryRow(gettext("Value"), _write_value(card)),
        SummaryRow(gettext("Solver"), solver),
        SummaryRow(
            gettext("Travel times"),
            words.tell_roads(view.travel_provider, view.travel_version),
        ),
    ]
    if card.copied_from_id is not None:
        url = reverse("operations:plan", args=[card.copied_from_id])
        rows.append(SummaryRow(gettext("Copy of"), gettext("Another plan"), url=url))
    return rows


def _count_visits(card: PlanVersionCard) -> str:
    text = gettext("%(visits)s of %(candidates)s candidates are visited")
    return text % {"visits": card.visits or 0, "candidates": card.candidates}


def _write_value(card: PlanVersionCard) -> str:
    if card.value is None:
        return "–"
    if card.bound is None:
        return words.count_points(card.value)
    return gettext("%(value)s; no plan can bring more than %(bound)s") % {
        "value": words.count_points(card.value),
        "bound": words.count_points(card.bound),
    }


def lay_out_week(view: PlanVersionView) -> list[CrewLine]:
    """The week as a table: a line for each crew, with a cell for each day."""
    shifts: dict[str, dict[int, CrewDay]] = defaultdict(dict)
    for shift in view.problem.crew_days:
        shifts[shift.crew][shift.day] = shift
    stops = (
        {route.crew_day: route.stops for route in view.plan.routes} if view.plan else {}
    )
    lines = []
    for crew, of_days in shifts.items():
        cells = tuple(
            _shift_cell(view, of_days.get(day), day, stops)
            for day in range(view.problem.days)
        )
        lines.append(CrewLine(view.names.teams[crew], crew, cells))
    return sorted(lines, key=lambda line: line.team)


def _shift_cell(
    view: PlanVersionView,
    shift: CrewDay | None,
    day: int,
    stops: Mapping[str, tuple[PlannedStop, ...]],
) -> ShiftCell:
    name = words.name_day(view.names, day)
    if shift is None:
        return ShiftCell(name, gettext("No shift"), "", ())
    route = stops.get(shift.id, ())
    road = measure_road(view.problem, shift, route)
    return ShiftCell(
        day=name,
        hours=gettext("%(start)s to %(end)s")
        % {
            "start": words.name_hour(view.names, day, shift.starts_at),
            "end": words.name_hour(view.names, day, shift.ends_at),
        },
        road=_write_road(road) if route else "",
        stops=tuple(_stop_line(view, day, stop) for stop in route),
        crew_day=shift.id,
        name=f"{view.names.teams[shift.crew]}, {name}",
    )


def _write_road(minutes: int) -> str:
    text = ngettext(
        "%(count)s minute on the road", "%(count)s minutes on the road", minutes
    )
    return text % {"count": minutes}


def _stop_line(view: PlanVersionView, day: int, stop: PlannedStop) -> StopLine:
    item = find_item(view.problem, stop.candidate, stop.kind)
    ends_at = stop.starts_at + (item.minutes if item else 0)
    hours = gettext("%(start)s to %(end)s") % {
        "start": words.name_hour(view.names, day, stop.starts_at),
        "end": words.name_hour(view.names, day, ends_at),
    }
    return StopLine(
        hours=hours,
        premises=view.names.premises.get(stop.candidate, ""),
        kind=words.name_kind(stop.kind),
        is_support=stop.role != LEAD,
        candidate=stop.candidate,
        starts_at=stop.starts_at,
        kind_code=stop.kind,
        support=" ".join(_list_support(view, stop)),
    )


def _list_support(view: PlanVersionView, stop: PlannedStop) -> list[str]:
    """The teams that come along on the visit that a stop is part of."""
    crews = view.problem.crew_day_of
    return [
        crews[crew_day].crew
        for crew_day, one in (view.plan.iterate_stops() if view.plan else ())
        if one.candidate == stop.candidate and one.role != LEAD
    ]


def list_visits(view: PlanVersionView) -> Table:
    """The plan as a list, by day and hour."""
    shifts = view.problem.crew_day_of
    found = sorted(
        (
            (
                shifts[crew_day].day,
                stop.starts_at,
                view.names.teams[shifts[crew_day].crew],
                stop,
            )
            for crew_day, stop in (view.plan.iterate_stops() if view.plan else ())
        ),
        key=lambda one: one[:3],
    )
    columns = [
        Column(gettext("Day")),
        Column(gettext("Hours")),
        Column(gettext("Where")),
        Column(gettext("Kind of visit")),
        Column(gettext("Crew")),
    ]
    rows = []
    for day, _starts_at, team, stop in found:
        line = _stop_line(view, day, stop)
        page = reverse("operations:move_in_plan", args=[view.card.id])
        url = f"{page}?candidate={line.candidate}"
        crew = (
            gettext("%(team)s, in support") % {"team": team}
            if line.is_support
            else team
        )
        where = Cell(line.premises, url=url if view.card.is_open else "")
        rows.append(
            [words.name_day(view.names, day), line.hours, where, line.kind, crew]
        )
    return Table(gettext("Visits of the plan"), columns, rows, is_caption_hidden=True)


def list_prices(view: PlanVersionView) -> Table:
    """What one more of each capacity on a day would bring at most, dearest first."""
    prices = view.plan.prices.capacities if view.plan else ()
    known = [one for one in prices if one.name in (view.problem.capacities or {})]
    rows = [
        [
            words.name_day(view.names, one.day),
            words.name_capacity(one.name),
            (view.problem.capacities or {})[one.name][one.day],
            words.count_points(one.price),
        ]
        for one in sorted(known, key=lambda one: (-one.price, one.day, one.name))
    ]
    columns = [
        Column(gettext("Day")),
        Column(gettext("What")),
        Column(gettext("There now"), is_number=True),
        Column(gettext("One more would bring at most"), is_number=True),
    ]
    return Table(gettext("What one more would bring"), columns, rows)

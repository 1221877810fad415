"""What a planner picks from when changing a plan, and what a change would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext

from unhidden.operations.plans.presenters import words
from unhidden.operations.plans.presenters.differences import write_gain
from unhidden.operations.plans.presenters.findings import tell_faults
from unhidden.operations.plans.queries.cards import PlanVersionView
from unhidden.operations.plans.rules import clocks
from unhidden.operations.plans.rules.checking import list_new_faults
from unhidden.operations.plans.rules.differences import place_visits
from unhidden.operations.plans.rules.routes import measure_plan
from unhidden.operations.rosters.rules.clock import moment_of
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.slots import VisitSlot


@dataclass(frozen=True, slots=True)
class ChangeConsequence:
    """What a change would do: whether it can be, what it is worth, what it moves."""

    faults: tuple[str, ...]
    gain: str
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot for a visit: when and who, what it brings and costs, what it moves.

    ``key`` is that of all that it would change.
    """

    key: str
    where: str
    worth: str
    moved: str
    left_out: str


def offer_kinds(view: PlanVersionView, candidate: str) -> list[tuple[str, str]]:
    """The kinds of visit that the candidate may get."""
    menu = view.problem.candidate_of[candidate].menu
    return [(item.kind, words.name_kind(item.kind)) for item in menu]


def offer_crew_days(view: PlanVersionView) -> list[tuple[str, str]]:
    """Every crew on every day that it works, by day."""
    shifts = sorted(
        view.problem.crew_days, key=lambda one: (one.day, view.names.teams[one.crew])
    )
    return [
        (one.id, words.name_crew_day(view.problem, view.names, one.id))
        for one in shifts
    ]


def type_visit(view: PlanVersionView, candidate: str) -> dict[str, object]:
    """The visit as it would be typed into the form of a move; empty out of the plan."""
    if view.plan is None:
        return {}
    stops = [
        (stop.role, crew_day, stop)
        for crew_day, stop in view.plan.iterate_stops()
        if stop.candidate == candidate
    ]
    if not stops:
        return {}
    _role, lead, stop = min(stops, key=lambda one: one[:2])
    day = view.problem.crew_day_of[lead].day
    return {
        "kind": stop.kind,
        "crew_day": lead,
        "support": [crew_day for role, crew_day, _stop in stops if role],
        "starts_at": moment_of(view.names.days[day], stop.starts_at).time(),
        "is_next_day": stop.starts_at >= clocks.DAY,
    }


def tell_consequence(
    view: PlanVersionView, changed: WeekPlan, candidate: str
) -> ChangeConsequence:
    """What a change of the plan would do, before it is kept."""
    if view.plan is None:
        return ChangeConsequence((), "", ())
    faults = list_new_faults(view.problem, view.plan, changed)
    before = place_visits(view.problem, view.plan)
    after = place_visits(view.problem, changed)
    gain = measure_plan(view.problem, changed) - measure_plan(view.problem, view.plan)
    moved = [
        gettext("%(place)s then begins at %(hour)s")
        % {
            "place": view.names.premises.get(one, ""),
            "hour": words.name_hour(view.names, place.day, place.starts_at),
        }
        for one, place in after.items()
        if one != candidate and before.get(one) != place
    ]
    told = tell_faults(faults, view.problem, view.names)
    return ChangeConsequence(tuple(told), write_gain(gain), tuple(moved))


def list_slots(view: PlanVersionView, slots: Sequence[VisitSlot]) -> list[SlotRow]:
    """The slots, best first, each with what it costs the rest."""
    return [
        SlotRow(
            key=_key_of(slot),
            where=", ".join(
                (
                    words.name_crew_day(view.problem, view.names, slot.crew_day),
                    words.name_hour(view.names, slot.day, slot.starts_at),
                    words.name_kind(slot.kind),
                )
            ),
            worth=gettext("brings %(brings)s, costs the rest %(costs)s")
            % {
                "brings": words.count_points(slot.brings),
                "costs": words.count_points(slot.costs),
            },
            moved=words.name_places(view.names, slot.moved),
            left_out=words.name_places(view.names, slot.left_out),
        )
        for slot in slots
    ]


def find_slot(slots: Sequence[VisitSlot], key: str) -> VisitSlot | None:
    """The slot that somebody chose; None if it would change something else by now."""
    return next((one for one in slots if _key_of(one) == key), None)


def _key_of(slot: VisitSlot) -> str:
    return sha256(repr(slot.routes).encode()).hexdigest()[:16]

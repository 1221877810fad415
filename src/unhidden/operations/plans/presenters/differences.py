"""How two plans differ, in words: what moves, is dropped, is new and stays."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from unhidden.access.absent import Absent
from unhidden.operations.plans.presenters import words
from unhidden.operations.plans.queries.cards import EditCard, PlanVersionView
from unhidden.operations.plans.rules.differences import (
    DifferenceKind,
    PlanDifference,
    VisitDifference,
    VisitPlace,
    compare_plans,
)
from unhidden.ui.parts import Column, Table


def tell_place(view: PlanVersionView, place: VisitPlace | None) -> str:
    """Where a visit stands: day, hour, crews, kind; or that it does not."""
    if place is None:
        return gettext("Not in the plan")
    teams = " + ".join(view.names.teams.get(one, one) for one in place.crews)
    return ", ".join(
        (
            words.name_day(view.names, place.day),
            words.name_hour(view.names, place.day, place.starts_at),
            teams,
            words.name_kind(place.kind),
        )
    )


def compare_views(before: PlanVersionView, after: PlanVersionView) -> PlanDifference:
    """The difference of two plans of an operation; raises Absent where one has none."""
    if before.plan is None or after.plan is None:
        raise Absent
    return compare_plans((before.problem, before.plan), (after.problem, after.plan))


def list_differences(
    before: PlanVersionView,
    after: PlanVersionView,
    visits: Sequence[VisitDifference],
) -> Table:
    """Visits as they were, and as they are now."""
    labels = {
        DifferenceKind.MOVED: gettext("Moves"),
        DifferenceKind.DROPPED: gettext("Is dropped"),
        DifferenceKind.ADDED: gettext("Is new"),
        DifferenceKind.KEPT: gettext("Stays"),
    }
    places = {**before.names.premises, **after.names.premises}
    rows = [
        [
            places.get(one.candidate, ""),
            labels[one.kind],
            tell_place(before, one.before),
            tell_place(after, one.after),
        ]
        for one in visits
    ]
    columns = [
        Column(gettext("Where")),
        Column(gettext("What becomes of it")),
        Column(gettext("Before")),
        Column(gettext("After")),
    ]
    return Table(gettext("What differs"), columns, rows, is_caption_hidden=True)


def count_differences(found: PlanDifference) -> str:
    """How many visits move, are dropped, are new and stay, and what that is worth."""
    count = {kind: len(found.list_of(kind)) for kind in DifferenceKind}
    text = gettext(
        "%(moved)s move, %(dropped)s dropped, %(added)s new, %(kept)s stay. "
        "Value: %(gain)s."
    )
    return text % {
        "moved": count[DifferenceKind.MOVED],
        "dropped": count[DifferenceKind.DROPPED],
        "added": count[DifferenceKind.ADDED],
        "kept": count[DifferenceKind.KEPT],
        "gain": write_gain(found.gain),
    }


def write_gain(gain: int) -> str:
    """Points more or less, with their sign."""
    sign = "+" if gain > 0 else "−" if gain < 0 else "±"
    return f"{sign}{words.write_points(abs(gain))}"


def tell_edit(view: PlanVersionView, edit: EditCard) -> list[str]:
    """What a change did: a line for each visit that differs."""
    found = compare_plans((view.problem, edit.before), (view.problem, edit.after))
    return [
        gettext("%(place)s: %(before)s → %(after)s")
        % {
            "place": view.names.premises.get(one.candidate, ""),
            "before": tell_place(view, one.before),
            "after": tell_place(view, one.after),
        }
        for one in found.visits
        if one.kind != DifferenceKind.KEPT
    ]

"""Why each candidate is left out, in words: cannot, costs more, or open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.plans.presenters import words
from unhidden.operations.plans.queries.cards import PlanNames, PlanVersionView
from unhidden.operations.plans.queries.renewing import AddedPlace
from unhidden.operations.plans.rules.routes import gather_visits
from unhidden.planning.week.plan import (
    ChangeKind,
    LeftOut,
    LeftOutBecause,
    ProblemChange,
)
from unhidden.planning.week.problem import WeekProblem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A candidate that the plan leaves out: its one reason in words, and what to do."""

    candidate: str
    premises: str
    because: str
    because_label: str
    sentence: str
    changes: tuple[str, ...]


def list_left_out(
    view: PlanVersionView, added: Iterable[AddedPlace] = ()
) -> list[LeftOutRow]:
    """Every candidate that the plan leaves out, by reason and place.

    A plan that was changed by hand leaves some out without a reason of the search.
    Those that were ``added`` since it was made come first.
    """
    if view.plan is None:
        return []
    told = {one.candidate: one for one in view.plan.reasons}
    visited = gather_visits(view.plan)
    rows = [
        _row(view, one.id, told.get(one.id))
        for one in view.problem.candidates
        if one.id not in visited
    ]
    rows.sort(key=lambda row: (row.because, row.premises, row.candidate))
    return [*map(_row_of_added, added), *rows]


def tell_renewed(before: PlanVersionView, lost: Sequence[str]) -> str:
    """What a copy for the week as it is now is, and which visits it could not keep."""
    said = gettext("This is a copy of the plan, made for the week as it is now.")
    if not lost:
        return said
    gone = gettext("Possible no more, and left out: %(places)s.")
    ordered = sorted(lost, key=lambda one: before.names.premises.get(one, one))
    return f"{said} {gone % {'places': words.name_places(before.names, ordered)}}"


def _row_of_added(place: AddedPlace) -> LeftOutRow:
    sentence = (
        gettext(
            "It was left out before the search. A copy of the plan, made for the week "
            "as it is now, shows whether that is still so."
        )
        if place.is_aside
        else gettext(
            "It was added to the candidates after this plan was made. It goes into a "
            "copy of the plan, made for the week as it is now."
        )
    )
    label = gettext("Not searched")
    return LeftOutRow(place.id, place.premises, "added", label, sentence, ())


def list_broken_groups(view: PlanVersionView) -> list[LeftOutRow]:
    """The groups that cannot be struck with this roster, with what is missing."""
    reasons = view.plan.reasons if view.plan else ()
    found: dict[str, LeftOutRow] = {}
    for one in reasons:
        if one.group and one.because == LeftOutBecause.CANNOT:
            row = _row(view, one.candidate, one)
            found.setdefault(one.group, _of_group(view, one.group, row))
    return list(found.values())


def _of_group(view: PlanVersionView, group: str, row: LeftOutRow) -> LeftOutRow:
    members = next((one.members for one in view.problem.groups if one.id == group), ())
    places = words.name_places(view.names, members)
    return LeftOutRow(
        row.candidate, places, row.because, row.because_label, row.sentence, row.changes
    )


def _row(view: PlanVersionView, candidate: str, reason: LeftOut | None) -> LeftOutRow:
    code, label, sentence = _tell(view, reason)
    changes = reason.changes if reason is not None else ()
    return LeftOutRow(
        candidate=candidate,
        premises=view.names.premises.get(candidate, ""),
        because=code,
        because_label=label,
        sentence=sentence,
        changes=tuple(tell_changes(changes, view.problem, view.names)),
    )


def _tell(view: PlanVersionView, reason: LeftOut | None) -> tuple[str, str, str]:
    if reason is None:
        label = gettext("Left out by hand")
        return "by_hand", label, gettext("Somebody changed the plan after the search.")
    if reason.because == LeftOutBecause.CANNOT:
        return "cannot", gettext("Cannot"), _cannot(view, reason)
    if reason.because == LeftOutBecause.COSTS_MORE:
        text = gettext(
            "The best way found brings %(brings)s and costs the rest %(costs)s."
        )
        said = {
            "brings": words.count_points(reason.brings),
            "costs": words.count_points(reason.costs),
        }
        return "costs_more", gettext("Costs more than it brings"), text % said
    text = gettext(
        "The search ended first: it may still bring up to %(points)s. Search longer to "
        "know."
    )
    may_bring = {"points": words.count_points(reason.may_bring)}
    return "open", gettext("Still open"), text % may_bring


def _cannot(view: PlanVersionView, reason: LeftOut) -> str:
    if reason.group is None:
        return gettext(
            "No crew of this week could make it, even with nothing else to do."
        )
    members = next(
        (one.members for one in view.problem.groups if one.id == reason.group), ()
    )
    text = ngettext(
        "Its group of %(count)s place finds no hour at which each has a crew.",
        "Its group of %(count)s places finds no hour at which each has a crew.",
        len(members),
    )
    return text % {"count": len(members)}


def tell_changes(
    changes: Iterable[ProblemChange], problem: WeekProblem, names: PlanNames
) -> list[str]:
    """What would let a visit in: a sentence for each change."""
    return [_tell_change(one, problem, names) for one in changes]


def _tell_change(change: ProblemChange, problem: WeekProblem, names: PlanNames) -> str:
    said = {
        "crew": words.name_crew_day(problem, names, change.crew_day or ""),
        "skills": words.name_skills(change.skills),
        "capacity": words.name_capacity(change.capacity or ""),
        "day": "" if change.day is None else words.name_day(names, change.day),
        "place": names.premises.get(change.candidate or "", ""),
        "amount": change.amount,
    }
    return _sentence_of(change) % said


def _sentence_of(change: ProblemChange) -> str:
    if change.kind == ChangeKind.CREWS and not change.skills:
        return gettext("%(day)s has %(amount)s more crews beside %(crew)s.")
    return str(_CHANGES[change.kind])


_CHANGES: dict[ChangeKind, StrOrPromise] = {
    ChangeKind.SKILLS: _("%(crew)s gets: %(skills)s."),
    ChangeKind.CAPACITY: _("%(day)s has %(amount)s more of: %(capacity)s."),
    ChangeKind.WINDOW: _("%(place)s can be visited %(amount)s minutes later."),
    ChangeKind.SHIFT: _("The shift of %(crew)s ends %(amount)s minutes later."),
    ChangeKind.DAY: _("%(place)s may be visited on %(day)s too."),
    ChangeKind.CREWS: _(
        "%(day)s has %(amount)s more crews beside %(crew)s, with: %(skills)s."
    ),
    ChangeKind.RULE: _("What is settled or barred for %(place)s is lifted."),
}

"""What was left aside while a week was put together, and why a change is impossible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.plans.presenters import words
from unhidden.operations.plans.queries.cards import PlanNames
from unhidden.operations.plans.rules.assembling import FindingKind, WeekFinding
from unhidden.operations.plans.rules.checking import PlanFault, PlanFaultKind
from unhidden.planning.week.problem import WeekProblem
from unhidden.ui import dates

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_FINDINGS: dict[FindingKind, StrOrPromise] = {
    FindingKind.NO_POSITION: _(
        "%(place)s has no position on the map, so no way there can be measured: it is "
        "left out of the plan."
    ),
    FindingKind.NO_KIND: _(
        "%(place)s is offered no kind of visit: it is left out of the plan."
    ),
    FindingKind.NO_DAY: _(
        "%(place)s may be visited on no day that is left: it is left out of the plan."
    ),
    FindingKind.ROUGH: _(
        "Only the council of %(place)s is known: it is planned at the middle of it, "
        "and its travel times are a guess."
    ),
    FindingKind.NOBODY: _(
        "Nobody is in %(team)s on %(day)s: the crew is planned nowhere that day."
    ),
    FindingKind.IMPOSSIBLE_SHIFT: _(
        "The shift of %(team)s on %(day)s leaves no time for a visit: it ends before "
        "it starts, or briefing and breaks fill it. The crew is planned nowhere that "
        "day."
    ),
    FindingKind.NO_START: _(
        "%(team)s has no place to start from on %(day)s: the crew is planned nowhere "
        "that day."
    ),
    FindingKind.NO_SHIFT: _(
        "%(team)s goes out on no day that is left: the roster says why. It is planned "
        "nowhere."
    ),
    FindingKind.SECOND_SHIFT: _(
        "%(team)s has two shifts on %(day)s: only the first is planned."
    ),
    FindingKind.GROUPS_JOINED: _(
        "The groups %(groups)s share a place: all their places are visited at the "
        "same hour, as one group."
    ),
    FindingKind.GROUP_BROKEN: _(
        "%(place)s is in the group %(groups)s, of which another place cannot be "
        "planned: all places of a group are visited, or none."
    ),
    FindingKind.PIN_IMPOSSIBLE: _(
        "The visit to %(place)s cannot stay as it is: its team has no shift then. It "
        "is planned anew."
    ),
    FindingKind.CLOCK_CHANGE: _(
        "The clocks change in the night after %(day)s: the shift of %(team)s counts "
        "the minutes that pass."
    ),
    FindingKind.ROADS_OWN: _(
        "The server of travel times did not answer as it should: the minutes between "
        "places are those of the program's own roads."
    ),
}
_FAULTS: dict[PlanFaultKind, StrOrPromise] = {
    PlanFaultKind.NOT_OFFERED: _("%(place)s is not offered this kind of visit."),
    PlanFaultKind.WRONG_DAY: _("%(place)s may not be visited on %(day)s."),
    PlanFaultKind.SKILL: _("%(crew)s lacks %(missing)s for the visit to %(place)s."),
    PlanFaultKind.WINDOW: _(
        "The visit to %(place)s begins outside the hours in which it may, or not on "
        "the half-hour where it must."
    ),
    PlanFaultKind.TOO_EARLY: _("%(crew)s cannot be at %(place)s in time."),
    PlanFaultKind.SHIFT_ENDS: _(
        "%(crew)s would be back after the end of the shift, with %(place)s as its last "
        "visit."
    ),
    PlanFaultKind.CREWS: _(
        "The visit to %(place)s lacks a crew, or its crews come at different hours."
    ),
    PlanFaultKind.CAPACITY: _("On %(day)s there would be too few of: %(missing)s."),
    PlanFaultKind.GROUP: _(
        "All of these must be visited at the same hour, or none of them: %(missing)s."
    ),
    PlanFaultKind.APART: _("No two of these may be visited on one day: %(missing)s."),
    PlanFaultKind.ORDER: _("%(missing)s must be visited before %(place)s."),
    PlanFaultKind.SETTLED: _("The visit to %(place)s is settled: it stays as it is."),
    PlanFaultKind.BARRED: _("%(crew)s may not make the visit to %(place)s."),
}
_OF_PLACES = {PlanFaultKind.GROUP, PlanFaultKind.APART, PlanFaultKind.ORDER}


def tell_findings(
    findings: Iterable[WeekFinding], name_place: Callable[[str], str]
) -> list[str]:
    """A sentence for each finding; ``name_place`` gives the place of a candidate."""
    return [_tell_finding(one, name_place) for one in findings]


def _tell_finding(finding: WeekFinding, name_place: Callable[[str], str]) -> str:
    place = str(finding.candidate_id) if finding.candidate_id else ""
    return str(_FINDINGS[finding.kind]) % {
        "place": name_place(place) if place else "",
        "team": finding.team,
        "day": dates.format_weekday(finding.day) if finding.day else "",
        "groups": get_text_list(list(finding.groups), gettext("and")),
    }


def tell_faults(
    faults: Iterable[PlanFault], problem: WeekProblem, names: PlanNames
) -> list[str]:
    """A sentence for each fault of a plan, each once."""
    told = [_tell_fault(one, problem, names) for one in faults]
    return list(dict.fromkeys(told))


def _tell_fault(fault: PlanFault, problem: WeekProblem, names: PlanNames) -> str:
    if fault.kind in _OF_PLACES:
        missing = words.name_places(names, fault.missing)
    elif fault.kind == PlanFaultKind.CAPACITY:
        missing = ", ".join(map(words.name_capacity, fault.missing))
    else:
        missing = words.name_skills(fault.missing)
    return str(_FAULTS[fault.kind]) % {
        "place": names.premises.get(fault.candidate, ""),
        "crew": words.name_crew_day(problem, names, fault.crew_day),
        "day": "" if fault.day is None else words.name_day(names, fault.day),
        "missing": missing,
    }

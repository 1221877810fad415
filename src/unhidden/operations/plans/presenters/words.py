"""The words for what a plan's data name by codes: kinds, skills, capacities, hours."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.queries import choices
from unhidden.operations.plans.queries.cards import PlanNames
from unhidden.operations.plans.queries.gathering import POINT
from unhidden.operations.rosters.queries.choices import name_language
from unhidden.operations.rosters.rules.clock import moment_of
from unhidden.planning.week.problem import WeekProblem
from unhidden.ui import dates

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_SKILLS: dict[str, StrOrPromise] = {
    "people": _("at least two people"),
    "charity": _("somebody from a charity"),
    "enforcer": _("somebody from the police or a law-enforcement partner"),
    "police": _("a police officer"),
    "female_officer": _("a female officer"),
    "method_of_entry": _("method of entry"),
    "licensing": _("licensing"),
    "fire": _("fire safety"),
    "safeguarding": _("training for safeguarding visits"),
}
_CAPACITIES: dict[str, StrOrPromise] = {
    "custody": _("custody place"),
    "reception": _("place of safety"),
}
_ROADS: dict[str, StrOrPromise] = {
    "skeleton": _(
        "The program's own roads between towns, as officers corrected them "
        "(version %(version)s)"
    ),
    "OSRM": _(
        "A server of routes by OSRM, longer where officers corrected a road "
        "(data %(version)s)"
    ),
    "Valhalla": _(
        "A server of routes by Valhalla, longer where officers corrected a road "
        "(version %(version)s)"
    ),
}
LANGUAGE = "language:"
INTERPRETER = "interpreter:"


def name_kind(kind: str) -> str:
    """The kind of visit as pages call it."""
    return dict(choices.kinds_of_visit()).get(kind, kind)


def name_skills(skills: Iterable[str]) -> str:
    """Skills as words, joined by commas and "and"."""
    return get_text_list([name_skill(one) for one in skills], gettext("and"))


def name_skill(skill: str) -> str:
    """One skill as words."""
    if skill.startswith(LANGUAGE):
        return gettext("a speaker of %(language)s") % {
            "language": name_language(skill.removeprefix(LANGUAGE))
        }
    return str(_SKILLS.get(skill, skill))


def name_capacity(name: str) -> str:
    """What there is so much of a day, in the singular."""
    if name.startswith(INTERPRETER):
        return gettext("interpreter of %(language)s") % {
            "language": name_language(name.removeprefix(INTERPRETER))
        }
    return str(_CAPACITIES.get(name, name))


def name_crew_day(problem: WeekProblem, names: PlanNames, crew_day: str) -> str:
    """The team and the day of a shift: "Team 1, Monday 17 October 2016"."""
    shift = problem.crew_day_of.get(crew_day)
    if shift is None:
        return crew_day
    return f"{names.teams[shift.crew]}, {name_day(names, shift.day)}"


def name_day(names: PlanNames, day: int) -> str:
    """A day of the week with its date."""
    return dates.format_weekday(names.days[day])


def name_hour(names: PlanNames, day: int, minute: int) -> str:
    """What the clock shows at a minute of a day."""
    return dates.format_clock(moment_of(names.days[day], minute))


def name_places(names: PlanNames, candidates: Iterable[str]) -> str:
    """Places of candidates, joined by commas and "and"."""
    known = [names.premises.get(one, one) for one in candidates]
    return get_text_list(known, gettext("and"))


def tell_roads(provider: str, version: str) -> str:
    """Whose minutes between places a plan counts on, as a sentence."""
    known = _ROADS.get(provider)
    if known is None:
        return f"{provider}, {version}"
    return str(known) % {"version": version}


def count_points(value: float) -> str:
    """A value of the planner in points, to a tenth of one."""
    return gettext("%(points)s points") % {"points": write_points(value)}


def write_points(value: float) -> str:
    """The number of points alone: "1,234.5"."""
    return f"{value / POINT:,.1f}"


def write_share(share: float | None) -> str:
    """ "at least 98.7% of the best possible", rounded down: it is proven."""
    if share is None:
        return gettext("not proven yet")
    percent = math.floor(share * 1000) / 10
    return gettext("at least %(percent)s%% of the best possible") % {"percent": percent}

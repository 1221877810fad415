"""Weekplan's files: a problem of a week read from JSON.

The format is that of the third level of its instances: premises with modes, networks
that are struck together, teams by day, custody and reception places a day.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from unhidden.planning.week.faults import FaultyProblem, check_problem, shorten_ways
from unhidden.planning.week.interchange import (
    UnreadableWeek,
    make_plain,
    read_fields,
)
from unhidden.planning.week.problem import (
    CrewDay,
    MenuItem,
    StrikeGroup,
    VisitCandidate,
    WeekProblem,
)

ENFORCEMENT = "enforce"
CUSTODY, RECEPTION = "custody", "reception"
# A visit begins at the latest this long before the place closes, or half its length.
LAST_MINUTES = 30
_WRONG = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    UnreadableWeek,
    ValueError,
)


def read_problem(path: Path) -> WeekProblem:
    """The problem of a file; raises FaultyProblem in words when it is not one."""
    try:
        made = _problem_of(json.loads(path.read_text()))
        # Each number and name is held to be one: JSON knows NaN, and no types.
        problem = read_fields(WeekProblem, orjson.dumps(make_plain(made)))
    except _WRONG as error:
        raise FaultyProblem(
            f"{path.name} is no week in weekplan's format: {type(error).__name__}"
            f" at {error}."
        ) from error
    check_problem(problem)
    return problem


def _problem_of(data: dict[str, Any]) -> WeekProblem:
    skills = {bit: name for name, bit in data["langs"].items()}
    travel = shorten_ways(np.array(data["M"], dtype=np.int64))
    return WeekProblem(
        days=int(data["days"]),
        candidates=tuple(_candidate_of(one, skills) for one in data["prem"]),
        crew_days=tuple(_crew_day_of(one, data, skills) for one in data["teams"]),
        travel=tuple(tuple(int(each) for each in row) for row in travel),
        groups=tuple(
            StrikeGroup(str(number), tuple(str(one) for one in members))
            for number, members in enumerate(data["nets"])
        ),
        capacities={
            CUSTODY: tuple(data["custody"]),
            RECEPTION: tuple(data["recep"]),
        },
        grid=int(data["grid"]),
    )


def _candidate_of(data: dict[str, Any], skills: dict[int, str]) -> VisitCandidate:
    opens, closes = data["tw"]
    return VisitCandidate(
        id=str(data["id"]),
        place=int(data["id"]),
        days=frozenset(data["days"]),
        menu=tuple(_item_of(mode, opens, closes, skills) for mode in data["modes"]),
    )


def _item_of(
    mode: dict[str, Any], opens: int, closes: int, skills: dict[int, str]
) -> MenuItem:
    crews = [mode["req"], *([mode["sreq"]] if "sreq" in mode else [])]
    uses = ((CUSTODY, mode.get("custody", 0)), (RECEPTION, mode.get("recep", 0)))
    return MenuItem(
        kind=mode["kind"],
        value=mode["prize"],
        minutes=mode["dur"],
        earliest=opens,
        latest=closes - min(LAST_MINUTES, mode["dur"] // 2),
        crews=tuple(_skills_of(each, skills) for each in crews),
        uses=tuple((name, amount) for name, amount in uses if amount),
        is_on_grid=mode["kind"] == ENFORCEMENT,
    )


def _skills_of(mask: int, skills: dict[int, str]) -> frozenset[str]:
    return frozenset(skills[bit] for bit in range(mask.bit_length()) if mask >> bit & 1)


def _crew_day_of(
    team: dict[str, Any], data: dict[str, Any], skills: dict[int, str]
) -> CrewDay:
    home = data["n"] + team["k"]
    return CrewDay(
        id=str(team["id"]),
        crew=str(team["k"]),
        day=team["day"],
        starts_at=team["start"],
        ends_at=team["end"],
        skills=_skills_of(team["skills"], skills),
        start_place=home,
        end_place=home,
    )

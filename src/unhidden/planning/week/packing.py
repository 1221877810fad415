"""Set packing: the best choice of routes from the pool, solved in whole numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import highspy
import numpy as np

from unhidden.planning.week.master import (
    INFINITE,
    LinearAnswer,
    MasterProgram,
    QuietProgram,
    make_program,
)
from unhidden.planning.week.options import StrikeHour
from unhidden.planning.week.searching import Routes
from unhidden.planning.week.tasks import LEAD, Stops

HALF = 0.5
#: A choice must be better than the plan by this to be looked for.
LEAST_GAIN = 0.5


@dataclass(frozen=True)
class FreedPart:
    """The part of a plan that is chosen anew: some crew-days, and groups of theirs.

    ``kept`` are the routes of the other crew-days, ``struck`` the hours of groups that
    have a leader among them. The candidates ``wanted`` must be visited.
    """

    crews: tuple[int, ...]
    kept: Routes
    struck: frozenset[StrikeHour]
    wanted: frozenset[int] = frozenset()

    @property
    def struck_groups(self) -> set[int]:
        """The groups whose hour is settled by what is kept."""
        return {group for group, _, _ in self.struck}


def free_crews(
    master: MasterProgram,
    routes: Routes,
    crews: Iterable[int],
    wanted: Iterable[int] = (),
) -> FreedPart:
    """Free the routes of some crew-days of a plan."""
    freed = tuple(sorted(set(crews)))
    kept = {
        crew: stops for crew, stops in routes.items() if stops and crew not in freed
    }
    struck = frozenset(list_strikes(master, kept))
    return FreedPart(freed, kept, struck, frozenset(wanted))


def list_strikes(master: MasterProgram, routes: Routes) -> set[StrikeHour]:
    """The hours of groups at which some route leads."""
    week = master.table.week
    return {
        (task.group, week.problem.crew_days[crew].day, start)
        for crew, stops in routes.items()
        for number, start in stops
        if (task := week.tasks[number]).group is not None and task.role == LEAD
    }


def limit_to_part(master: MasterProgram, part: FreedPart) -> None:
    """Let the master program change nothing but the freed part."""
    lower, upper = np.zeros(master.column_count), np.zeros(master.column_count)
    freed = set(part.crews)
    for place, column in enumerate(master.columns):
        if column is not None and column.crew in freed:
            upper[place] = INFINITE
    for place in _list_kept(master, part):
        lower[place] = upper[place] = 1
    for place in _list_open_strikes(master, part):
        upper[place] = 1
    master.limit_columns(lower, upper)


def _list_kept(master: MasterProgram, part: FreedPart) -> list[int]:
    """The columns that stay taken."""
    routes = [master.place_of[one] for one in part.kept.items()]
    return routes + [master.strikes[one] for one in part.struck]


def _list_open_strikes(master: MasterProgram, part: FreedPart) -> list[int]:
    settled = part.struck_groups
    return [place for one, place in master.strikes.items() if one[0] not in settled]


def pack_routes(
    master: MasterProgram,
    part: FreedPart,
    answer: LinearAnswer,
    routes: Routes,
    *,
    worth: int,
    seconds: float,
) -> dict[int, Stops]:
    """The best choice for the freed part, the kept routes with it.

    ``answer`` is the linear program's with the same part freed. A column whose price
    shows that no choice with it is better than ``worth`` is left out. ``routes``, the
    plan so far, is where the search starts, and is given back when nothing is better.
    """
    places = _list_worthy(master, part, answer, worth)
    found = pack_columns(master, part, places, routes, seconds=seconds)
    return dict(routes) if found is None else found


def pack_columns(
    master: MasterProgram,
    part: FreedPart,
    routes_in_pool: Iterable[int],
    routes: Routes,
    *,
    seconds: float,
) -> dict[int, Stops] | None:
    """The best choice of these columns for the freed part, the kept routes with it.

    The search starts from ``routes``. None when nothing was found.
    """
    places = _list_open_strikes(master, part)
    places += routes_in_pool
    program = _make_packing(master, part, places)
    program.setOptionValue("time_limit", seconds)
    if not part.wanted:
        _start_from(program, master, places, routes)
    program.run()
    if program.getInfo().primal_solution_status != highspy.SolutionStatus(2):
        return None
    taken = np.array(program.getSolution().col_value) > HALF
    chosen = dict(part.kept)
    for place, is_taken in zip(places, taken, strict=True):
        column = master.columns[place]
        if is_taken and column is not None:
            chosen[column.crew] = column.stops
    return chosen


def _list_worthy(
    master: MasterProgram, part: FreedPart, answer: LinearAnswer, worth: int
) -> list[int]:
    """The routes of freed crew-days that a better choice may have."""
    freed = set(part.crews)
    least = worth + LEAST_GAIN - answer.value
    return [
        place
        for place in np.nonzero(answer.reduced >= least)[0].tolist()
        if (column := master.columns[place]) is not None
        and column.crew in freed
        and column.is_simple
    ]


def _make_packing(
    master: MasterProgram, part: FreedPart, places: list[int]
) -> QuietProgram:
    """The program over some columns, with what the kept ones take taken off."""
    taken: Counter[int] = Counter()
    for place in _list_kept(master, part):
        for row, amount in master.rows_of[place]:
            taken[row] += amount
    off = np.array([taken[row] for row in range(len(master.upper))], dtype=float)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(places), len(off)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.array([master.values[place] for place in places])
    model.col_lower_, model.col_upper_ = np.zeros(len(places)), np.ones(len(places))
    lower = master.lower - off
    lower[[master.table.rows["candidate", one] for one in part.wanted]] = 1
    model.row_lower_, model.row_upper_ = lower, master.upper - off
    entries = [entry for place in places for entry in master.rows_of[place]]
    starts = np.cumsum([0, *(len(master.rows_of[place]) for place in places)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = starts.astype(np.int32)
    model.a_matrix_.index_ = np.array([row for row, _ in entries], dtype=np.int32)
    model.a_matrix_.value_ = np.array([amount for _, amount in entries], dtype=float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(places)
    program = make_program()
    program.passModel(model)
    return program


def _start_from(
    program: QuietProgram, master: MasterProgram, places: list[int], routes: Routes
) -> None:
    """Give the plan so far as the first choice."""
    taken = {master.place_of[one] for one in routes.items() if one[1]}
    taken |= {master.strikes[one] for one in list_strikes(master, routes)}
    start = highspy.HighsSolution()
    start.col_value = [1.0 if place in taken else 0.0 for place in places]
    program.setSolution(start)

"""The master program: which routes of the pool to take, as a linear program of HiGHS.

A column is a route of one crew-day, or the hour of a group. Its rows are those of
``options``: a candidate once, a crew-day once, the capacities of each day, and equal
numbers of partners at each hour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from unhidden.planning.week.options import OptionTable, StrikeHour
from unhidden.planning.week.schedules import measure_route
from unhidden.planning.week.tasks import Stops

INFINITE = highspy.kHighsInf
#: What it costs to leave a row of partners unbalanced while an hour is tried out.
SHORTFALL_COST = 30_000.0


@dataclass(frozen=True, slots=True, eq=False)
class RouteColumn:
    """A route in the pool: its crew-day, stops, worth and rows.

    One that comes to a candidate twice (``is_simple`` false) makes the linear program
    solvable by pricing, but is never part of a plan.
    """

    crew: int
    stops: Stops
    value: int
    rows: tuple[tuple[int, int], ...]
    is_simple: bool


@dataclass(frozen=True, slots=True)
class LinearAnswer:
    """What the linear program says; nothing of it counts unless ``is_optimal``.

    ``duals`` has a price for each row; for each column ``amounts`` has how much of it
    is taken, and ``reduced`` what one more of it would bring.
    """

    is_optimal: bool
    value: float
    duals: np.ndarray
    amounts: np.ndarray
    reduced: np.ndarray


class QuietProgram(highspy.Highs):
    """A program of HiGHS that prints nothing; to begin its callbacks prints a line."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


def make_program() -> QuietProgram:
    """An empty silent program on one thread, to be maximised."""
    program = QuietProgram()
    program.setOptionValue("output_flag", False)
    program.setOptionValue("threads", 1)
    program.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return program


class MasterProgram:
    """The pool of routes and the linear program over it."""

    def __init__(self, table: OptionTable) -> None:
        self.table = table
        self.program = make_program()
        self.lower, self.upper = _limit_rows(table)
        nothing = np.array([], dtype=np.int32)
        self.program.addRows(
            len(self.lower),
            self.lower,
            self.upper,
            0,
            np.zeros(len(self.lower), dtype=np.int32),
            nothing,
            nothing.astype(float),
        )
        self.strikes: dict[StrikeHour, int] = {}
        self._shortfalls: dict[int, int] = {}
        self.columns: list[RouteColumn | None] = []
        self.values: list[float] = []
        self.rows_of: list[tuple[tuple[int, int], ...]] = []
        self.place_of: dict[tuple[int, Stops], int] = {}
        for strike in table.strikes:
            self.strikes[strike] = self._append(
                0.0, 1.0, [(row, -1) for row in self.list_strike_rows(strike)], None
            )

    @property
    def column_count(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    def list_strike_rows(self, strike: StrikeHour) -> list[int]:
        """The rows that balance a group's hour with the crews that lead there."""
        group, day, hour = strike
        members = self.table.week.group_members[group]
        return [self.table.rows["hour", member, day, hour] for member in members]

    def add_route(self, crew: int, stops: Stops) -> bool:
        """Put a route into the pool; False when it is there or cannot be one."""
        if not stops or (crew, stops) in self.place_of:
            return False
        column = make_column(self.table, crew, stops)
        if column is None:
            return False
        rows = (*column.rows, (self.table.rows["crew", crew], 1))
        place = self._append(float(column.value), INFINITE, rows, column)
        self.place_of[crew, stops] = place
        return True

    def add_shortfall(self, row: int) -> int:
        """A column that fills a row of partners, at a cost; its place."""
        if row not in self._shortfalls:
            self._shortfalls[row] = self._append(-SHORTFALL_COST, 1, [(row, 1)], None)
        self.limit_column(self._shortfalls[row], 0, 1)
        return self._shortfalls[row]

    def demand_rows(self, rows: Sequence[int], least: float) -> None:
        """Let each row be filled at least so far; -INFINITE frees it again."""
        for row in rows:
            self.program.changeRowBounds(row, least, self.upper[row])

    def _append(
        self,
        value: float,
        most: float,
        rows: Sequence[tuple[int, int]],
        column: RouteColumn | None,
    ) -> int:
        index = np.array([row for row, _ in rows], dtype=np.int32)
        amounts = np.array([amount for _, amount in rows], dtype=float)
        self.program.addCol(value, 0.0, most, len(rows), index, amounts)
        self.columns.append(column)
        self.values.append(value)
        self.rows_of.append(tuple(rows))
        return len(self.columns) - 1

    def limit_column(self, place: int, lower: float, upper: float) -> None:
        """Set how much of one column may be taken."""
        self.program.changeColBounds(place, lower, upper)

    def limit_columns(self, lower: np.ndarray, upper: np.ndarray) -> None:
        """Set how much of every column may be taken."""
        places = np.arange(self.column_count, dtype=np.int32)
        self.program.changeColsBounds(self.column_count, places, lower, upper)

    def free_columns(self) -> None:
        """Let every route and hour be taken again, and no shortfall."""
        self.limit_columns(np.zeros(self.column_count), self.list_most())

    def list_most(self) -> np.ndarray:
        """How much of each column may be taken where nothing else is settled."""
        most = np.array(
            [0.0 if one is None else INFINITE for one in self.columns], dtype=float
        )
        most[list(self.strikes.values())] = 1.0
        return most

    def solve_program(self) -> LinearAnswer:
        """Solve the linear program from where it stood last."""
        self.program.run()
        answer = self.program.getSolution()
        status = self.program.getModelStatus()
        return LinearAnswer(
            is_optimal=status == highspy.HighsModelStatus.kOptimal,
            value=self.program.getInfo().objective_function_value,
            duals=np.array(answer.row_dual),
            amounts=np.array(answer.col_value),
            reduced=np.array(answer.col_dual),
        )


def _limit_rows(table: OptionTable) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most of each row."""
    lower, upper = np.full(len(table.rows), -INFINITE), np.zeros(len(table.rows))
    for key, row in table.rows.items():
        match key:
            case ("candidate" | "crew", _) | ("order", *_):
                upper[row] = 1
            case ("capacity", str(name), int(day)):
                upper[row] = table.week.problem.capacity_of[name][day]
            case _:
                lower[row] = 0
    return lower, upper


def make_column(table: OptionTable, crew: int, stops: Stops) -> RouteColumn | None:
    """The column of a route; None when a stop is not one of the crew's options."""
    options = table.crews[crew]
    rows: Counter[int] = Counter()
    for task, start in stops:
        option = options.find_option(task, start)
        if option is None:
            return None
        for row, amount in options.entries_of[option]:
            rows[row] += amount
    tasks = table.week.tasks
    candidates = {tasks[task].candidate for task, _ in stops}
    return RouteColumn(
        crew=crew,
        stops=stops,
        value=measure_route(table.week, crew, stops),
        rows=tuple((row, amount) for row, amount in rows.items() if amount),
        is_simple=len(candidates) == len(stops),
    )

"""Diving on routes: those that the linear program is surest of are taken, and others
priced anew around them, until each crew-day has one.
"""

from __future__ import annotations

import numpy as np

from unhidden.planning.week.columns import price_round
from unhidden.planning.week.master import INFINITE, LinearAnswer, MasterProgram
from unhidden.planning.week.pricing import RoutePricing
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.tasks import Stops

TAKEN_AT_ONCE, ROUTES_A_CREW = 4, 8
#: Routes taken more than this are taken together with the surest.
SURE_ENOUGH = 0.75
#: Less of a column than this is none of it.
NOTHING = 1e-6


def dive_on_routes(
    master: MasterProgram,
    pricing: RoutePricing,
    clock: SearchClock,
    share: float,
    *,
    priced_every: int,
) -> dict[int, Stops]:
    """One route for each crew-day that got one; the limits of columns are as before.

    Routes are priced anew after ``priced_every`` takings: oftener is better and slower.
    They are no plan until they are repaired, because a dive may end in the middle.
    """
    taken: dict[int, int] = {}
    last: dict[int, int] = {}
    given_up: list[int] = []
    rounds = 0
    while not clock.is_over(share):
        answer = master.solve_program()
        if not answer.is_optimal and last:
            given_up += _give_up_routes(master, taken, last)
            last = {}
            continue
        last = _choose_routes(master, answer, taken) if answer.is_optimal else {}
        if not last:
            break
        _take_routes(master, taken, last)
        rounds += 1
        if rounds % priced_every == 0:
            _price_around(master, pricing, taken)
    for place in (*taken.values(), *given_up):
        master.limit_column(place, 0, INFINITE)
    return {crew: _stops_of(master, place) for crew, place in taken.items()}


def _stops_of(master: MasterProgram, place: int) -> Stops:
    column = master.columns[place]
    return () if column is None else column.stops


def _choose_routes(
    master: MasterProgram, answer: LinearAnswer, taken: dict[int, int]
) -> dict[int, int]:
    """The surest routes by crew-day, of those that come to no candidate twice."""
    chosen: dict[int, int] = {}
    for place in np.argsort(-answer.amounts, kind="stable").tolist():
        amount, column = answer.amounts[place], master.columns[place]
        if amount <= NOTHING or len(chosen) == TAKEN_AT_ONCE:
            break
        if column is None or column.crew in taken or not column.is_simple:
            continue
        if chosen and amount < SURE_ENOUGH:
            break
        chosen.setdefault(column.crew, place)
    return chosen


def _take_routes(
    master: MasterProgram, taken: dict[int, int], chosen: dict[int, int]
) -> None:
    for crew, place in chosen.items():
        taken[crew] = place
        master.limit_column(place, 1, 1)


def _price_around(
    master: MasterProgram, pricing: RoutePricing, taken: dict[int, int]
) -> None:
    """Price the crew-days left, unless those taken leave no answer."""
    answer = master.solve_program()
    left = [crew for crew in range(len(master.table.crews)) if crew not in taken]
    if answer.is_optimal:
        price_round(master, pricing, answer.duals, left, most=ROUTES_A_CREW)


def _give_up_routes(
    master: MasterProgram, taken: dict[int, int], chosen: dict[int, int]
) -> list[int]:
    """Keep the routes just taken out of this dive; their places."""
    for crew, place in chosen.items():
        del taken[crew]
        master.limit_column(place, 0, 0)
    return list(chosen.values())

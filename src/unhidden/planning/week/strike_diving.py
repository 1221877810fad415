"""Diving on strike hours: groups are given a day and an hour one after the other.

Each time the linear program leans most on one hour of a group, that hour is settled and
routes are priced anew. Where no routes can be found for it, the hour is given up.
"""

from __future__ import annotations

import numpy as np

from unhidden.planning.week.columns import price_round
from unhidden.planning.week.master import LinearAnswer, MasterProgram
from unhidden.planning.week.options import StrikeHour
from unhidden.planning.week.pricing import RoutePricing
from unhidden.planning.week.searching import SearchClock

#: A group that the linear program strikes less than this is left out of the dive.
LEAST_LEANING = 0.25
#: A shortfall of crews above this means that an hour cannot be served.
LEAST_SHORTFALL = 0.01
SETTLING_ROUNDS, LAST_ROUNDS = 2, 4


def settle_strike_hours(
    master: MasterProgram, pricing: RoutePricing, clock: SearchClock, share: float
) -> list[StrikeHour]:
    """Settle the hours of groups in the master program; those settled.

    Groups that are not settled are kept out of it.
    """
    open_hours = set(master.strikes)
    settled: list[StrikeHour] = []
    answer = master.solve_program()
    while not clock.is_over(share):
        strike = _choose_strike(master, answer, open_hours)
        if strike is None:
            break
        if _try_strike(master, pricing, strike):
            settled.append(strike)
            open_hours -= {one for one in open_hours if one[0] == strike[0]}
        else:
            _give_up_strike(master, open_hours, strike)
        answer = master.solve_program()
    for strike in open_hours:
        master.limit_column(master.strikes[strike], 0, 0)
    _price_rounds(master, pricing, LAST_ROUNDS)
    return settled


def _choose_strike(
    master: MasterProgram, answer: LinearAnswer, open_hours: set[StrikeHour]
) -> StrikeHour | None:
    """The hour leaned on most, in the group struck most; None when too little is."""
    leaning: dict[int, float] = {}
    best: dict[int, tuple[float, StrikeHour]] = {}
    for strike in sorted(open_hours):
        amount = float(answer.amounts[master.strikes[strike]])
        leaning[strike[0]] = leaning.get(strike[0], 0.0) + amount
        best[strike[0]] = max(best.get(strike[0], (-1.0, strike)), (amount, strike))
    chosen = max(best, key=lambda one: (best[one][0], leaning[one]), default=None)
    if chosen is None or leaning[chosen] < LEAST_LEANING:
        return None
    return best[chosen][1]


def _try_strike(
    master: MasterProgram, pricing: RoutePricing, strike: StrikeHour
) -> bool:
    """Settle one hour and price routes for it; False when crews are still short."""
    for other, place in master.strikes.items():
        if other[0] == strike[0]:
            amount = 1.0 if other == strike else 0.0
            master.limit_column(place, amount, amount)
    short = [master.add_shortfall(row) for row in master.list_strike_rows(strike)]
    _price_rounds(master, pricing, SETTLING_ROUNDS)
    missing = float(np.sum(master.solve_program().amounts[short]))
    for place in short:
        master.limit_column(place, 0, 0)
    return missing <= LEAST_SHORTFALL


def _give_up_strike(
    master: MasterProgram, open_hours: set[StrikeHour], strike: StrikeHour
) -> None:
    open_hours.discard(strike)
    for other, place in master.strikes.items():
        if other[0] == strike[0]:
            master.limit_column(place, 0, 1 if other in open_hours else 0)


def _price_rounds(master: MasterProgram, pricing: RoutePricing, rounds: int) -> None:
    crews = list(range(len(master.table.crews)))
    for _ in range(rounds):
        answer = master.solve_program()
        if not price_round(master, pricing, answer.duals, crews, most=10).added:
            return

"""Column generation: price routes into the pool until the bound is met.

First with the quick labelling that keeps one label of each minute; then exactly, at
prices smoothed towards those of the best bound, which steadies them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unhidden.planning.week.bounds import add_up_prices, make_payable
from unhidden.planning.week.master import LinearAnswer, MasterProgram
from unhidden.planning.week.pricing import RoutePricing
from unhidden.planning.week.searching import SearchClock

ROUTES_A_CREW = 15
#: When the quick pricing gains less than this share, pricing becomes exact.
QUICK_ENOUGH = 0.002
#: A bound this close to the linear program is not improved.
CLOSE_ENOUGH = 0.002
SMOOTHING, LEAST_SMOOTHING, QUICK_SMOOTHING = 0.5, 0.2, 0.3
#: Slack for sums of rounded numbers.
ROUNDING = 1e-3


@dataclass(frozen=True, slots=True)
class ProvenBound:
    """A bound, and the prices it follows from."""

    value: float
    duals: np.ndarray


@dataclass(frozen=True, slots=True)
class PricingRound:
    """What one round over crew-days found: new routes, and what the best bring."""

    added: int
    best: float
    gain: float


def price_round(
    master: MasterProgram,
    pricing: RoutePricing,
    duals: np.ndarray,
    crews: list[int],
    *,
    is_exact: bool = False,
    most: int = ROUTES_A_CREW,
) -> PricingRound:
    """Price these crew-days and put what is worth its price into the pool."""
    added, best, gain = 0, 0.0, 0.0
    for crew in crews:
        found = pricing.price_routes(crew, duals, most=most, is_exact=is_exact)
        added += sum(master.add_route(crew, stops) for stops in found.routes)
        best += found.best
        gain += max(0.0, found.best - float(duals[master.table.rows["crew", crew]]))
    return PricingRound(added, best, gain)


def generate_columns(
    master: MasterProgram, pricing: RoutePricing, clock: SearchClock, share: float
) -> ProvenBound:
    """Fill the pool; the best bound found in this share of the clock's time.

    One exact round is always made, so there is always a bound.
    """
    crews = list(range(len(master.table.crews)))
    _generate_quickly(master, pricing, clock, share)
    answer = master.solve_program()
    best, smoothing = None, SMOOTHING
    while True:
        duals = _smooth(master, answer, best, smoothing)
        found = price_round(master, pricing, duals, crews, is_exact=True)
        paid = add_up_prices(master.table, duals) + found.best + ROUNDING
        if best is None or paid < best.value:
            best = ProvenBound(paid, duals)
        if clock.is_over(share) or (not found.added and smoothing == 0):
            return best
        answer = master.solve_program()
        if best.value - answer.value < CLOSE_ENOUGH * answer.value:
            return best
        if not found.added:
            smoothing = 0 if smoothing < LEAST_SMOOTHING else smoothing / 2


def _smooth(
    master: MasterProgram,
    answer: LinearAnswer,
    best: ProvenBound | None,
    smoothing: float,
) -> np.ndarray:
    duals = make_payable(master.table, answer.duals)
    return duals if best is None else smoothing * best.duals + (1 - smoothing) * duals


def _generate_quickly(
    master: MasterProgram, pricing: RoutePricing, clock: SearchClock, share: float
) -> None:
    """Price with quick labelling, until prices that are not smoothed gain little."""
    crews = list(range(len(master.table.crews)))
    before: np.ndarray | None = None
    while not clock.is_over(share):
        answer = master.solve_program()
        duals = answer.duals
        if before is not None:
            duals = QUICK_SMOOTHING * before + (1 - QUICK_SMOOTHING) * duals
        found = price_round(master, pricing, duals, crews)
        is_enough = not found.added or found.gain < QUICK_ENOUGH * answer.value
        if is_enough and before is None:
            return
        before = None if is_enough else duals

"""The bound of a week: what no plan can be worth, from prices of what is scarce.

By Lagrange: whoever pays these prices for candidates, capacities and hours may send
each crew-day on its best route, whatever the others do. The prices paid and what the
best routes then bring is at least what any plan is worth.
"""

from __future__ import annotations

import numpy as np

from unhidden.planning.week.options import OptionTable
from unhidden.planning.week.plan import (
    CapacityPrice,
    HourPrice,
    OrderPrice,
    PlanPrices,
)
from unhidden.planning.week.tasks import PIN_VALUE


def make_payable(table: OptionTable, duals: np.ndarray) -> np.ndarray:
    """The same prices with none below nothing where a row only has a most."""
    payable = duals.copy()
    for key, row in table.rows.items():
        if key[0] in ("candidate", "capacity", "crew", "order"):
            payable[row] = max(0.0, payable[row])
    return payable


def add_up_prices(table: OptionTable, duals: np.ndarray) -> float:
    """What is paid for candidates, capacities and hours; crews are not charged."""
    problem = table.week.problem
    paid = 0.0
    for key, row in table.rows.items():
        match key:
            case ("candidate", _) | ("order", *_):
                paid += duals[row]
            case ("capacity", str(name), int(day)):
                paid += duals[row] * problem.capacity_of[name][day]
    return float(paid) + sum(_pay_groups(table, duals).values())


def _pay_groups(table: OptionTable, duals: np.ndarray) -> dict[int, float]:
    """What each group is paid at its dearest hour; it goes once, or not at all."""
    paid: dict[int, float] = {}
    for group, day, hour in table.strikes:
        members = table.week.group_members[group]
        rows = [table.rows["hour", member, day, hour] for member in members]
        paid[group] = max(paid.get(group, 0.0), float(duals[rows].sum()))
    return paid


def export_prices(table: OptionTable, duals: np.ndarray) -> PlanPrices:
    """The prices in the words of the problem, a pin's value taken off again."""
    problem = table.week.problem
    candidates: dict[str, float] = {}
    capacities: list[CapacityPrice] = []
    orders: list[OrderPrice] = []
    hours: list[HourPrice] = []
    for key, row in table.rows.items():
        price = float(duals[row])
        match key:
            case ("candidate", int(number)):
                candidate = problem.candidates[number].id
                pinned = PIN_VALUE if candidate in problem.pin_of else 0
                candidates[candidate] = price - pinned
            case ("capacity", str(name), int(day)):
                capacities.append(CapacityPrice(name, day, price))
            case ("order", int(number), int(day), int(hour)) if price:
                order = problem.orders[number]
                orders.append(OrderPrice(order.first, order.then, day, hour, price))
            case ("hour", int(number), int(day), int(hour)) if price:
                candidate = problem.candidates[number].id
                hours.append(HourPrice(candidate, "", 0, day, hour, price))
            case (
                "support",
                int(number),
                int(item),
                int(role),
                int(day),
                int(hour),
            ) if price:
                one = problem.candidates[number]
                kind = one.menu[item].kind
                hours.append(HourPrice(one.id, kind, role, day, hour, price))
    return PlanPrices(
        {one: price for one, price in candidates.items() if price},
        tuple(one for one in capacities if one.price),
        tuple(hours),
        tuple(orders),
    )

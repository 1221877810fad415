"""Pricing: which routes of a crew-day are worth more than what they take."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from unhidden.planning.week import compiled_labelling, labelling
from unhidden.planning.week.labels import (
    LabelTable,
    LabelTask,
    PricedRoutes,
    find_near,
    make_label_task,
    read_routes,
)
from unhidden.planning.week.options import OptionTable

#: How many of the nearest candidates a label remembers having visited.
NEAR_MANY = 12
LEAST_GAIN = 1e-4

#: The two forms of labelling, by name; they make the same labels.
FORMS: Mapping[str, Callable[[LabelTask], LabelTable]] = {
    "plain": labelling.fill_labels,
    "compiled": compiled_labelling.fill_labels,
}
FASTEST = "compiled" if compiled_labelling.IS_INSTALLED else "plain"


class RoutePricing:
    """Finds the best routes of each crew-day at given prices of the rows."""

    def __init__(self, table: OptionTable, form: str = FASTEST) -> None:
        week = table.week
        places = np.array([one.place for one in week.problem.candidates], dtype=int)
        self.table = table
        self.travel = week.travel_array
        self.near = find_near(self.travel, places, NEAR_MANY)
        self.fill_labels = FORMS[form]

    def price_routes(
        self, crew: int, duals: np.ndarray, *, most: int, is_exact: bool
    ) -> PricedRoutes:
        """The best routes that bring more than the crew-day's own price.

        ``best`` is what the best route brings, that price not taken off; with
        ``is_exact`` no route of the crew-day brings more.
        """
        options = self.table.crews[crew]
        own = float(duals[self.table.rows["crew", crew]])
        task = make_label_task(
            options,
            options.reward_options(duals),
            self.travel,
            self.near,
            grid=self.table.week.problem.grid,
            is_exact=is_exact,
        )
        if not len(task.kept):
            return PricedRoutes((), 0.0)
        labels = self.fill_labels(task)
        return read_routes(task, labels, options, least=own + LEAST_GAIN, most=most)

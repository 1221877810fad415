"""Both forms of labelling make the same labels."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.tiny_weeks import tiny_weeks
from unhidden.planning.week import compiled_labelling, labelling
from unhidden.planning.week.labels import find_near, make_label_task
from unhidden.planning.week.options import make_options
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.tasks import cut_into_tasks


@settings(max_examples=40, deadline=None)
@given(tiny_weeks(), st.booleans(), st.data())
def test_compiled_labels_are_those_of_plain_python(
    problem: WeekProblem, is_exact: bool, data: st.DataObject
) -> None:
    table = make_options(cut_into_tasks(problem))
    places = np.array([one.place for one in problem.candidates])
    near = find_near(table.week.travel_array, places, 2)
    for options in table.crews:
        charged = data.draw(st.floats(0, 100))
        task = make_label_task(
            options,
            options.value - charged,
            table.week.travel_array,
            near,
            grid=problem.grid,
            is_exact=is_exact,
        )

        plain = labelling.fill_labels(task)
        compiled = compiled_labelling.fill_labels(task)

        assert compiled_labelling.IS_INSTALLED
        for field in ("end", "reward", "option", "previous", "is_dominated"):
            assert getattr(plain, field).tolist() == getattr(compiled, field).tolist()

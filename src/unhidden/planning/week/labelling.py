"""Labelling in plain Python: the best routes of one crew-day at given prices.

Labels are extended in order of the minute at which they end. One that is nowhere better
than another at the same candidate is dominated, and dropped. The compiled form beside
it (``compiled_labelling``) makes the same labels in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from unhidden.planning.week.labels import SAME_REWARD, LabelTable, LabelTask

NONE = -1


@dataclass(slots=True, eq=False)
class PartialRoute:
    """A label: ``visited`` is a number whose bits are the candidates remembered."""

    number: int
    end: int
    reward: float
    option: int
    previous: PartialRoute | None
    visited: int
    is_dominated: bool = False


def fill_labels(task: LabelTask) -> LabelTable:
    """Every label of a crew-day, dominated ones marked."""
    growing = _GrowingLabels(task)
    growing.extend_from_start()
    for bucket in growing.buckets:
        for label in bucket:
            if not label.is_dominated:
                growing.extend_label(label)
    return _table_of(growing.labels)


def _table_of(labels: list[PartialRoute]) -> LabelTable:
    def numbered(previous: PartialRoute | None) -> int:
        return NONE if previous is None else previous.number

    return LabelTable(
        end=np.array([one.end for one in labels], dtype=np.int32),
        reward=np.array([one.reward for one in labels], dtype=float),
        option=np.array([one.option for one in labels], dtype=np.int32),
        previous=np.array([numbered(one.previous) for one in labels], dtype=np.int32),
        is_dominated=np.array([one.is_dominated for one in labels], dtype=bool),
    )


class _GrowingLabels:
    """The labels so far: in order, by the minute they end, and by candidate."""

    def __init__(self, task: LabelTask) -> None:
        self.task = task
        self.labels: list[PartialRoute] = []
        self.buckets: list[list[PartialRoute]] = [[] for _ in range(task.ends_at + 1)]
        self.at_candidate: list[list[PartialRoute]] = [[] for _ in task.near]
        self.near = [int.from_bytes(row.tobytes(), "little") for row in task.near]
        self.travel: list[list[int]] = task.travel.tolist()
        self.options: list[tuple[int, int, int, int, int, int, float, int]] = list(
            zip(
                task.candidate.tolist(),
                task.place.tolist(),
                task.earliest.tolist(),
                task.latest.tolist(),
                task.minutes.tolist(),
                task.step.tolist(),
                task.reward.tolist(),
                task.back.tolist(),
                strict=True,
            )
        )

    def extend_from_start(self) -> None:
        """The labels of routes with one stop."""
        ways = self._ways(self.task.first_place, self.task.starts_at, 0)
        for option, end, road in ways:
            candidate, reward = self.options[option][0], self.options[option][6]
            visited = 1 << candidate
            self._keep_label(end, 0.0 + reward - road, option, None, visited)

    def extend_label(self, label: PartialRoute) -> None:
        """The labels of the same route with one stop more."""
        place = self.options[label.option][1]
        for option, end, road in self._ways(place, label.end, label.visited):
            candidate, reward = self.options[option][0], self.options[option][6]
            visited = (label.visited & self.near[candidate]) | 1 << candidate
            self._keep_label(end, label.reward + reward - road, option, label, visited)

    def _ways(
        self, place: int, since: int, visited: int
    ) -> Iterator[tuple[int, int, int]]:
        """Each option that can follow: its number, when it ends, the way there."""
        roads, ends_at = self.travel[place], self.task.ends_at
        for number, option in enumerate(self.options):
            candidate, there, earliest, latest, minutes, step, _, back = option
            if visited >> candidate & 1:
                continue
            road = roads[there]
            start = max(since + road, earliest)
            if step > 1:
                start = -(-start // step) * step
            if start <= latest and start + minutes + back <= ends_at:
                yield number, start + minutes, road

    def _keep_label(
        self,
        end: int,
        reward: float,
        option: int,
        previous: PartialRoute | None,
        visited: int,
    ) -> None:
        """Keep a label unless it is dominated; drop those that it dominates."""
        others = self.at_candidate[self.options[option][0]]
        is_exact = self.task.is_exact
        for one in others:
            is_better = one.end <= end and one.reward >= reward - SAME_REWARD
            if is_better and not (is_exact and one.visited & ~visited):
                return
        kept: list[PartialRoute] = []
        for one in others:
            is_worse = one.end >= end and one.reward <= reward
            if is_worse and not (is_exact and visited & ~one.visited):
                one.is_dominated = True
            else:
                kept.append(one)
        label = PartialRoute(len(self.labels), end, reward, option, previous, visited)
        kept.append(label)
        self.at_candidate[self.options[option][0]] = kept
        self.labels.append(label)
        self.buckets[end].append(label)

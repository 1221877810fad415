"""What labelling works on, and the routes that are read from its labels.

A label is a way to have come to a candidate: by which options, until when, for what
reward. It remembers those visited that are near (its ng-set), so that few routes come
back to where they were, and none in a short circle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unhidden.planning.week.options import CrewOptions
from unhidden.planning.week.tasks import Stops

#: Rewards closer than this are the same.
SAME_REWARD = 1e-9
#: What an option must bring for a route to look at it.
LEAST_REWARD = 1e-6


@dataclass(frozen=True)
class LabelTask:
    """One crew-day's options that bring something, and how its labels are compared.

    ``near`` holds one row of bytes for each candidate, a bit for each other near to it.
    Candidates are numbered anew from 0. With ``is_exact`` no route that a label could
    become is lost; without, the best label of each minute alone is kept.
    """

    candidate: np.ndarray
    place: np.ndarray
    earliest: np.ndarray
    latest: np.ndarray
    minutes: np.ndarray
    step: np.ndarray
    reward: np.ndarray
    back: np.ndarray
    near: np.ndarray
    travel: np.ndarray
    first_place: int
    starts_at: int
    ends_at: int
    is_exact: bool
    kept: np.ndarray


@dataclass(frozen=True)
class LabelTable:
    """All labels of one crew-day: when each ends, its reward, and what it came from."""

    end: np.ndarray
    reward: np.ndarray
    option: np.ndarray
    previous: np.ndarray
    is_dominated: np.ndarray


@dataclass(frozen=True)
class PricedRoutes:
    """The best routes of a crew-day, and what the best of all brings (0 to stay)."""

    routes: tuple[Stops, ...]
    best: float


def make_label_task(
    options: CrewOptions,
    reward: np.ndarray,
    travel: np.ndarray,
    near: np.ndarray,
    *,
    grid: int,
    is_exact: bool,
) -> LabelTask:
    """Keep the options that bring something, with their candidates numbered anew."""
    kept = np.nonzero(reward > LEAST_REWARD)[0]
    there, candidate = np.unique(options.candidate[kept], return_inverse=True)
    shift = options.shift
    return LabelTask(
        candidate=candidate.astype(np.int32),
        place=options.place[kept],
        earliest=options.earliest[kept],
        latest=options.latest[kept],
        minutes=options.minutes[kept],
        step=np.where(options.is_on_grid[kept], grid, 1).astype(np.int32),
        reward=reward[kept],
        back=travel[options.place[kept], shift.end_place],
        near=_pack_bits(near[np.ix_(there, there)]),
        travel=travel,
        first_place=shift.start_place,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        is_exact=is_exact,
        kept=kept,
    )


def _pack_bits(near: np.ndarray) -> np.ndarray:
    """Rows of bits as bytes, each row a whole number of 64-bit words."""
    many = len(near)
    padded = np.zeros((many, -(-many // 64) * 64), dtype=bool)
    padded[:, :many] = near
    return np.packbits(padded, axis=1, bitorder="little")


def find_near(travel: np.ndarray, places: np.ndarray, many: int) -> np.ndarray:
    """For each candidate, which others count as near: the ``many`` nearest by road."""
    between = travel[np.ix_(places, places)]
    nearest = np.argsort(between, axis=1, kind="stable")[:, :many]
    near = np.zeros(between.shape, dtype=bool)
    np.put_along_axis(near, nearest, True, axis=1)
    return near


def read_routes(
    task: LabelTask,
    labels: LabelTable,
    options: CrewOptions,
    *,
    least: float,
    most: int,
) -> PricedRoutes:
    """The ``most`` best routes that bring more than ``least``, best first."""
    whole = labels.reward - task.back[labels.option]
    whole[labels.is_dominated] = -np.inf
    best = float(whole.max(initial=0.0))
    found = np.nonzero(whole > least)[0]
    found = found[np.argsort(-whole[found], kind="stable")[:most]]
    routes = tuple(_stops_of(task, labels, options, int(one)) for one in found)
    return PricedRoutes(routes, best)


def _stops_of(
    task: LabelTask, labels: LabelTable, options: CrewOptions, label: int
) -> Stops:
    stops: list[tuple[int, int]] = []
    while label >= 0:
        option = int(labels.option[label])
        start = int(labels.end[label]) - int(task.minutes[option])
        stops.append((int(options.task[task.kept[option]]), start))
        label = int(labels.previous[label])
    return tuple(reversed(stops))

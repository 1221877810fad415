"""Labelling compiled by numba where that is installed: the same labels, much faster.

Numba is an extra (``unhidden[planner]``). Each function here does what the one of its
name in ``labelling`` does, on arrays instead of objects.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np

from unhidden.planning.week.executing import may_run_made_code
from unhidden.planning.week.labels import SAME_REWARD, LabelTable, LabelTask

#: Numba, or None: it has no types of its own.
numba: Any
try:
    numba = importlib.import_module("numba") if may_run_made_code() else None
except ImportError:
    numba = None

IS_INSTALLED = numba is not None
FIRST_ROOM = 1 << 14
NONE, FULL = -1, -1

Compiled = TypeVar("Compiled", bound=Callable[..., Any])


def compile_function(function: Compiled) -> Compiled:
    """Compile, kept on disk where the folder may be written; as it is without numba."""
    if numba is None:
        return function
    try:
        made: Compiled = numba.njit(cache=True)(function)
    except RuntimeError:  # no folder to keep it in
        made = numba.njit(function)
    return made


class OptionArrays(NamedTuple):
    """The fields of a LabelTask that compiled code reads, ``near`` in 64-bit words."""

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


class LabelArrays(NamedTuple):
    """Room for labels, lists of them by candidate and by minute, and how many."""

    end: np.ndarray
    reward: np.ndarray
    option: np.ndarray
    previous: np.ndarray
    is_dominated: np.ndarray
    visited: np.ndarray
    of_candidate: np.ndarray
    after_at_candidate: np.ndarray
    of_minute: np.ndarray
    last_of_minute: np.ndarray
    after_in_minute: np.ndarray
    many: np.ndarray


def fill_labels(task: LabelTask) -> LabelTable:
    """Every label of a crew-day, dominated ones marked."""
    options = OptionArrays(
        candidate=task.candidate,
        place=task.place,
        earliest=task.earliest,
        latest=task.latest,
        minutes=task.minutes,
        step=task.step,
        reward=task.reward,
        back=task.back,
        near=task.near.view("<u8"),
        travel=task.travel,
        first_place=task.first_place,
        starts_at=task.starts_at,
        ends_at=task.ends_at,
        is_exact=task.is_exact,
    )
    room = FIRST_ROOM
    while True:
        labels = _make_room(options, room)
        if _extend_all(options, labels):
            break
        room *= 4
    many = int(labels.many[0])
    return LabelTable(
        end=labels.end[:many],
        reward=labels.reward[:many],
        option=labels.option[:many],
        previous=labels.previous[:many],
        is_dominated=labels.is_dominated[:many],
    )


def _make_room(options: OptionArrays, room: int) -> LabelArrays:
    words = options.near.shape[1]
    return LabelArrays(
        end=np.empty(room, dtype=np.int32),
        reward=np.empty(room, dtype=np.float64),
        option=np.empty(room, dtype=np.int32),
        previous=np.empty(room, dtype=np.int32),
        is_dominated=np.zeros(room, dtype=np.bool_),
        visited=np.empty((room, words), dtype=np.uint64),
        of_candidate=np.full(len(options.near), NONE, dtype=np.int32),
        after_at_candidate=np.empty(room, dtype=np.int32),
        of_minute=np.full(options.ends_at + 1, NONE, dtype=np.int32),
        last_of_minute=np.full(options.ends_at + 1, NONE, dtype=np.int32),
        after_in_minute=np.full(room, NONE, dtype=np.int32),
        many=np.zeros(1, dtype=np.int64),
    )


@compile_function
def _extend_all(options: OptionArrays, labels: LabelArrays) -> bool:
    """Fill the room with labels; False when there are more than it holds."""
    if not _extend_label(options, labels, NONE):
        return False
    for minute in range(options.ends_at + 1):
        label = labels.of_minute[minute]
        while label != NONE:
            is_dominated = labels.is_dominated[label]
            if not is_dominated and not _extend_label(options, labels, label):
                return False
            label = labels.after_in_minute[label]
    return True


@compile_function
def _extend_label(options: OptionArrays, labels: LabelArrays, label: int) -> bool:
    """Extend one label, or the start of the shift, by each option that can follow."""
    place, since, reward = options.first_place, options.starts_at, 0.0
    if label != NONE:
        place = options.place[labels.option[label]]
        since, reward = labels.end[label], labels.reward[label]
    for option in range(len(options.candidate)):
        if label != NONE and _has_visited(labels, label, options.candidate[option]):
            continue
        road = options.travel[place, options.place[option]]
        start = max(since + road, options.earliest[option])
        step = options.step[option]
        if step > 1:
            start = (start + step - 1) // step * step
        end = start + options.minutes[option]
        if start > options.latest[option]:
            continue
        if end + options.back[option] > options.ends_at:
            continue
        if labels.many[0] == len(labels.end):
            return False
        _write_label(options, labels, label, option)
        new = labels.many[0]
        labels.end[new] = end
        labels.reward[new] = reward + options.reward[option] - road
        _keep_label(options, labels)
    return True


@compile_function
def _has_visited(labels: LabelArrays, label: int, candidate: int) -> bool:
    bit = np.uint64(1) << np.uint64(candidate & 63)
    return bool((labels.visited[label, candidate >> 6] & bit) != np.uint64(0))


@compile_function
def _write_label(
    options: OptionArrays, labels: LabelArrays, label: int, option: int
) -> None:
    """Write behind the last label where a new one comes from and has been."""
    new, candidate = labels.many[0], options.candidate[option]
    labels.option[new] = option
    labels.previous[new] = label
    labels.is_dominated[new] = False
    for word in range(options.near.shape[1]):
        labels.visited[new, word] = np.uint64(0)
        if label != NONE:
            near = options.near[candidate, word]
            labels.visited[new, word] = labels.visited[label, word] & near
    bit = np.uint64(1) << np.uint64(candidate & 63)
    labels.visited[new, candidate >> 6] |= bit


@compile_function
def _keep_label(options: OptionArrays, labels: LabelArrays) -> None:
    """Keep the label just written unless it is dominated; drop those it dominates."""
    new = labels.many[0]
    candidate = options.candidate[labels.option[new]]
    other = labels.of_candidate[candidate]
    while other != NONE:
        is_better = (
            labels.end[other] <= labels.end[new]
            and labels.reward[other] >= labels.reward[new] - SAME_REWARD
        )
        if is_better and (not options.is_exact or _is_subset(labels, other, new)):
            return
        other = labels.after_at_candidate[other]
    _drop_dominated(options, labels, candidate)
    labels.after_at_candidate[new] = labels.of_candidate[candidate]
    labels.of_candidate[candidate] = new
    _append_to_minute(labels, new)
    labels.many[0] += 1


@compile_function
def _drop_dominated(options: OptionArrays, labels: LabelArrays, candidate: int) -> None:
    new, before = labels.many[0], NONE
    other = labels.of_candidate[candidate]
    while other != NONE:
        after = labels.after_at_candidate[other]
        is_worse = (
            labels.end[other] >= labels.end[new]
            and labels.reward[other] <= labels.reward[new]
        )
        if is_worse and (not options.is_exact or _is_subset(labels, new, other)):
            labels.is_dominated[other] = True
            if before == NONE:
                labels.of_candidate[candidate] = after
            else:
                labels.after_at_candidate[before] = after
        else:
            before = other
        other = after


@compile_function
def _is_subset(labels: LabelArrays, one: int, other: int) -> bool:
    """Whether all that ``one`` has visited, ``other`` has too."""
    for word in range(labels.visited.shape[1]):
        if labels.visited[one, word] & ~labels.visited[other, word]:
            return False
    return True


@compile_function
def _append_to_minute(labels: LabelArrays, label: int) -> None:
    minute = labels.end[label]
    if labels.of_minute[minute] == NONE:
        labels.of_minute[minute] = label
    else:
        labels.after_in_minute[labels.last_of_minute[minute]] = label
    labels.last_of_minute[minute] = label

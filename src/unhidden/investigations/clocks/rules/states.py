"""Where a clock stands, and which step it may take next."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from unhidden.investigations.clocks.rules.counting import count_due
from unhidden.investigations.clocks.rules.law import (
    ClockExtension,
    ClockPause,
    CountingRule,
    is_in_force,
)
from unhidden.lib.refusals import ActionRefused


class ClockState(StrEnum):
    """Where a clock stands; ``overdue`` and ``over`` are worked out, never typed."""

    RUNNING = "running"
    OVERDUE = "overdue"
    OVER = "over"
    PAUSED = "paused"
    MET = "met"
    LAPSED = "lapsed"


ENDED_STATES = (ClockState.MET, ClockState.LAPSED)
#: What meets a clock, by whose time it tells.
EVENTS: Mapping[str, tuple[str, ...]] = {
    "custody": ("reviewed", "charged", "bailed", "released", "no_action"),
    "bail": ("charged", "released", "no_action"),
    "released": ("reviewed", "charged", "bailed", "no_action"),
    "cash": ("returned", "forfeited"),
    "order": ("notified", "heard", "ended"),
    "victim": ("told", "referred", "reviewed"),
    "court": ("heard", "charged", "served", "ended"),
}
#: Why a clock lapses.
LAPSES = ("missed", "overtaken", "not_needed", "entered_wrongly")
_OPEN = {"met", "paused", "extended", "lapsed"}
_FOLLOWS: Mapping[str, set[str]] = {
    "paused": {"resumed", "lapsed", "met"},
    "met": set(),
    "lapsed": set(),
}


class ClockEnded(ActionRefused):
    """The clock was met or lapsed before; nothing more is done to it."""


class ClockStepOutOfTurn(ActionRefused):
    """A clock that runs is not resumed, and one that stands still not extended."""


class ClockEventMissing(ActionRefused):
    """A clock is met by an event, which is said."""


class ClockReasonMissing(ActionRefused):
    """A clock lapses for a reason."""


class NoSuchProvision(ActionRefused):
    """The law of the day has no such provision for this clock."""


class ClockGoesBack(ActionRefused):
    """The step is earlier than the one before it, or not yet."""


class ExtendedTooFar(ActionRefused):
    """The provision does not reach so far; ``most`` is where it ends."""

    def __init__(self, most: datetime) -> None:
        super().__init__(most)
        self.most = most


class ExtendedNowhere(ActionRefused):
    """The new end is not after the one that the clock has."""


class ExtendedTooLate(ActionRefused):
    """The time was over when it was extended."""


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step that a clock took: when it happened, and when it is due since."""

    step: str
    happened_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A step to take; ``until`` is the end that an extension was given."""

    step: str
    happened_at: datetime
    event: str = ""
    provision: str = ""
    until: datetime | None = None
    reason: str = ""


def find_state(
    due_at: datetime,
    steps: Sequence[TakenStep],
    at: datetime,
    *,
    is_period: bool = False,
) -> ClockState:
    """Where a clock stands at a moment, by its last step; a period is only over."""
    last = steps[-1] if steps else None
    if last is not None and last.step in ("met", "paused", "lapsed"):
        return ClockState(last.step)
    due = last.due_at if last else due_at
    if due >= at:
        return ClockState.RUNNING
    return ClockState.OVER if is_period else ClockState.OVERDUE


def is_met_late(due_at: datetime, steps: Sequence[TakenStep]) -> bool:
    """Whether the event that met a clock came after it was due."""
    return bool(steps) and steps[-1].step == "met" and steps[-1].happened_at > due_at


def find_pause(rule: CountingRule, code: str, law: date) -> ClockPause:
    """The provision of that code by which the clock may stand still."""
    for each in rule.pauses:
        if each.code == code and is_in_force(each, law):
            return each
    raise NoSuchProvision


def find_extension(rule: CountingRule, code: str, law: date) -> ClockExtension:
    """The provision of that code by which the clock's end may be moved."""
    for each in rule.extensions:
        if each.code == code and is_in_force(each, law):
            return each
    raise NoSuchProvision


def find_due(
    rule: CountingRule,
    started: TakenStep,
    steps: Sequence[TakenStep],
    asked: AskedStep,
    law: date,
) -> datetime:
    """When the clock is due once it took the step; ``started`` is how it began.

    A clock that goes on is due later by as long as it stood still. Raises ClockEnded,
    ClockStepOutOfTurn, ClockGoesBack, ClockEventMissing, ClockReasonMissing,
    NoSuchProvision, ExtendedTooLate, ExtendedTooFar, ExtendedNowhere.
    """
    last = steps[-1] if steps else started
    _check_turn(last, asked)
    if asked.step == "resumed":
        return last.due_at + (asked.happened_at - last.happened_at)
    if asked.step == "extended":
        return _extend(rule, started, steps, asked, law)
    _check_words(rule, asked, law)
    return last.due_at


def _check_words(rule: CountingRule, asked: AskedStep, law: date) -> None:
    if asked.step == "met" and asked.event not in EVENTS[rule.of]:
        raise ClockEventMissing
    if asked.step == "lapsed" and asked.reason not in LAPSES:
        raise ClockReasonMissing
    if asked.step == "paused":
        find_pause(rule, asked.provision, law)


def _extend(
    rule: CountingRule,
    started: TakenStep,
    steps: Sequence[TakenStep],
    asked: AskedStep,
    law: date,
) -> datetime:
    last = steps[-1] if steps else started
    provision = find_extension(rule, asked.provision, law)
    if asked.happened_at > last.due_at:
        raise ExtendedTooLate
    count = "continuous" if provision.unit == "hours" else rule.count
    most = count_due(started.happened_at, provision.most, provision.unit, count)
    most += _time_stood(steps)
    until = asked.until or most
    if until > most:
        raise ExtendedTooFar(most)
    if until <= last.due_at:
        raise ExtendedNowhere
    return until


def _time_stood(steps: Sequence[TakenStep]) -> timedelta:
    """How long a clock stood still, which counts for nothing."""
    stood = timedelta(0)
    for before, after in itertools.pairwise(steps):
        if after.step == "resumed":
            stood += after.happened_at - before.happened_at
    return stood


def _check_turn(last: TakenStep, asked: AskedStep) -> None:
    if last.step in ENDED_STATES:
        raise ClockEnded
    if asked.step not in _FOLLOWS.get(last.step, _OPEN):
        raise ClockStepOutOfTurn
    if asked.happened_at < last.happened_at:
        raise ClockGoesBack

"""Random lives in the NRM, each step judged by a second model, each clock counted."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.queries.law import read_file
from unhidden.safeguarding.clocks.rules import effects, states, timing
from unhidden.safeguarding.clocks.rules.states import StateStep
from unhidden.safeguarding.clocks.tests.counting import count_due
from unhidden.safeguarding.clocks.tests.nrm_model import ModelPerson, happens

_FIRST, _LAST = date(2015, 11, 2), date(2034, 12, 31)
_ONWARD = 0.9


def walk_nrm(source: random.Random, *, steps: int) -> Counter[str]:
    """Take so many steps in random lives; gives how often each state was reached.

    Raises AssertionError at an impossible state, and at a clock that is a day wrong.
    """
    met: Counter[str] = Counter()
    while met.total() < steps:
        _live(source, met)
    return met


def _live(source: random.Random, met: Counter[str]) -> None:
    is_child = source.random() < 0.3
    person = ModelPerson(is_child)
    day = _FIRST + timedelta(days=source.randrange((_LAST - _FIRST).days))
    state, history = "identified", list[StateStep]()
    for _ in range(source.randrange(4, 40)):
        offered = states.list_next_states(state, is_child=is_child, history=history)
        if not offered:
            break
        after = _choose(source, offered)
        day += timedelta(days=source.choice((0, 1, 3, 20, 90)))
        held = states.find_held_state(history, is_child=is_child)
        if state not in states.RETURNING or after != held:
            person = happens(person, after)
        if after == "turned_18_transition":
            is_child = False
        history.append(StateStep(state, after, day))
        met[after] += 1
        _count_clocks(source, after, day)
        state = after


def _choose(source: random.Random, offered: frozenset[str]) -> str:
    """Mostly a step of the NRM itself: else nobody would come to its end."""
    onward = sorted(offered - states.ASIDE - {"closed", "withdrawn"})
    if onward and source.random() < _ONWARD:
        return source.choice(onward)
    return source.choice(sorted(offered))


def _count_clocks(source: random.Random, state: str, day: date) -> None:
    """Each clock that a state starts is right to the day, by counting on fingers."""
    for code in effects.find_effect(state).starts:
        term = timing.find_term(read_file(), code, day)
        if term is None or term.length.unit == timing.NONE:
            continue
        at = datetime.combine(day, time(source.randrange(24), 30), LONDON)
        at = at.astimezone(UTC)
        due = timing.compute_due(term.length, at)
        counted = count_due(term.length.unit, term.length.count, at)
        # In UTC: an hour that comes twice equals none of another zone (PEP 495).
        assert due.astimezone(UTC) == counted.astimezone(UTC), (code, at)

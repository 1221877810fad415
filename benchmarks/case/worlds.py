"""Two worlds: the same investigator, with and without a survivor's case beside them.

It is of the same possible victim. Whatever differs between what the two get tells of
her; so does what they would be told, and since when it is said to wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import ndiff
from itertools import zip_longest
from random import Random
from unittest.mock import patch

import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from benchmarks.case.beside import SurvivorLife
from benchmarks.case.ground import LEADER, OFFICER
from benchmarks.case.walks import (
    InvestigatorWalk,
    WalkAnswer,
    WalkGround,
    list_walked,
    open_browser,
    warm_pages,
)
from tests.cast import Cast, make_rings
from tests.made.room import make_room
from tests.security.routes import Route
from unhidden.access.context import acting_as
from unhidden.demo import playing
from unhidden.investigations.models import Material
from unhidden.notices import queries as notices
from unhidden.notices import rules
from unhidden.vault import chains
from unhidden.visits import queries as visits

#: How often something is done across the wall before an investigator's step.
OFTEN = 0.4
Notice = tuple[str, str]


@dataclass(slots=True)
class FoundWorlds:
    """How many steps were compared, and in which the two worlds were not the same."""

    pairs: int = 0
    steps: int = 0
    crossed: int = 0
    differ: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WorldWalker:
    """Somebody who investigates: their browser, and the pages they may open."""

    part: str
    client: Client
    routes: list[Route]


@dataclass(frozen=True, slots=True)
class LivedWorld:
    """What an investigator got, step by step, and of what they would be told."""

    answers: list[WalkAnswer]
    notices: list[Notice]
    acts: int


def compare_worlds(cast: Cast, pairs: int, steps: int) -> FoundWorlds:
    """Walk so many pairs; nothing of them stays.

    Before them one in which she lets something pass: a pair that must differ.
    """
    # Who signs in for the first time is seen by colleagues, whatever they do then.
    make_rings(cast)
    parts = [
        WorldWalker(part, open_browser(cast, part), list_walked(cast, part))
        for part in (LEADER, OFFICER)
    ]
    for each in parts:
        warm_pages(each.client, each.routes)
    found = FoundWorlds()
    if not list(tell_differences(*live_pair(cast, parts[0], 0, steps, crosses=True))):
        found.differ.append("what she let pass is not seen")
    for seed in range(pairs):
        worlds = live_pair(cast, parts[seed % len(parts)], seed, steps)
        found.pairs += 1
        found.steps += len(worlds[0].answers)
        found.crossed += worlds[0].acts
        found.differ += (f"{seed}: {each}" for each in tell_differences(*worlds))
    return found


def live_pair(
    cast: Cast, walker: WorldWalker, seed: int, steps: int, *, crosses: bool = False
) -> tuple[LivedWorld, LivedWorld]:
    """The same walk beside a case, and without one; neither stays.

    ``crosses``: of the case something is let pass.
    """
    with time_machine.travel(timezone.now(), tick=False), transaction.atomic():
        ground = make_walk_ground(cast)

        def live(has_case: bool) -> LivedWorld:
            dice = Random(seed)  # noqa: S311  # the same way in both worlds
            told = (walker.part, walker.client, walker.routes)
            walk = InvestigatorWalk(ground, dice, *told)
            return live_world(walk, seed, steps, has_case=has_case, crosses=crosses)

        found = (live(True), live(False))
        transaction.set_rollback(True)
    return found


def make_walk_ground(cast: Cast) -> WalkGround:
    """An investigation that began with a visit at which somebody was found."""
    room = make_room(cast)
    with acting_as(room.made.leader):
        rows = Material.objects.filter(investigation_id=room.made.id, kind="visit")
        visit_id = rows.get().source_id
    view = visits.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)
    victim_id = view.possible_victims[0].id
    ids = {
        "investigation_id": [room.made.id],
        "visit_id": [visit_id],
        "record_id": [visit_id],
        "possible_victim_id": [victim_id],
    }
    return WalkGround(room, visit_id, victim_id, ids)


def live_world(
    walk: InvestigatorWalk, seed: int, steps: int, *, has_case: bool, crosses: bool
) -> LivedWorld:
    """Take the steps; in one of the worlds a case goes on beside them. Undone again."""
    made, acts = walk.ground.room.made, 0
    beside = Random(f"{seed} beside")  # noqa: S311  # made data, no secret
    drawn = Random(f"{seed} drawn")  # noqa: S311  # ids, the same in both worlds
    # Both begin as a process does that has read no chain of keys yet.
    chains.forget_chains()
    with transaction.atomic():
        life = None
        if has_case:
            life = SurvivorLife(made.cast, walk.ground.possible_victim_id, beside)
        if life is not None and crosses:
            life.let_pass()
        for _ in range(steps):
            if life is not None and beside.random() < OFTEN:
                life.go_on()
                acts += 1
            with patch("os.urandom", drawn.randbytes):
                walk.take_step()
        with patch("os.urandom", drawn.randbytes):
            walk.look_at_lists()
        told = list_notices(made.cast)
        transaction.set_rollback(True)
    return LivedWorld(walk.answers, told, acts)


def list_notices(cast: Cast) -> list[Notice]:
    """Of what investigators would be told, did they choose all, and since when."""
    people = {cast.people[part]: part for part in (LEADER, OFFICER)}
    with playing.play_worker():
        waiting = notices.list_waiting()
        recipients = list(notices.list_recipients(day=timezone.localdate()))
    return sorted(
        (people[each.person_id], f"{matter.topic} {matter.since}")
        for each in recipients
        if each.person_id in people
        for matter in waiting
        if rules.concerns(matter, each)
    )


def tell_differences(one: LivedWorld, other: LivedWorld) -> Iterator[str]:
    """Each step at which the worlds part, and what was another there."""
    for step, (first, second) in enumerate(
        zip_longest(one.answers, other.answers), start=1
    ):
        if first is None or second is None:
            yield f"step {step}: only one world has it"
        elif first != second:
            yield f"step {step} {first.address}: {_tell(first, second)}"
    if one.notices != other.notices:
        yield f"notices: {one.notices} / {other.notices}"


def _tell(one: WalkAnswer, other: WalkAnswer) -> str:
    named = ("address", "status", "size", "queries", "headers")
    changed = [
        f"{name} {getattr(one, name)} / {getattr(other, name)}"
        for name in named
        if getattr(one, name) != getattr(other, name)
    ]
    lines = ndiff(one.text.splitlines(), other.text.splitlines())
    words = [each for each in lines if each.startswith(("+", "-"))]
    return "; ".join([*changed, *words[:4]])

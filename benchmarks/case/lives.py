"""Generated investigations, whose own list is made before anything is done.

``plan_life`` says everything that will be created, received, opened or refused;
``live_through`` does it by the program's own actions, decides all of it and signs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from benchmarks.case.living import CaseLife, make_life
from tests.cast import Cast

#: What a life is made of, and how often.
SHARES = {
    "paper": 30,
    "action": 15,
    "refusal": 5,
    "statement": 10,
    "interview": 4,
    "exhibit": 16,
    "decision": 4,
    "order": 2,
    "referral": 4,
    "open": 10,
}
# What each act makes: its kind as an item, and where its own row is found by what.
_MAKES = {
    "paper": ("paper", "investigations_paper", "id"),
    "action": ("action", "investigations_roomaction", "id"),
    "refusal": ("action", "investigations_roomaction", "id"),
    "statement": ("statement", "investigations_statement", "paper_id"),
    "interview": ("interview", "investigations_interview", "id"),
    "exhibit": ("exhibit", "investigations_exhibit", "reference"),
    "decision": ("decision", "decision_log_decision", "id"),
    "order": ("order", "investigations_orderreference", "reference"),
    "referral": ("other", "investigations_origin", "reference"),
}
# Each order takes the place of the last, each opening needs something to open.
_MOST = {"order": 3, "interview": 20}
_IN_THE_FIRST = 0.8


@dataclass(frozen=True, slots=True)
class LivedThing:
    """Something that will come about, by an ``act``: its kind as an item, and the
    table, column and value by which its own row is found; ``times`` it is opened."""

    act: str
    kind: str
    table: str
    column: str
    value: str
    entry: UUID
    times: int = 0


@dataclass(frozen=True, slots=True)
class LivedCase:
    """An investigation that was lived through, and the list made before it was.

    ``signed`` are the versions that were signed.
    """

    investigation_id: UUID
    life: CaseLife
    things: tuple[LivedThing, ...]
    signed: tuple[int, ...]


def live_through(
    seed: int, items: int, cast: Cast, secrets: Sequence[str] = ()
) -> LivedCase:
    """Plan an investigation of so many items, live it, decide all of it, sign twice.

    ``secrets`` are planted in what is sealed: the words of documents, statements and
    interviews, and the sensitive schedule.
    """
    dice = random.Random(seed)  # noqa: S311  # made data, no secret
    life = make_life(cast, dice, secrets)
    things = tuple(plan_life(life, dice, items))
    first = int(len(things) * _IN_THE_FIRST)
    signed = []
    for part in (things[:first], things[first:]):
        for thing in part:
            life.act(thing.act, thing.value, thing.entry, thing.times)
        life.assess()
        signed.append(life.sign())
    life.reveal()
    return LivedCase(life.id, life, things, tuple(signed))


def plan_life(life: CaseLife, dice: random.Random, items: int) -> Iterator[LivedThing]:
    """Everything that will come about, in order."""
    begun = life.begun_with
    yield LivedThing("begin", "visit", "visits_visit", "id", str(begun), begun)
    left, openable = dict(_MOST), list(life.openable)
    for number in range(1, items):
        (act,) = dice.choices(list(SHARES), list(SHARES.values()))
        if act == "open" and openable:
            kind, table, source_id = openable.pop()
            times = dice.randint(1, 3)
            yield LivedThing(act, kind, table, "id", str(source_id), source_id, times)
            continue
        if act == "open" or not left.get(act, 1):
            act = "paper"
        if act in left:
            left[act] -= 1
        kind, table, column = _MAKES[act]
        entry = UUID(int=dice.getrandbits(128), version=4)
        value = _name(life, act, column, entry, number)
        yield LivedThing(act, kind, table, column, value, entry)


def _name(life: CaseLife, act: str, column: str, entry: UUID, number: int) -> str:
    """By what a row will be known: a reference, or the id that a form's entry gives."""
    if column == "reference":
        return f"AB/{number}"
    return str(entry if act == "decision" else uuid5(life.id, str(entry)))

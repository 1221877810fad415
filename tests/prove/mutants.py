"""Every mutant of every object of the wall; the list of what was proved is written."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator

from tests.prove import worlds
from tests.prove.done import Done
from tests.prove.figures import Figure, ListRewritten, Unproved
from tests.security.rls import excepted, killing, mutants, proved
from tests.security.rls.mutants import Mutant
from tests.support import postgres

PART = "mutants"
#: Seconds for which a world is hunted in.
FRESH = 180


def run() -> Iterator[Figure]:
    """Raises Unproved where a mutant lives; ListRewritten where the list was other."""
    done, alive, hunted = Done(PART), [], 0
    with postgres.running() as server:
        with worlds.made(server, "prove") as (cursor, made):
            hunt = killing.Hunt(cursor, made, excepted.WITHOUT_ROWS)
            if found := list(hunt.healthy()):
                raise Unproved(found)
            now = proved.digests(cursor)
            objects = _by_object(mutants.every(cursor))
        waiting = [
            (name, there)
            for name, there in objects.items()
            if done.result(name, _digest(name, now)) is None
        ]
        # The longest first, so that no process is left with one at the end.
        waiting.sort(key=lambda each: -len(each[1]) * (1 + 9 * _is_slow(each[1])))
        for name, lives, seconds in worlds.in_each(server, _hunt, waiting):
            result = {"alive": lives, "seconds": round(seconds, 1)}
            done.add(name, _digest(name, now), result)
            print(
                f"{name}: {len(objects[name])} in {seconds:.1f} s {lives or ''}",
                flush=True,
            )
    results = {name: done.result(name, _digest(name, now)) or {} for name in objects}
    for name, there in objects.items():
        hunted += len(there)
        alive += list(results[name].get("alive", []))  # type: ignore[call-overload]
    yield Figure(PART, "mutants", hunted, "each noticed, or excepted with its reason")
    yield Figure(PART, "objects", len(objects))
    seconds = sum(float(str(each.get("seconds", 0))) for each in results.values())
    yield Figure(PART, "time", round(seconds / 60, 1), "minutes of one core")
    if alive:
        raise Unproved(alive)
    names = [proved.PROVER, *objects]
    if proved.write({name: now[name] for name in names}):
        raise ListRewritten([f"{proved.LIST.name} was not what is proved: commit it"])


def _by_object(every: Iterator[Mutant]) -> dict[str, list[Mutant]]:
    found = defaultdict(list)
    for mutant in every:
        found[proved.object_of(mutant)].append(mutant)
    return found


def _is_slow(there: list[Mutant]) -> bool:
    return there[0].kind in ("condition", "part", "kind", "policy")


def _digest(name: str, now: dict[str, str]) -> str:
    return f"{now[proved.PROVER]} {now[name]}"


_hunts: list[tuple[float, killing.Hunt]] = []


def _hunt(task: tuple[str, list[Mutant]]) -> tuple[str, list[str], float]:
    """What is wrong with an object's mutants, and how long it took to find out."""
    hunt, began = _fresh_hunt(), time.monotonic()
    name, there = task
    noticed = defaultdict(list)
    for mutant in there:
        noticed[mutant.name].append(bool(hunt.noticed(mutant)))
    wrong = list(filter(None, map(_wrong, noticed, noticed.values())))
    return name, wrong, time.monotonic() - began


def _fresh_hunt() -> killing.Hunt:
    """A hunt in a world of the last minutes: in an older one, "now" is long ago.

    Raises Unproved where an attempt had gone stale in the world that it leaves, since
    a failed attempt looks as if the mutant had been noticed.
    """
    if _hunts and time.monotonic() - _hunts[0][0] < FRESH:
        return _hunts[0][1]
    if _hunts:
        if stale := list(_hunts[0][1].healthy()):
            raise Unproved(stale)
        worlds.renew()
    cursor, made = worlds.here()
    hunt = killing.Hunt(cursor, made, excepted.WITHOUT_ROWS)
    _hunts[:] = [(time.monotonic(), hunt)]
    return hunt


def _wrong(mutant: str, noticed: list[bool]) -> str:
    """That a mutant lives, or is excepted although it does not; or nothing."""
    if mutant in excepted.EQUIVALENT:
        return f"needlessly excepted: {mutant}" if all(noticed) else ""
    return "" if all(noticed) else mutant

"""How much phones may ask at once, and what is taken when there is hardly room."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from unhidden.hosting.field import answering, limits
from unhidden.hosting.field.disk import DiskFloor
from unhidden.hosting.field.limits import ComeAgain, LandingTurns

KEY, OTHER = b"k" * 32, b"o" * 32


def _run_apart(work: Coroutine[Any, Any, Any]) -> Any:
    """What this gives in a thread of its own: a browser's loop may run in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.mark.parametrize("page", ["part", "commit"])
def test_the_longest_that_a_phone_sends_comes_in_time_over_a_weak_line(
    page: str,
) -> None:
    weak = 64_000 / 8  # bytes a second

    longest, seconds = answering.PAGES[f"/landing/{page}"]

    assert longest / weak < seconds


def test_one_phone_has_four_turns_at_once_and_others_have_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 0.2)

    async def try_turns() -> None:
        turns = LandingTurns()
        held = [turns.take_turn(KEY) for _ in range(limits.MOST_OF_ONE)]
        for each in held:
            await each.__aenter__()
        with pytest.raises(ComeAgain, match="turns"):
            await turns.take_turn(KEY).__aenter__()
        async with turns.take_turn(OTHER):
            pass
        await held[0].__aexit__(None, None, None)
        async with turns.take_turn(KEY):
            pass

    _run_apart(try_turns())


def test_who_lets_a_body_hang_makes_room_for_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_BODIES", 2)
    monkeypatch.setattr(limits, "SLOW", 0.2)

    async def fill_bodies() -> list[BaseException | None]:
        turns = LandingTurns()

        async def hang() -> None:
            async with turns.hold_body(), turns.let_come(60):
                await asyncio.sleep(60)

        slow = [asyncio.create_task(hang()) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(ComeAgain, match="turns"):
            await turns.hold_body().__aenter__()
        await asyncio.sleep(0.2)
        async with turns.hold_body():
            await asyncio.sleep(0.05)
        ended = [task.exception() for task in slow if task.done()]
        for task in slow:
            task.cancel()
        return ended

    (told,) = _run_apart(fill_bodies())
    assert isinstance(told, ComeAgain)
    assert (told.why, told.after) == ("turns", 1)


def test_who_sends_too_often_is_told_when_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_A_SECOND", 1000)

    async def send_often() -> ComeAgain:
        turns = LandingTurns()
        for _ in range(limits.MOST_A_MINUTE):
            async with turns.take_turn(KEY):
                pass
        with pytest.raises(ComeAgain) as told:
            await turns.take_turn(KEY).__aenter__()
        async with turns.take_turn(OTHER):
            pass
        return told.value

    told = _run_apart(send_often())
    assert told.why == "turns"
    assert 50 < told.after <= 60


def test_all_together_have_so_many_places_and_the_next_waits_for_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 0.2)

    async def fill_places() -> None:
        turns = LandingTurns()
        held = [turns.take_turn(bytes([n])) for n in range(limits.MOST_OF_ALL)]
        for each in held:
            await each.__aenter__()
        with pytest.raises(ComeAgain, match="turns"):
            await turns.take_turn(KEY).__aenter__()
        asyncio.get_running_loop().call_later(
            0.05, asyncio.ensure_future, held[0].__aexit__(None, None, None)
        )
        async with turns.take_turn(KEY):
            pass

    _run_apart(fill_places())


@pytest.mark.parametrize(
    ("free", "photos", "others", "alarms"),
    [(200, True, True, True), (80, False, True, True), (40, False, False, True)],
)
def test_a_disk_that_fills_takes_alarms_to_the_last(
    monkeypatch: pytest.MonkeyPatch, free: int, photos: bool, others: bool, alarms: bool
) -> None:
    usage = SimpleNamespace(free=free * 1_048_576)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    floor = DiskFloor(Path("/"), 100)

    def is_taken(size: int, *, is_urgent: bool = False) -> bool:
        try:
            floor.check_room(is_urgent=is_urgent, size=size)
        except ComeAgain:
            return False
        return True

    assert is_taken(262_000) is photos
    assert is_taken(0) is others
    assert is_taken(0, is_urgent=True) is alarms


def test_a_disk_that_cannot_be_read_is_not_taken_for_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("shutil.disk_usage", refuse)

    DiskFloor(Path("/"), 100).check_room(is_urgent=False, size=262_000)

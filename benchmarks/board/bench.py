"""Fifty screens, twenty changes a second, and eight requests of colleagues beside them.

Ten screens follow the whole board, forty a crew of their own, by people of the
demonstration who are signed in as in any browser. Changes are entered by the real
action, from this process: three crews are busy, and two are quiet, so that some changes
come a second or more after the last of their channel. Then the live process, the staff
process and a screen's connection are killed.
"""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from benchmarks.board.ground import Change, Ground, change_visit, make_ground
from benchmarks.board.house import BoardHouse
from benchmarks.board.screens import OK, Screen, get_page
from benchmarks.pages import percentile_95
from unhidden.hosting.failing import StepFailure

WIDE, SCREENS, CHANGES, REQUESTS, QUIET, QUIET_EVERY = 10, 50, 20, 8, 2, 1.5
MILLISECONDS, APART, MOST_SAID, NEVER = 1_000, 1.0, 5.0, float("inf")
#: All screens ask from one part of the network, as in a control room; others do not.
ELSEWHERE = "127.114.1.1"
#: Seconds for which a screen is waited for, and after the last change.
PATIENCE, SETTLES = 30.0, 3.0


@dataclass(frozen=True, slots=True)
class Size:
    """Seconds of the busy time."""

    busy: float


QUICK, FULL = Size(busy=20), Size(busy=120)


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; raises StepFailure where no screen becomes live."""
    size, ground = QUICK if quick else FULL, make_ground()
    with tempfile.TemporaryDirectory() as folder, BoardHouse(Path(folder)) as house:
        yield from asyncio.run(_measure(house, ground, size))


def _make_screens(house: BoardHouse, ground: Ground) -> list[Screen]:
    """Those that follow all; the others by turns of the crews."""
    day, crews = f"on={ground.day.isoformat()}", [*ground.visits]
    found = []
    for number in range(SCREENS):
        team = None if number < WIDE else crews[number % len(crews)]
        cookies = ground.cookies[team]
        query = f"{day}&team={team}" if team else day
        cookie = cookies[number // len(crews) % len(cookies)]
        screen = Screen(house.ports.staff, cookie, query, str(ground.operation_id))
        found.append(screen)
    return found


async def _measure(
    house: BoardHouse, ground: Ground, size: Size
) -> list[dict[str, object]]:
    screens = _make_screens(house, ground)
    tasks = [asyncio.create_task(each.follow()) for each in screens]
    try:
        if not await _wait_until(lambda: all(each.is_live for each in screens)):
            raise StepFailure("Not every screen became live.")
        changes, asked = await _be_busy(house, ground, size)
        await asyncio.sleep(SETTLES)
        lines = _tell(screens, changes, asked)
        return [*lines, *await _kill_all(house, ground, screens)]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _be_busy(
    house: BoardHouse, ground: Ground, size: Size
) -> tuple[list[Change], list[float]]:
    ends_at = time.perf_counter() + size.busy
    teams = [team for team, visits in ground.visits.items() if visits]
    quiet, busy = teams[:QUIET], teams[QUIET:]
    changes, asked = list[Change](), list[float]()
    rate = CHANGES - QUIET / QUIET_EVERY
    paces = [(busy, rate), *(([each], 1 / QUIET_EVERY) for each in quiet)]
    work = [_keep_changing(ground, *pace, ends_at, changes) for pace in paces]
    await asyncio.gather(*work, _ask_pages(house, ground, ends_at, asked))
    return changes, asked


async def _keep_changing(
    ground: Ground,
    teams: Sequence[UUID],
    each_second: float,
    ends_at: float,
    changes: list[Change],
) -> None:
    """Enter something for one of these crews so often, at regular moments."""
    due = time.perf_counter()
    while due < ends_at:
        due += 1 / each_second
        team = random.choice(teams)  # noqa: S311  # whichever
        changes.append(await asyncio.to_thread(change_visit, ground, team))
        await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def _ask_pages(
    house: BoardHouse, ground: Ground, ends_at: float, asked: list[float]
) -> None:
    """Colleagues beside: the first page, the operations, and the week's overview."""
    pages = ("/", "/operations/", f"/operations/{ground.operation_id}/")
    cookie, due = ground.cookies[None][0], time.perf_counter()
    waiting = []

    async def ask(path: str) -> None:
        began = time.perf_counter()
        port = house.ports.staff
        status, _ = await get_page(port, path, cookie, source=ELSEWHERE)
        if status != OK:
            raise StepFailure(f"{path} answers {status}.")
        asked.append(time.perf_counter() - began)

    while due < ends_at:
        path = random.choice(pages)  # noqa: S311  # whichever
        waiting.append(asyncio.create_task(ask(path)))
        due += 1 / REQUESTS
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
    await asyncio.gather(*waiting)


def _tell(
    screens: Sequence[Screen], changes: Sequence[Change], asked: Sequence[float]
) -> list[dict[str, object]]:
    pairs = [each for screen in screens for each in _list_delays(screen, changes)]
    apart = [took for took, is_apart in pairs if is_apart]
    longest = max(took for took, _ in pairs)
    content = sum(screen.content for screen in screens)
    about = {"load": round(os.getloadavg()[0], 1), "changes": len(changes)}
    p95, slowest = percentile_95(apart), percentile_95(asked)
    return [
        _line("commit_to_screen_p95_ms", p95 * MILLISECONDS, "ms", pairs=len(apart)),
        _line("commit_to_screen_max_ms", longest * MILLISECONDS, "ms", **about),
        _line("staff_p95_ms", slowest * MILLISECONDS, "ms", requests=len(asked)),
        _line("content_bytes_in_events", content, "bytes", screens=len(screens)),
    ]


def _list_delays(
    screen: Screen, changes: Sequence[Change]
) -> Iterator[tuple[float, bool]]:
    """For each change that the screen may show how long it took, and whether it came a
    second or more after the event before it."""
    mine = [each for each in changes if each.visit in screen.shown]
    sent_at, waits_until = -NEVER, NEVER
    for change in sorted(mine, key=lambda each: each.at):
        if change.at >= waits_until:
            sent_at, waits_until = waits_until, NEVER
        is_apart = change.at >= sent_at + APART
        if is_apart:
            sent_at = change.at
        else:
            waits_until = sent_at + APART
        yield _find_delay(screen, change), is_apart


def _find_delay(screen: Screen, change: Change) -> float:
    """How long the screen showed what was before; NEVER where it never went."""
    for number, at in screen.shown[change.visit]:
        if number >= change.number:
            return max(0.0, at - change.at)
    return NEVER


async def _kill_all(
    house: BoardHouse, ground: Ground, screens: list[Screen]
) -> list[dict[str, object]]:
    """Kill each part, change something meanwhile, and wait for every screen."""
    team = next(team for team, visits in ground.visits.items() if visits)
    recovered, unsaid = [], 0
    for name in ("live", "staff"):
        house.kill(name)
        change = await asyncio.to_thread(change_visit, ground, team)
        await asyncio.sleep(MOST_SAID)
        old = [each for each in screens if change.visit in each.shown]
        unsaid += sum(each.is_live for each in old)
        back_at = await asyncio.to_thread(house.start_again, name)
        recovered.append(await _time_recovery(old, change, back_at))
    wide = screens[:1]
    wide[0].cut()
    cut_at = time.perf_counter()
    change = await asyncio.to_thread(change_visit, ground, team)
    recovered.append(await _time_recovery(wide, change, cut_at))
    return [
        _line("recovery_s", max(recovered), "s", killed=len(recovered)),
        _line("stale_unsaid", unsaid, "screens"),
    ]


async def _time_recovery(
    screens: Sequence[Screen], change: Change, since: float
) -> float:
    """Seconds until every one of the screens shows the change, and says that it is
    live; NEVER where one does not."""
    is_there = await _wait_until(
        lambda: all(
            each.is_live and _find_delay(each, change) < NEVER for each in screens
        )
    )
    return max(0.0, time.perf_counter() - since) if is_there else NEVER


async def _wait_until(is_so: Callable[[], bool]) -> bool:
    """Whether it came to be so in time."""
    ends_at = time.perf_counter() + PATIENCE
    while not is_so() and time.perf_counter() < ends_at:
        await asyncio.sleep(0.02)
    return is_so()


def _line(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    told = "never" if value == NEVER else round(value, 2)
    return {"bench": f"board.{name}", "value": told, "unit": unit, **more}

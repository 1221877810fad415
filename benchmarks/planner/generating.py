"""Weeks made from a seed: towns on a coast, crews with shifts and skills, groups.

Everything is made up. Travel times are distances on a plane, and a third more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from unhidden.planning.week.faults import shorten_ways
from unhidden.planning.week.problem import (
    CrewDay,
    MenuItem,
    StrikeGroup,
    VisitCandidate,
    WeekProblem,
)

LANGUAGES = ("vi", "ro", "sq", "ku", "zh", "bn")
AUTHORITIES = ("immigration", "labour")
#: Kinds of premises: how often, when open, and languages likely there.
TRADES: Mapping[str, tuple[float, tuple[int, int], tuple[str, ...]]] = {
    "car wash": (0.22, (540, 1020), ("ro", "sq", "ku")),
    "nail bar": (0.15, (600, 1080), ("vi",)),
    "takeaway": (0.17, (1020, 1380), ("ku", "bn", "zh")),
    "hotel": (0.12, (600, 1260), ("ro", "sq")),
    "farm": (0.10, (480, 960), ("ro",)),
    "care home": (0.10, (540, 1080), ("bn",)),
    "adult services": (0.14, (1080, 1400), ("ro", "zh", "sq")),
}
EARLY, LATE = (540, 990), (900, 1350)
KILOMETRES_AN_HOUR, PARKING_MINUTES, ROAD_FACTOR = 55, 4, 1.33


@dataclass(frozen=True, slots=True)
class WeekSize:
    """How large a week is to be."""

    candidates: int = 160
    days: int = 6
    crews: int = 8
    groups: int = 10
    towns: int = 30


def make_week(seed: int, size: WeekSize = WeekSize()) -> WeekProblem:
    """The same week for the same seed."""
    return _WeekMaker(Random(seed), size).make_week()  # noqa: S311  # to be repeatable


class _WeekMaker:
    def __init__(self, random: Random, size: WeekSize) -> None:
        self.random, self.size = random, size
        self.towns = [
            (random.uniform(0, 120), random.uniform(0, 45)) for _ in range(size.towns)
        ]
        self.people = [random.paretovariate(1.2) for _ in range(size.towns)]
        self.trades: list[str] = []
        self.places: list[tuple[float, float]] = []

    def make_week(self) -> WeekProblem:
        candidates = [self._make_candidate(one) for one in range(self.size.candidates)]
        groups = self._make_groups(candidates)
        grouped = {member for group in groups for member in group.members}
        candidates = [
            self._make_struck(one) if one.id in grouped else one for one in candidates
        ]
        homes = self._make_homes()
        return WeekProblem(
            days=self.size.days,
            candidates=tuple(candidates),
            crew_days=tuple(self._make_crew_days(homes)),
            travel=self._make_travel(),
            groups=tuple(groups),
            capacities={
                "custody": (3 * self.size.crews // 2,) * self.size.days,
                "reception": (5 * self.size.crews // 2,) * self.size.days,
            },
        )

    def _make_candidate(self, number: int) -> VisitCandidate:
        random = self.random
        trade = random.choices(list(TRADES), [one[0] for one in TRADES.values()])[0]
        x, y = random.choices(self.towns, self.people)[0]
        self.trades.append(trade)
        self.places.append((random.gauss(x, 1), random.gauss(y, 1)))
        days = [day for day in range(self.size.days) if random.random() > 0.12]
        risk = max(3, int(100 * random.betavariate(1.6, 3.2)))
        spoken = random.choice(TRADES[trade][2]) if random.random() < 0.35 else None
        menu = self._make_menu(trade, risk, spoken)
        return VisitCandidate(str(number), number, frozenset(days or [0]), tuple(menu))

    def _make_menu(self, trade: str, risk: int, spoken: str | None) -> list[MenuItem]:
        opens, closes = TRADES[trade][1]
        language = {spoken} if spoken else set()
        soft = frozenset({"police"} | ({"charity"} if trade == "hotel" else set()))
        talk = frozenset({"police", "charity"} | language)
        menu = [
            MenuItem("soft", 40 * risk, 40, opens, closes - 20, (soft,)),
            MenuItem("safeguarding", 75 * risk, 75, opens, closes - 30, (talk,)),
        ]
        if risk >= 45 and self.random.random() < 0.55:
            menu.append(self._make_enforcement(risk, opens, closes, language))
        return menu

    def _make_enforcement(
        self, risk: int, opens: int, closes: int, language: set[str]
    ) -> MenuItem:
        custody = self.random.choice([1, 1, 2, 2, 3])
        power = self.random.choice([*AUTHORITIES, None, None])
        lead = frozenset({"police", "entry"} | language | ({power} if power else set()))
        support = (frozenset({"police", "charity"}),) if custody > 2 else ()
        return MenuItem(
            kind="enforcement",
            value=100 * risk,
            minutes=self.random.choice([120, 150, 180]),
            earliest=opens,
            latest=closes - 30,
            crews=(lead, *support),
            uses=(("custody", custody), ("reception", self.random.randint(1, 6))),
            is_on_grid=True,
        )

    def _make_groups(self, candidates: list[VisitCandidate]) -> list[StrikeGroup]:
        """Groups of one trade with two days at least on which all are open."""
        groups: list[StrikeGroup] = []
        used: set[str] = set()
        for number in range(self.size.groups):
            trade = self.random.choice(["car wash", "nail bar", "takeaway"])
            wanted, days = (
                self.random.choice([2, 2, 3, 3, 4]),
                set(range(self.size.days)),
            )
            members: list[str] = []
            for one in self.random.sample(candidates, len(candidates)):
                common = days & one.days
                is_free = self.trades[one.place] == trade and one.id not in used
                if is_free and len(common) > 1 and len(members) < wanted:
                    members.append(one.id)
                    days = common
            if len(members) > 1:
                used.update(members)
                groups.append(StrikeGroup(f"group {number}", tuple(members)))
        return groups

    def _make_struck(self, candidate: VisitCandidate) -> VisitCandidate:
        """A member of a group: an enforcement by one crew, and nothing else."""
        opens, closes = TRADES[self.trades[candidate.place]][1]
        risk = self.random.randint(40, 80)
        item = self._make_enforcement(risk, opens, closes, set())
        return replace(candidate, menu=(replace(item, crews=item.crews[:1]),))

    def _make_homes(self) -> list[int]:
        """The places from which crews start: the largest towns."""
        largest = sorted(range(self.size.towns), key=lambda one: -self.people[one])
        homes = [self.towns[one] for one in largest[: min(8, self.size.towns)]]
        first = len(self.places)
        self.places += homes
        return [first + crew % len(homes) for crew in range(self.size.crews)]

    def _make_crew_days(self, homes: list[int]) -> list[CrewDay]:
        made: list[CrewDay] = []
        for day in range(self.size.days):
            late = set(self.random.sample(range(len(homes)), 3 * len(homes) // 8))
            for crew, home in enumerate(homes):
                starts_at, ends_at = LATE if crew in late else EARLY
                skills = self._draw_skills(has_entry=(crew + day) % 2 == 0)
                name = f"{day}-{crew}"
                made.append(
                    CrewDay(
                        name, str(crew), day, starts_at, ends_at, skills, home, home
                    )
                )
        return made

    def _draw_skills(self, *, has_entry: bool) -> frozenset[str]:
        skills = {"police", *self.random.sample(LANGUAGES, self.random.choice([2, 3]))}
        likely = {"charity": 0.75, "immigration": 0.6, "labour": 0.6, "entry": 0.5}
        skills |= {one for one, share in likely.items() if self.random.random() < share}
        return frozenset(skills | ({"entry"} if has_entry else set()))

    def _make_travel(self) -> tuple[tuple[int, ...], ...]:
        minutes = [
            [
                round(math.dist(one, other) * ROAD_FACTOR / KILOMETRES_AN_HOUR * 60)
                + (PARKING_MINUTES if one != other else 0)
                for other in self.places
            ]
            for one in self.places
        ]
        short = shorten_ways(np.array(minutes))
        return tuple(tuple(int(each) for each in row) for row in short)

"""The demonstration region: synthetic, and replayed through the real actions."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from config.demo import (
    aftermath,
    checking,
    emergency,
    files,
    forums,
    linking,
    partners,
    playing,
    reports,
    visiting,
    weeks,
)
from config.demo.region import Region, build, read, sign_ins
from unhidden.access.records import seeded_ids
from unhidden.agencies import queries as agencies
from unhidden.intelligence import actions as intelligence
from unhidden.lib.working_days import LONDON
from unhidden.operations import actions as operations

SEED = 20161017

__all__ = ["is_loaded", "load", "sign_ins"]


def is_loaded() -> bool:
    """Whether anybody is here already: the demonstration goes into an empty house."""
    return bool(agencies.organisations())


@transaction.atomic
def load(*, today: date) -> None:
    """Build the region and replay both weeks, all or nothing.

    The same day gives the same rows, apart from what is random by nature: sealed
    text, receipt words and password hashes.
    """
    dice = random.Random(SEED)  # noqa: S311  # synthetic data, not secrets
    with seeded_ids(SEED):
        region = build()
        cases = _week_of_2016(region, dice)
        _week_of_now(region, dice, today)
        partners.share(region, cases, today=today)
        with playing.worker():
            keeper = intelligence.RISK_KEEPER
            intelligence.refresh_all_risk(actor=keeper, at=_at(today, 3))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON)


def _week_of_2016(region: Region, dice: random.Random) -> list[UUID]:
    data = read("week_2016.json")
    first = date.fromisoformat(data["starts_on"])
    season = reports.Season(
        _at(date(2016, 9, 5), 9), _at(date(2016, 10, 13), 18), count=30, waiting=0
    )
    reports.receive(region, season, dice)
    days = [first + timedelta(days=number) for number in range(5)]
    week = weeks.plan(region, data, days, at=_at(date(2016, 10, 14), 10), dice=dice)
    _start(region, week, first)
    recorded = visiting.record_all(region, week.visits, dice)
    weeks.hold_events(region, week, before=days[-1] + timedelta(days=1))
    cases = aftermath.support_and_pursue(region, recorded)
    emergency.open_and_review(region, at=_at(date(2016, 10, 24), 21))
    visiting.learn(region, recorded)
    at = _at(date(2016, 10, 25), 15)
    checking.check_and_give(region, recipient="wrexham", at=at)
    aftermath.close_and_publish(region, week, data, at=_at(date(2016, 10, 26), 11))
    return cases


def _week_of_now(region: Region, dice: random.Random, today: date) -> None:
    data = read("week_now.json")
    season = reports.Season(
        _at(today - timedelta(days=45), 9), _at(today, 0), count=32, waiting=9
    )
    reports.receive(region, season, dice)
    files.name_custodians(region, at=_at(today - timedelta(days=40), 10))
    linking.decide(region, at=_at(today, 2))
    days = [today + timedelta(days=number) for number in range(-2, 3)]
    planned_at = _at(today - timedelta(days=6), 10)
    week = weeks.plan(region, data, days, at=planned_at, dice=dice)
    forums.announce(region, week, data, at=planned_at)
    _start(region, week, days[0])
    done = [visit for visit in week.visits if visit.starts_at.date() < today]
    recorded = visiting.record_all(region, done, dice)
    weeks.hold_events(region, week, before=today)
    aftermath.support_and_pursue(region, recorded, leaves_one=True)
    visiting.learn(region, recorded)


def _start(region: Region, week: weeks.Week, day: date) -> None:
    operations.start_operation(
        operation_id=week.operation_id,
        actor=region.actor("planner", day),
        at=_at(day, 8),
    )

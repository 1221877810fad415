"""The demonstration region: synthetic, and replayed through the real actions.

The week of October 2016 is replayed, and ended in its time. All else is dated from the
day of the start, so that what waits, waits since lately.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from unhidden.access.records import seeded_ids
from unhidden.agencies import queries as agencies
from unhidden.demo import (
    aftermath,
    boards,
    briefs,
    car_wash,
    checking,
    closing,
    command,
    debriefing,
    desks,
    emergency,
    files,
    forums,
    grouping,
    lines,
    linking,
    lives,
    matching,
    needs,
    nights,
    partners,
    phones,
    planning,
    playing,
    reports,
    rosters,
    safety,
    support,
    targets,
    visiting,
    weeks,
)
from unhidden.demo.region import Region, build, read_data_file, sign_ins
from unhidden.demo.reports import Season
from unhidden.demo.support import OpenedCase
from unhidden.intelligence import actions as intelligence
from unhidden.lib.working_days import LONDON
from unhidden.operations import actions as operations

SEED = 20161017

__all__ = ["is_loaded", "load_demonstration", "sign_ins"]


def is_loaded() -> bool:
    """Whether anybody is here already: the demonstration goes into an empty house."""
    return bool(agencies.list_organisation_names())


@transaction.atomic
def load_demonstration(*, today: date, at: datetime | None = None) -> None:
    """Build the region, replay the week of 2016 and the last months, all or nothing.

    ``at`` is the hour of today up to which the current week has run, usually ten past
    six. The same day gives the same rows of 2016, apart from what is random by nature:
    sealed text, receipt words and password hashes.
    """
    dice = random.Random(SEED)  # noqa: S311  # synthetic data, not secrets
    with seeded_ids(SEED):
        region = build(today=today, seed=SEED)
        _week_of_2016(region, dice, today)
        cases = _days_before(region, dice, today)
        _week_of_now(region, dice, today, at or _at(today, 6) + timedelta(minutes=10))
        partners.share_cases(region, cases, today=today)
        emergency.open_and_review(region, cases[0], today=today)
        nights.answer_at_night(region, cases, today=today)
        nights.talk_about_work(region, today=today)
        needs.ask_for_rooms(region, day=today - timedelta(days=20))
        lives.offer_to_bawso(region, cases[3], day=today - timedelta(days=1))
        lines.check_lines(region, today=today)
        closing.delete_reports(at=_at(today, 3))
        with playing.play_worker():
            keeper = intelligence.RISK_KEEPER
            intelligence.refresh_all_risk(actor=keeper, at=_at(today, 3))
        matching.meet_people(region, today=today)
        grouping.propose_groups(region, at=_at(today, 4))
        car_wash.keep_record(region, first=today - timedelta(days=26))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON)


def _ago(today: date, days: int, hour: int = 9) -> datetime:
    return _at(today - timedelta(days=days), hour)


def _week_of_2016(region: Region, dice: random.Random, today: date) -> None:
    data = read_data_file("week_2016.json")
    first = date.fromisoformat(data["starts_on"])
    season = Season(
        _at(date(2016, 9, 5), 9), _at(date(2016, 10, 13), 18), count=12, waiting=0
    )
    reports.receive_reports(region, season, dice)
    days = [first + timedelta(days=number) for number in range(5)]
    week = weeks.plan_week(
        region, data, days, at=_at(date(2016, 10, 14), 10), dice=dice
    )
    _start(region, week, first)
    recorded = visiting.record_all(region, week.visits, dice)
    weeks.hold_events(region, week, before=days[-1] + timedelta(days=1))
    cases = support.open_cases(region, recorded)
    investigated = aftermath.ask_for_investigations(region, recorded)
    learnt = visiting.return_to_desk(region, recorded)
    at = _at(date(2016, 10, 26), 11)
    checking.check_items(region, at=at, most=checking.ALL)
    sheet_id = aftermath.close_and_count(region, week, at=at)
    aftermath.publish_sheet(region, week, data, sheet_id, at=at)
    debriefing.debrief_week(region, week, today=today)
    closing.end_cases(region, cases, investigated, learnt, today=today)


def _days_before(region: Region, dice: random.Random, today: date) -> list[OpenedCase]:
    """Four weeks ago: closed and counted; those whom it found are supported."""
    desks.keep_from_before(region, today=today)
    season = Season(_ago(today, 84), _ago(today, 27), count=14, waiting=0)
    reports.receive_reports(region, season, dice)
    files.name_custodians(region, at=_ago(today, 40))
    data = read_data_file("days_before.json")
    days = [today - timedelta(days=number) for number in (26, 25, 24)]
    week = weeks.plan_week(region, data, days, at=_ago(today, 30), dice=dice)
    _start(region, week, days[0])
    recorded = visiting.record_all(region, week.visits, dice)
    debriefing.say_hot(region, week, "days_before", days)
    weeks.hold_events(region, week, before=today)
    cases = support.open_cases(region, recorded)
    for case, goes_on in zip(cases, support.COURSES, strict=True):
        goes_on(region, case)
    aftermath.ask_for_investigations(region, recorded)
    visiting.return_to_desk(region, recorded)
    desks.introduce_desks(region, today=today)
    checking.check_and_give(region, recipient="wrexham", at=_ago(today, 20))
    aftermath.close_and_count(region, week, at=_ago(today, 14))
    return cases


def _week_of_now(
    region: Region, dice: random.Random, today: date, at: datetime
) -> None:
    data = read_data_file("week_now.json")
    for season in (
        Season(_ago(today, 27), _ago(today, 2), count=12, waiting=0),
        Season(_ago(today, 1, 15), _at(today, 6), count=9, waiting=9),
    ):
        reports.receive_reports(region, season, dice)
    linking.decide_mentions(region, at=_at(today, 2))
    days = [today + timedelta(days=number) for number in range(-2, 3)]
    planned_at = _ago(today, 6, 10)
    week = _plan_week_of_now(region, data, days, dice, at=planned_at)
    forums.announce_events(region, week, data, at=planned_at)
    orders = read_data_file("command_now.json")
    posts = command.prepare_command(
        region, orders, week.operation_id, today=today, at=planned_at
    )
    briefs.brief_week(region, week, at=_at(days[0], 7))
    _start(region, week, days[0])
    done = [visit for visit in week.visits if visit.starts_at.date() < today]
    recorded = visiting.record_all(region, done, dice)
    debriefing.say_hot(region, week, "week_now", days)
    command.run_command(region, orders, week.operation_id, posts, today=today)
    weeks.hold_events(region, week, before=today)
    support.open_cases(region, recorded)
    support.leave_offers(region, at=_ago(today, 1, 16))
    aftermath.ask_for_investigations(region, recorded, leaves_one=True)
    visiting.return_to_desk(region, recorded)
    boards.run_board(region, week, dice, at=at)
    phones.let_phones_out(region, at=_at(today, 6))
    phones.send_accounts(region, recorded, at=at)
    safety.keep_register(region, today=today)
    visiting.offer_sentence(region, recorded, at=at)
    support.write_rule(region, at=_ago(today, 1, 17))


def _plan_week_of_now(
    region: Region,
    data: dict[str, Any],
    days: list[date],
    dice: random.Random,
    *,
    at: datetime,
) -> weeks.PlannedWeek:
    """The roster, the places, and of them what the planner fits into the week."""
    opened = weeks.open_week(region, data, days, at=at)
    rosters.keep_roster(region, opened.operation_id, days, at=at)
    planner = region.actor("planner", at.date())
    chosen = weeks.choose_places(region, data, planner, dice)
    targets.choose_targets(region, opened.operation_id, chosen, days=days, at=at)
    visits = planning.plan_by_search(region, data, opened, chosen, at=at)
    events = weeks.plan_events(region, data, opened, at=at)
    return weeks.PlannedWeek(opened.operation_id, visits, events)


def _start(region: Region, week: weeks.PlannedWeek, day: date) -> None:
    operations.start_operation(
        operation_id=week.operation_id,
        actor=region.actor("planner", day),
        at=_at(day, 8),
    )

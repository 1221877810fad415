"""The car wash from the visit's request to what waits today, in the order of its days.

Of the two people found there one helps, in words that they chose, and one does not.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from unhidden.demo import (
    aftermath,
    enquiring,
    inquiring,
    scheduling,
    seizing,
    support,
    timing,
    visiting,
    weeks,
)
from unhidden.demo.inquiring import LEADER, LivedInquiry
from unhidden.demo.region import Region, add_later, read_data_file
from unhidden.demo.support import OpenedCase
from unhidden.demo.visiting import RecordedVisit
from unhidden.lib.working_days import LONDON
from unhidden.operations import actions as operations
from unhidden.oversight.actions import disclosures
from unhidden.safeguarding import actions as safeguarding

#: After the cases of all others.
_NUMBER = 6


def keep_record(region: Region, *, first: date) -> None:
    """A day of action on ``first``, and the investigation of the one visit that found
    people. It has dice of its own: nothing else falls otherwise for it."""
    data = read_data_file("car_wash.json")
    dice = random.Random(f"{first:%d}: car wash")  # noqa: S311  # synthetic data
    add_later(region)
    recorded = _visit(region, data["week"], first, dice)
    (found,) = (each for each in recorded if each.planned.people)
    cases = support.open_cases(region, recorded, first=_NUMBER)
    for case in cases:
        support.see_through(region, case, refuses=True)
    (opened,) = aftermath.ask_for_investigations(region, recorded)
    inquiry = inquiring.begin_inquiry(region, found, opened, data)
    seizing.keep_exhibits(inquiry, data)
    enquiring.enquire_in_room(inquiry, data["first"])
    timing.arrest_suspect(inquiry, data)
    _let_pass(inquiry, cases[0], data["disclosure"])
    timing.enter_chronology(inquiry, data["chronology"])
    scheduling.schedule_first(inquiry, data["unused"])
    inquiring.move_status(inquiry, data["status"])
    timing.charge_suspect(inquiry, data)
    timing.record_orders(inquiry, data)
    enquiring.enquire_in_room(inquiry, data["then"])
    scheduling.reopen_schedule(inquiry, data["unused"])


def _visit(
    region: Region, data: Mapping[str, Any], first: date, dice: random.Random
) -> list[RecordedVisit]:
    """Two car washes in a morning, planned a week before."""
    at = datetime.combine(first - timedelta(days=7), time(10), LONDON)
    week = weeks.plan_week(region, dict(data), [first], at=at, dice=dice)
    planner = region.actor("planner", first)
    morning = datetime.combine(first, time(8), LONDON)
    operations.start_operation(
        operation_id=week.operation_id, actor=planner, at=morning
    )
    recorded = visiting.record_all(region, week.visits, dice)
    operations.close_operation(
        operation_id=week.operation_id,
        actor=planner,
        at=morning + timedelta(days=12),
    )
    return recorded


def _let_pass(inquiry: LivedInquiry, case: OpenedCase, row: Mapping[str, Any]) -> None:
    """On their word whoever leads safeguarding tells investigators, who take it in."""
    region = inquiry.region
    at = inquiry.moment_at(row["consent"])
    safeguarding.record_consent(
        case_id=case.id,
        new=safeguarding.NewConsent("investigation", "yes", "vi"),
        actor=region.actor(case.worker, at.date()),
        at=at,
    )
    at = inquiry.moment_at(row["told"])
    disclosure_id = disclosures.disclose_case(
        case_id=case.id,
        new=disclosures.NewDisclosure(
            receiver_id=region.organisations["police"],
            items=tuple(disclosures.ToldItem(*each) for each in row["items"]),
            is_read_back=True,
        ),
        actor=region.actor(case.worker, at.date()),
        at=at,
    )
    at = inquiry.moment_at(row["taken"])
    disclosures.take_disclosure(
        disclosure_id=disclosure_id,
        investigation_id=inquiry.id,
        title="",
        actor=region.actor(LEADER, at.date()),
        at=at,
    )

"""The clocks of the car wash, what victims were told, what came of it, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from unhidden.demo.inquiring import LEADER, LivedInquiry
from unhidden.investigations.chronology.actions import entering
from unhidden.investigations.clocks.actions import starting, stepping, telling
from unhidden.investigations.clocks.queries import clocks
from unhidden.investigations.clocks.rules.states import AskedStep
from unhidden.investigations.outcomes.actions import holds, orders, recording
from unhidden.investigations.outcomes.rules.orders import OrderDays, end_after

BROKER = "case_officer"


def arrest_suspect(inquiry: LivedInquiry, data: Mapping[str, Any]) -> None:
    """A copy of the custody record, the release, and cash that a court kept longer."""
    row = data["custody"]
    clock_id = _start(
        inquiry,
        "custody_24",
        row["started"],
        row["copied"],
        person=row["person"],
        reference=row["reference"],
    )
    _step(
        inquiry,
        clock_id,
        0,
        AskedStep("met", inquiry.moment_at(row["released"]), event="released"),
    )
    for released in data["released"]:
        _start(
            inquiry,
            "rui_review",
            released["started"],
            released["started"],
            person=released["person"],
        )
    cash = data["cash"]
    clock_id = _start(
        inquiry,
        "cash_48",
        cash["started"],
        cash["started"],
        reference=cash["reference"],
    )
    at = inquiry.moment_at(cash["extended"])
    _step(inquiry, clock_id, 0, AskedStep("extended", at, provision="court"))
    tell_victims(inquiry, data["victims_told"], "9 11:00")


def charge_suspect(inquiry: LivedInquiry, data: Mapping[str, Any]) -> None:
    """The manager is charged, and whoever was to be told is told."""
    row = data["charged"]
    person, day = inquiry.people[row["person"]], inquiry.day_after(row["day"])
    when = f"{row['day']} 10:30"
    new = recording.NewOutcome(person.id, "charged", day, row["offence"])
    recording.record_outcome(new=new, **inquiry.told_by(LEADER, when))
    for released in data["released"]:
        if "met" in released:
            _end_release(inquiry, inquiry.people[released["person"]].number, released)
    tell_victims(inquiry, data["victims_told"], f"{row['day']} 15:00")


def record_orders(inquiry: LivedInquiry, data: Mapping[str, Any]) -> None:
    """A risk order, of which the first duty is overdue, and an arrest this morning."""
    row = data["order"]
    made, served = inquiry.day_after(row["made"]), inquiry.day_after(row["served"])
    person_id = inquiry.people[row["person"]].id
    new = orders.NewOrder(
        person_id,
        row["kind"],
        row["reference"],
        row["court"],
        OrderDays(made, served_on=served, until_on=end_after(made, row["years"])),
    )
    told = inquiry.told_by(LEADER, f"{row['served']} 16:00")
    orders.record_order(new=new, **told)
    hold = data["hold"]
    holds.begin_hold(
        ground=hold["ground"],
        reference=hold["reference"],
        **inquiry.told_by(LEADER, hold["when"]),
    )
    now = data["arrested_now"]
    _start(
        inquiry,
        "custody_24",
        now["started"],
        now["copied"],
        person=now["person"],
        reference=now["reference"],
    )


def enter_chronology(inquiry: LivedInquiry, rows: Sequence[Mapping[str, Any]]) -> None:
    """What happened, as items tell it: two do not agree about the van."""
    entered: list[UUID] = []
    for row in rows:
        told = inquiry.told_by(row["by"], row["when"])
        same = row.get("same_as")
        new = entering.NewChronologyEvent(
            happened_at=inquiry.moment_at(row["happened"]),
            precision=row["precision"],
            learnt_at=inquiry.moment_at(row["learnt"]),
            what=row["what"],
            item=inquiry.find_item(row["paper"], row["when"]),
            same_as=None if same is None else entered[same],
        )
        entered.append(entering.enter_event(new=new, **told))


def tell_victims(
    inquiry: LivedInquiry, rows: Sequence[Mapping[str, Any]], when: str
) -> None:
    """Whoever reaches them says what came of each clock of theirs that runs."""
    told = inquiry.told_by(BROKER, when)
    board = clocks.list_clocks(
        viewer=told["actor"],
        investigation_id=inquiry.id,
        asked=clocks.ClockFilter(of="victim"),
        at=told["at"],
    )
    by_number = {inquiry.people[row["person"]].number: row for row in rows}
    for clock in board.rows:
        if clock.person is None or clock.state not in ("running", "overdue"):
            continue
        row = by_number[clock.person]
        new = telling.NewUpdate(
            row["channel"],
            row["language"],
            row["result"],
            max(clock.started_at + timedelta(minutes=5), told["at"] - _HOUR),
        )
        telling.record_update(clock_id=clock.id, new=new, **told)


def _end_release(inquiry: LivedInquiry, number: int, row: Mapping[str, Any]) -> None:
    told = inquiry.told_by(LEADER, row["met"])
    board = clocks.list_clocks(
        viewer=told["actor"],
        investigation_id=inquiry.id,
        asked=clocks.ClockFilter(of="released"),
        at=told["at"],
    )
    (clock,) = (each for each in board.rows if each.person == number)
    step = AskedStep("met", told["at"], event="charged")
    stepping.step_clock(clock_id=clock.id, new=step, seen=0, **told)


def _start(
    inquiry: LivedInquiry,
    rule: str,
    started: str,
    entered: str,
    *,
    person: str = "",
    reference: str = "",
) -> UUID:
    person_id = inquiry.people[person].id if person else None
    new = starting.NewClock(rule, inquiry.moment_at(started), person_id, reference)
    return starting.start_clock(new=new, **inquiry.told_by(LEADER, entered))


def _step(inquiry: LivedInquiry, clock_id: UUID, seen: int, new: AskedStep) -> None:
    actor = inquiry.region.actor(LEADER, new.happened_at.date())
    stepping.step_clock(
        investigation_id=inquiry.id,
        clock_id=clock_id,
        new=new,
        seen=seen,
        actor=actor,
        at=new.happened_at + timedelta(minutes=10),
    )


_HOUR = timedelta(hours=1)

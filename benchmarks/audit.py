"""What the record of who did what costs, and how fast and how surely it is checked.

Writes are made by people of the demonstration through the real actions, each of its
kind turn about with its events and without them. The record that is checked is made
in memory.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from statistics import median
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.utils import timezone

from benchmarks import audit_drills
from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.audit.verifying import verify_export
from unhidden.demo.region import make_email_address
from unhidden.hosting.failing import StepFailure
from unhidden.intelligence import actions as intelligence
from unhidden.operations import actions as operations
from unhidden.operations import queries as plans
from unhidden.places import actions as places
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.overview import queries as overview

Write = Callable[[], object]
ROUNDS, QUICK_ROUNDS = 400, 120
EVENTS, QUICK_EVENTS = 1_000_000, 200_000
TIMES, QUICK_TIMES = 100, 20
IN_CHECKPOINT = 1_000
MILLISECONDS, PER_CENT = 1_000, 100


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; the writes stay in the bench's own database."""
    yield _overhead(QUICK_ROUNDS if quick else ROUNDS)
    yield _speed(QUICK_EVENTS if quick else EVENTS)
    yield _tampering(QUICK_TIMES if quick else TIMES)


def _overhead(rounds: int) -> dict[str, object]:
    """By how much events make writes longer, over the medians of all kinds."""
    told: dict[str, float] = {}
    both = [0.0, 0.0]
    for name, write in _writes().items():
        bare, recorded = _turn_about(write, rounds)
        told[f"{name}_ms"] = round(recorded * MILLISECONDS, 3)
        told[f"{name}_pct"] = round((recorded / bare - 1) * PER_CENT, 1)
        both = [both[0] + bare, both[1] + recorded]
    value = (both[1] / both[0] - 1) * PER_CENT
    return _measure("write_overhead_pct", value, "%", rounds=rounds, **told)


def _turn_about(write: Write, rounds: int) -> tuple[float, float]:
    """The medians of the write without its events, and with them."""
    bare, recorded = [], []
    for _ in range(rounds):
        with patch.object(audit, "write_event", _nothing):
            bare.append(_timed(write))
        recorded.append(_timed(write))
    return median(bare), median(recorded)


def _writes() -> dict[str, Write]:
    """Several kinds, each of people who do it every day."""
    now, day = timezone.now(), timezone.localdate()
    planner, analyst = _actor("planner"), _actor("analyst")
    worker = _actor("bawso_worker")
    case_id = overview.list_cases(viewer=worker, at=now)[0].id
    operation = next(
        card
        for card in plans.list_operations(viewer=planner)
        if card.status != "closed"
    )
    event = operations.NewEvent(
        kind="community",
        place="Market hall",
        council_code="",
        on=max(operation.starts_on, min(day, operation.ends_on)),
        starts_at=None,
        team_id=None,
    )
    item = intelligence.NewItem(
        text="Workers are believed to sleep at a car wash.",
        source="2",
        assessment="C",
        handling="P",
        conditions="",
        sign_codes=(),
        mentions=(),
    )
    report = intelligence.NewReport(
        "officer", "What I saw.", "On patrol.", event_on=None, items=(item,)
    )
    place = places.NewPremises("Bench Car Wash", "car_wash", "1 High Street")
    return {
        "premises": lambda: places.add_premises(
            new=place, source="synthetic", actor=planner, at=now
        ),
        "event": lambda: operations.plan_event(
            operation_id=operation.id, new=event, actor=planner, at=now
        ),
        "intelligence": lambda: intelligence.write_report(
            new=report, actor=analyst, at=now
        ),
        "note": lambda: safeguarding.add_note(
            case_id=case_id, text="They feel safer.", actor=worker, at=now
        ),
    }


def _actor(key: str) -> Actor:
    person = get_user_model().objects.using("signin").get(email=make_email_address(key))
    return agencies.actor_of(person_id=person.pk, day=timezone.localdate())


def _nothing(**_given: object) -> None:
    """In the place of what writes an event."""


def _speed(events: int) -> dict[str, object]:
    """How many events a second are found whole, as a file's lines are read."""
    lines, anchors = audit_drills.made_record(events, IN_CHECKPOINT)
    began = time.perf_counter()
    report = verify_export(lines, anchors=anchors)
    seconds = time.perf_counter() - began
    if report.findings or report.events != events:
        sentence = "A whole record was not found whole."
        raise StepFailure(sentence)
    return _measure("verify_events_per_s", events / seconds, "events/s", events=events)


def _tampering(times: int) -> dict[str, object]:
    """Which share of changes by chance is found."""
    whole, anchors = audit_drills.made_record(400, 40)
    chance = random.Random(times)  # noqa: S311  # which changes, not secrets
    found = tried = 0
    for change in audit_drills.CHANGES:
        for _ in range(times):
            lines = list(whole)
            change(lines, chance.choice(audit_drills.events_of(lines)), chance)
            tried += 1
            found += bool(verify_export(lines, anchors=anchors).findings)
    return _measure("tamper_found_pct", found / tried * PER_CENT, "%", tried=tried)


def _timed(do: Write) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _measure(
    name: str, value: float, unit: str, **more: float | int
) -> dict[str, object]:
    return {"bench": f"audit.{name}", "value": round(value, 2), "unit": unit, **more}

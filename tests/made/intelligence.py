"""Decisions and graded intelligence, made through the desk's own actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.cast import NOON
from unhidden.access.actor import Actor
from unhidden.desk.actions.dangers import record_danger
from unhidden.desk.actions.triages import triage_report
from unhidden.desk.rules import EmergencyCalls
from unhidden.intelligence.actions import NewItem, NewMention, NewReport, write_report

RAW = "I live above the car wash on Stryd Fawr and I hear them at night."
PROVENANCE = "The officer's own observation on patrol."
SANITISED = "Workers are believed to sleep at a car wash."


def make_item(*, mentions: tuple[NewMention, ...] = (), **given: Any) -> NewItem:
    """An item graded 2C, handled with a condition, unless told otherwise."""
    item = NewItem(
        text=SANITISED,
        source="2",
        assessment="C",
        handling="C",
        conditions="Consult the originator before any overt action.",
        sign_codes=("gen_cannot_leave",),
        mentions=mentions,
    )
    return replace(item, **given)


def make_draft(*items: NewItem, **given: Any) -> NewReport:
    """A draft of an officer's own observation, with one item if none is given."""
    draft = NewReport(
        origin="officer",
        raw=RAW,
        provenance=PROVENANCE,
        event_on=None,
        items=items or (make_item(),),
    )
    return replace(draft, **given)


def make_intelligence(
    *items: NewItem, by: Actor, at: datetime = NOON, **given: Any
) -> UUID:
    """Write intelligence as ``by``; gives its id."""
    return write_report(new=make_draft(*items, **given), actor=by, at=at)


def make_intelligence_about(
    premises_id: UUID, *, by: Actor, at: datetime = NOON, **given: Any
) -> UUID:
    """Intelligence of one item that mentions the premises; ``given`` is the item's."""
    item = make_item(mentions=(NewMention("premises", "", premises_id),), **given)
    return make_intelligence(item, by=by, at=at)


def make_calls(at: datetime = NOON, **given: Any) -> EmergencyCalls:
    """999 was called, and the duty officer told."""
    calls = EmergencyCalls(
        called_at=at,
        incident="NWP-0105-114",
        duty_officer="Inspector Example",
        told_at=at,
        what_was_told="A woman is locked in above the shop.",
    )
    return replace(calls, **given)


def make_triage(
    report_id: UUID,
    *,
    by: Actor,
    decision: str = "intelligence",
    passed_to_id: UUID | None = None,
    at: datetime = NOON,
    **given: Any,
) -> None:
    """Decide on a report of the public as ``by``."""
    reason = "It names a place and a pattern."
    if decision == "emergency":
        calls = make_calls(at)
        record_danger(report_id=report_id, calls=calls, reason=reason, actor=by, at=at)
        return
    triage_report(
        report_id=report_id,
        decision=decision,
        reason=reason,
        passed_to_id=passed_to_id,
        actor=by,
        at=at,
        **given,
    )

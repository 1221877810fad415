"""Describing items: in the clear for the defence, or sealed for the prosecutor."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import (
    hold_open_investigation,
    seal_for_team,
    tell_event,
)
from unhidden.investigations.models import (
    Investigation,
    MaterialDescription,
    SensitiveDescription,
)
from unhidden.investigations.unused.actions import refusals
from unhidden.investigations.unused.actions.deciding import (
    NewMaterialDecision,
    count_decisions,
    find_items,
    make_decision,
)
from unhidden.investigations.unused.queries.sealed import (
    SensitiveWords,
    open_sensitive,
    write_words,
)
from unhidden.investigations.unused.queries.states import UnusedItem, may_schedule
from unhidden.investigations.unused.rules.axes import (
    AxisStep,
    check_step,
    list_sensitive_reasons,
)
from unhidden.investigations.unused.rules.lint import lint_description
from unhidden.investigations.unused.rules.signing import describe_numbers


@dataclass(frozen=True, slots=True)
class NewDescription:
    """How items are described on the schedule for the defence.

    ``is_block`` lists them together under one line. ``is_looked_twice`` says that what
    the lint found was looked at again.
    """

    text: str
    quantity: int = 1
    is_block: bool = False
    how_sampled: str = ""
    is_looked_twice: bool = False


@dataclass(frozen=True, slots=True)
class NewSensitive:
    """Why an item is sensitive, by a reason of the Code and in words; how the sensitive
    schedule describes it."""

    code: str
    why: str
    text: str


@action
def describe_items(
    *,
    investigation_id: UUID,
    numbers: Collection[int],
    new: NewDescription,
    actor: Actor,
    at: datetime,
) -> int:
    """Describe items in the clear; what says so already is not written again.

    Of a sensitive item its redacted copy is described, if there is one.

    Raises DescriptionMissing, SensitivityFirst, LookTwice, NoItems, TooManyItems,
    InvestigationClosed, Absent and KeysLocked.
    """
    head = _hold(investigation_id, actor)
    text = new.text.strip()
    if not text:
        raise refusals.DescriptionMissing
    items = find_items(head, numbers, actor)
    if not all(i.state.is_open or i.state.has_redacted_copy for i in items):
        raise refusals.SensitivityFirst
    if not new.is_looked_twice:
        _look_once(head, text, actor)
    block = min(item.number for item in items) if new.is_block else None
    heads = {item.number: item.id for item in items}
    rows = [
        MaterialDescription(
            investigation=head,
            material_id=item.id,
            turn=item.state.turn + 1,
            text=text,
            quantity=new.quantity,
            block_id=heads[block] if block is not None else None,
            how_sampled=new.how_sampled,
            written_by_id=actor.person,
            written_at=at,
        )
        for item in items
        if (item.state.words, item.state.quantity, item.state.block)
        != (text, new.quantity, block)
    ]
    MaterialDescription.objects.bulk_create(rows, batch_size=500)
    if rows:
        told = describe_numbers(item.number for item in items)
        _note(head, "material_described", told, actor, at)
    return len(rows)


@action
def mark_sensitive(
    *,
    investigation_id: UUID,
    number: int,
    new: NewSensitive,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Decide that an item is sensitive, or describe anew one that is.

    Raises SensitiveReasonMissing, DescriptionMissing, DecidedMeanwhile, the refusals of
    ``check_step``, NoItems, InvestigationClosed, Absent, KeysLocked.
    """
    head = _hold(investigation_id, actor)
    if new.code not in list_sensitive_reasons() or not new.why.strip():
        raise refusals.SensitiveReasonMissing
    if not new.text.strip():
        raise refusals.DescriptionMissing
    (item,) = find_items(head, [number], actor)
    if seen is not None and count_decisions(item) != seen:
        raise refusals.DecidedMeanwhile
    if item.state.decided_value("sensitivity") != "sensitive":
        step = AxisStep("sensitivity", "sensitive", has_sealed=True, may_schedule=True)
        check_step(item.state.values, step)
        decision = NewMaterialDecision("sensitivity", "sensitive")
        make_decision(head, item, decision, None, actor, at).save(force_insert=True)
    elif _says_so(head, item, new, actor):
        return
    _seal(head, item, new, actor, at)
    _note(head, "material_sealed", str(number), actor, at)


def _hold(investigation_id: UUID, actor: Actor) -> Investigation:
    """The investigation, held by whoever schedules its material; raises Absent."""
    actor.must("investigations.schedule")
    head = hold_open_investigation(investigation_id, actor)
    if not may_schedule(head, actor):
        raise Absent
    return head


def _look_once(head: Investigation, text: str, actor: Actor) -> None:
    sealed = [each.text for each in open_sensitive(head, actor).values()]
    hits = lint_description(text, sealed)
    if hits:
        raise refusals.LookTwice(hits)


def _says_so(
    head: Investigation, item: UnusedItem, new: NewSensitive, actor: Actor
) -> bool:
    """Whether the last sealed description is the very same: a button pressed twice."""
    said = open_sensitive(head, actor, [item.id]).get(item.id)
    return said == SensitiveWords(new.code, new.why.strip(), new.text.strip())


def _seal(
    head: Investigation,
    item: UnusedItem,
    new: NewSensitive,
    actor: Actor,
    at: datetime,
) -> None:
    row = SensitiveDescription(
        investigation=head,
        material_id=item.id,
        turn=item.state.sealed_turn + 1,
        written_by_id=actor.person,
        written_at=at,
    )
    words = write_words(SensitiveWords(new.code, new.why.strip(), new.text.strip()))
    seal_for_team(row, "text_sealed", words, investigation=head, actor=actor, at=at)
    row.save(force_insert=True)


def _note(
    head: Investigation, name: str, items: str, actor: Actor, at: datetime
) -> None:
    tell_event(name, head, actor=actor, at=at, items=items)

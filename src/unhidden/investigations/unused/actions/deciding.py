"""Deciding of items: one, or a thousand in one, on one axis."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import hold_open_investigation, tell_event
from unhidden.investigations.models import (
    Investigation,
    MaterialDecision,
    MaterialValue,
)
from unhidden.investigations.unused.actions import refusals
from unhidden.investigations.unused.queries.states import (
    UnusedItem,
    find_accused,
    may_schedule,
    read_unused,
)
from unhidden.investigations.unused.rules.axes import AxisStep, check_step, list_axes
from unhidden.investigations.unused.rules.signing import (
    MOST_AT_ONCE,
    describe_numbers,
)
from unhidden.lib.refusals import ActionRefused

_SHA256 = re.compile("[0-9a-f]{64}")
_SEALED = ("sensitive", "none_asked")


@dataclass(frozen=True, slots=True)
class NewMaterialDecision:
    """What is decided: a value of ``MaterialValue`` on an axis of ``MaterialAxis``.

    ``accused`` are whom it concerns, where the axis is decided per accused. ``code`` is
    a category, the reference of a letter, or a day; ``reason`` words in the clear.
    """

    axis: str
    value: str
    accused: tuple[UUID, ...] = ()
    code: str = ""
    reason: str = ""
    trigger: str = ""


@action
def decide_items(
    *,
    investigation_id: UUID,
    numbers: Collection[int],
    new: NewMaterialDecision,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> int:
    """Decide the same of items; gives of how many it was not decided before.

    Of all or of none: raises ItemRefused for the first that does not take it.
    ``seen`` is how many decisions of a single item the page showed: DecidedMeanwhile
    when there are others. Raises NoItems, TooManyItems, SensitiveOneByOne,
    InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    if new.value == MaterialValue.SENSITIVE:
        raise refusals.SensitiveOneByOne
    items = find_items(head, numbers, actor)
    _check_accused(head, new)
    if seen is not None and count_decisions(items[0]) != seen:
        raise refusals.DecidedMeanwhile
    is_scheduler = may_schedule(head, actor)
    rows = [
        row
        for item in items
        for row in _rows_of(head, item, new, actor, at, is_scheduler=is_scheduler)
    ]
    MaterialDecision.objects.bulk_create(rows, batch_size=500)
    if rows:
        decided = {row.material_id for row in rows}
        _note(head, items, decided, new, actor, at)
        return len(decided)
    return 0


def find_items(
    head: Investigation, numbers: Collection[int], actor: Actor
) -> tuple[UnusedItem, ...]:
    """The items of these numbers; raises NoItems and TooManyItems."""
    asked = set(numbers)
    if len(asked) > MOST_AT_ONCE:
        raise refusals.TooManyItems
    items = read_unused(head, actor, asked).items
    if not items or len(items) != len(asked):
        raise refusals.NoItems
    return items


def count_decisions(item: UnusedItem) -> int:
    """How many decisions of an item there are: each axis counts its own."""
    return sum(one.turn for one in item.latest.values())


def make_decision(
    head: Investigation,
    item: UnusedItem,
    new: NewMaterialDecision,
    accused: UUID | None,
    actor: Actor,
    at: datetime,
) -> MaterialDecision:
    """The next row of an item on an axis, not saved."""
    before = item.latest.get((new.axis, accused))
    return MaterialDecision(
        investigation=head,
        material_id=item.id,
        axis=new.axis,
        accused_id=accused,
        turn=before.turn + 1 if before else 1,
        value=new.value,
        code=new.code,
        reason=new.reason,
        trigger=new.trigger,
        decided_by_id=actor.person,
        decided_at=at,
    )


def _check_accused(head: Investigation, new: NewMaterialDecision) -> None:
    """Raise Absent for an axis or an accused that is not there."""
    axis = list_axes().get(new.axis)
    if axis is None or axis.is_per_accused != bool(new.accused):
        raise Absent
    if axis.is_per_accused and not set(new.accused) <= set(find_accused(head)):
        raise Absent


def _rows_of(
    head: Investigation,
    item: UnusedItem,
    new: NewMaterialDecision,
    actor: Actor,
    at: datetime,
    *,
    is_scheduler: bool,
) -> Iterator[MaterialDecision]:
    """The rows that the item takes; none where it stands so already."""
    for accused in new.accused or (None,):
        is_due = accused in item.state.due
        if item.state.decided_value(new.axis, accused) == new.value and not is_due:
            continue
        try:
            _check(item, new, accused, actor, is_scheduler=is_scheduler)
        except ActionRefused as why:
            raise refusals.ItemRefused(item.number, why) from why
        yield make_decision(head, item, new, accused, actor, at)


def _check(
    item: UnusedItem,
    new: NewMaterialDecision,
    accused: UUID | None,
    actor: Actor,
    *,
    is_scheduler: bool,
) -> None:
    is_sealed = item.state.decided_value("sensitivity") in _SEALED
    if is_sealed and new.reason and new.axis != "service":
        raise refusals.WordsBelongSealed
    before = item.latest.get((new.axis, accused))
    step = AxisStep(
        new.axis,
        new.value,
        accused,
        code=new.code,
        has_reason=bool(new.reason.strip())
        or (is_sealed and item.state.is_described_sealed),
        has_copy=_SHA256.fullmatch(new.reason.strip()) is not None,
        may_schedule=is_scheduler,
        person=actor.person_id,
        decided_before_by=before.decided_by_id if before else None,
    )
    check_step(item.state.values, step)


def _note(
    head: Investigation,
    items: Sequence[UnusedItem],
    decided: set[UUID],
    new: NewMaterialDecision,
    actor: Actor,
    at: datetime,
) -> None:
    numbers = [item.number for item in items if item.id in decided]
    tell_event(
        "material_decided",
        head,
        actor=actor,
        at=at,
        axis=new.axis,
        value=new.value,
        items=describe_numbers(numbers),
    )

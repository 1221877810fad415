"""Taking tasking along: what is shown by it is written down, one event a record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.field.devices.queries import find_own_device
from unhidden.field.models import DeviceTaking
from unhidden.field.policies import USE_APP
from unhidden.field.tasking import rules
from unhidden.field.tasking.queries import bundle
from unhidden.field.tasking.queries.cards import ShiftsTasking
from unhidden.lib.refusals import ActionRefused


class DeviceNotReady(ActionRefused):
    """The phone is not approved, was reported lost, or was handed back."""


class TooManyShifts(ActionRefused):
    """More shifts than a phone takes along, or none."""


class NoLandingKey(ActionRefused):
    """There is no key yet that a phone could seal to."""


@action
def take_tasking(
    *,
    device_id: UUID,
    shift_ids: Collection[UUID],
    known: dict[UUID, int],
    actor: Actor,
    at: datetime,
) -> ShiftsTasking:
    """Give the tasking of these shifts to a phone of the actor's.

    Raises Absent for a phone or a shift that is not theirs, DeviceNotReady,
    TooManyShifts, NoLandingKey.
    """
    actor.must(USE_APP)
    device = find_own_device(viewer=actor, device_id=device_id)
    if not device.is_ready:
        raise DeviceNotReady
    offered = bundle.list_shifts_on_offer(viewer=actor, at=at)
    shifts = [one for one in offered if one.id in shift_ids]
    bundle.check_is_there(shifts, shift_ids)
    if rules.are_too_many([one.starts_at for one in shifts]):
        raise TooManyShifts
    landing = bundle.find_landing_place(at=at)
    if landing is None:
        raise NoLandingKey
    taken = bundle.collect_tasking(
        viewer=actor, shifts=shifts, landing=landing, known=known
    )
    _note_taking(taken, device_id, actor, at)
    return taken


def _note_taking(
    taken: ShiftsTasking, device_id: UUID, actor: Actor, at: datetime
) -> None:
    for shift in taken.shifts:
        planned = [v.card.id for v in taken.visits if v.shift_id == shift.id]
        until = shift.ends_at + rules.READABLE
        DeviceTaking.objects.create(
            device_id=device_id,
            shift_id=shift.id,
            on=shift.begins_on,
            planned_ids=planned,
            landing_key_id=taken.landing.id,
            readable_until=until,
            taken_at=at,
        )
        for planned_id in planned:
            audit.write_event(
                name="field.tasking_taken",
                actor=actor,
                kind="operations.plannedvisit",
                subject_id=planned_id,
                domain="",
                at=at,
                verb=audit.Verb.CONSULTATION,
                more={"detail": {"device": str(device_id), "until": until.isoformat()}},
            )


@action
def note_gone(
    *, device_id: UUID, shift_ids: Collection[UUID], actor: Actor, at: datetime
) -> None:
    """Write down that a phone of the actor's holds tasking of these shifts no more.

    Raises Absent for a phone that is not theirs.
    """
    find_own_device(viewer=actor, device_id=device_id)
    DeviceTaking.objects.filter(
        device_id=device_id, shift_id__in=list(shift_ids), gone_at=None
    ).update(gone_at=at)

"""Phones come and go: enrolled, approved, reported lost, found, and handed back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.field.devices.queries import describe_words
from unhidden.field.devices.rules import DeviceStanding, judge_standing
from unhidden.field.models import DeviceRule, FieldDevice, FieldSetting, UnlockKind
from unhidden.field.policies import MANAGE_DEVICES, USE_APP
from unhidden.lib.refusals import ActionRefused
from unhidden.vault import device_keys

#: For how long a challenge is good, and for one such time more.
CHALLENGE_LASTS = timedelta(minutes=10)
_SALT = "unhidden.field.challenge"


class NoPhonesHere(ActionRefused):
    """The organisation lets no phone go out."""


class NotThisDevice(ActionRefused):
    """The key did not sign the challenge, or the challenge is over."""


class DeviceTaken(ActionRefused):
    """The key is somebody else's."""


class OwnDevice(ActionRefused):
    """Nobody approves a phone of their own."""


class DeviceIsOver(ActionRefused):
    """It was handed back."""


class DeviceIsLost(ActionRefused):
    """It was reported lost, and nobody said that it is found."""


@dataclass(frozen=True, slots=True)
class NewDevice:
    """What a phone says of itself when it is enrolled."""

    public_key: bytes
    challenge: str
    signature: bytes
    name: str
    unlock: str
    is_persistent: bool


@dataclass(frozen=True, slots=True)
class EnrolledDevice:
    """Its id, the words to compare, and whether it may go out."""

    id: UUID
    words: str
    is_ready: bool


def make_challenge(*, actor: Actor, at: datetime) -> str:
    """What a phone of the actor's signs to be enrolled: 32 hexadecimal letters.

    It follows from the person and the hour; nothing is stored.
    """
    return _challenge(actor, int(at.timestamp() // CHALLENGE_LASTS.total_seconds()))


def _challenge(actor: Actor, number: int) -> str:
    return salted_hmac(_SALT, f"{actor.person}|{number}").hexdigest()[:32]


@action
def enrol_device(*, new: NewDevice, actor: Actor, at: datetime) -> EnrolledDevice:
    """Add a phone of the actor's; the same key again changes nothing.

    What is signed is the challenge as it was given, and the person's id in bytes.
    Raises NoPhonesHere, NotThisDevice, DeviceTaken.
    """
    actor.must(USE_APP)
    rule = _rule_of(actor)
    if rule == DeviceRule.OFF:
        raise NoPhonesHere
    _must_hold_key(new, actor, at)
    device_id = device_keys.device_id_of(new.public_key)
    row = _find_own(device_id, actor) or _add_device(device_id, new, rule, actor, at)
    standing = judge_standing(
        approved_at=row.approved_at, lost_at=row.lost_at, ended_at=row.ended_at
    )
    words = describe_words(new.public_key)
    return EnrolledDevice(device_id, words, standing is DeviceStanding.READY)


def _must_hold_key(new: NewDevice, actor: Actor, at: datetime) -> None:
    now = int(at.timestamp() // CHALLENGE_LASTS.total_seconds())
    is_ours = any(
        constant_time_compare(new.challenge, _challenge(actor, number))
        for number in (now, now - 1)
    )
    message = new.challenge.encode() + actor.person.bytes
    if not is_ours or not device_keys.is_of_device(
        message, new.signature, new.public_key, label=device_keys.ENROLMENT
    ):
        raise NotThisDevice


def _add_device(
    device_id: UUID, new: NewDevice, rule: str, actor: Actor, at: datetime
) -> FieldDevice:
    row = FieldDevice(
        id=device_id,
        public_key=new.public_key,
        person_id=actor.person,
        organisation_id=actor.organisation,
        name=new.name[:60],
        unlock=UnlockKind(new.unlock),
        is_persistent=new.is_persistent,
        enrolled_at=at,
        approved_at=at if rule == DeviceRule.PERSONAL else None,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # Somebody else's, whom the actor does not meet; or it came twice at once.
        own = _find_own(device_id, actor)
        if own is None:
            raise DeviceTaken from error
        return own
    _record("device_enrolled", row, actor, at)
    return row


def _find_own(device_id: UUID, actor: Actor) -> FieldDevice | None:
    """The phone where it is the actor's; raises DeviceTaken for another's."""
    row = FieldDevice.objects.filter(id=device_id).first()
    if row is not None and row.person_id != actor.person:
        raise DeviceTaken
    return row


@action
def approve_device(*, device_id: UUID, actor: Actor, at: datetime) -> None:
    """Let a colleague's phone go out.

    Raises Absent, OwnDevice, DeviceIsOver, and DeviceIsLost, be it since a moment ago.
    """
    row = _lock_to_decide(device_id, actor)
    if row.lost_at is not None:
        raise DeviceIsLost
    row.approved_by_id, row.approved_at = actor.person, at
    row.save(update_fields=["approved_by", "approved_at"])
    _record("device_approved", row, actor, at)


@action
def report_found(*, device_id: UUID, actor: Actor, at: datetime) -> None:
    """Let a colleague's phone that was lost go out again.

    Raises Absent, OwnDevice, DeviceIsOver.
    """
    row = _lock_to_decide(device_id, actor)
    row.approved_by_id, row.approved_at = actor.person, at
    row.lost_by_id, row.lost_at, row.lost_reason = None, None, ""
    found = ("lost_by", "lost_at", "lost_reason")
    row.save(update_fields=["approved_by", "approved_at", *found])
    _record("device_found", row, actor, at)


@action
def report_lost(*, device_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Say that a phone is lost, one's own or a colleague's; again says nothing new.

    What it sends from now on is received, and waits for a person. Raises Absent,
    DeviceIsOver.
    """
    row = _lock_device(device_id, actor)
    if row.lost_at is not None:
        return
    row.lost_by_id, row.lost_at, row.lost_reason = actor.person, at, reason[:200]
    row.save(update_fields=["lost_by", "lost_at", "lost_reason"])
    _record("device_lost", row, actor, at)


@action
def end_device(*, device_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a phone back, one's own or a colleague's; raises Absent, DeviceIsOver."""
    row = _lock_device(device_id, actor)
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _record("device_ended", row, actor, at)


@action
def set_device_rule(*, devices: str, actor: Actor, at: datetime) -> None:
    """Say which phones of the actor's organisation may go out."""
    actor.must(MANAGE_DEVICES)
    row, _ = FieldSetting.objects.update_or_create(
        organisation_id=actor.organisation,
        defaults={"devices": DeviceRule(devices)},
    )
    audit.record_event(
        name="field.setting_set",
        actor=actor,
        subject=row,
        at=at,
        detail={"devices": row.devices},
    )


def _rule_of(actor: Actor) -> str:
    row = FieldSetting.objects.filter(organisation_id=actor.organisation).first()
    return row.devices if row else DeviceRule.APPROVED


def _lock_to_decide(device_id: UUID, actor: Actor) -> FieldDevice:
    """A colleague's phone; raises Absent, OwnDevice, DeviceIsOver."""
    actor.must(MANAGE_DEVICES)
    row = _lock_device(device_id, actor)
    if row.person_id == actor.person:
        raise OwnDevice
    return row


def _lock_device(device_id: UUID, actor: Actor) -> FieldDevice:
    """The actor's own phone, or with the right to it one of the organisation.

    Raises Absent, DeviceIsOver.
    """
    rows = FieldDevice.objects.select_for_update(of=("self",)).filter(id=device_id)
    if actor.may(MANAGE_DEVICES):
        rows = rows.filter(organisation_id=actor.organisation)
    else:
        actor.must(USE_APP)
        rows = rows.filter(person_id=actor.person)
    row = rows.first()
    if row is None:
        raise Absent
    if row.ended_at is not None:
        raise DeviceIsOver
    return row


def _record(what: str, row: FieldDevice, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=f"field.{what}",
        actor=actor,
        subject=row,
        at=at,
        detail={"person": str(row.person_id)},
    )

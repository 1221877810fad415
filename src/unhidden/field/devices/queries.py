"""Phones: one's own, those of the organisation, and what each still holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import F, Q

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.field.devices.rules import (
    LOST_IS_NEWS,
    DeviceStanding,
    judge_standing,
)
from unhidden.field.models import DeviceRule, DeviceTaking, FieldDevice, FieldSetting
from unhidden.field.policies import MANAGE_DEVICES, SEE_LANDING
from unhidden.operations import queries as operations
from unhidden.vault.words import words_of


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A phone: whose it is, the words to compare, and how it stands with us."""

    id: UUID
    person_id: UUID
    person: str
    name: str
    words: str
    unlock: str
    is_persistent: bool
    enrolled_at: datetime
    lost_reason: str
    waiting: int
    last_asked_at: datetime | None
    standing: DeviceStanding

    @property
    def is_ready(self) -> bool:
        """Whether it may take tasking along."""
        return self.standing is DeviceStanding.READY

    @property
    def is_over(self) -> bool:
        """Whether it was handed back."""
        return self.standing is DeviceStanding.ENDED


@dataclass(frozen=True, slots=True)
class TakingCard:
    """Tasking of a shift that is still on a phone, for all that we know.

    ``visits`` are their places; empty for one that the viewer does not meet.
    """

    id: UUID
    device: DeviceCard
    visits: tuple[str, ...]
    readable_until: datetime
    taken_at: datetime


def describe_words(public_key: bytes) -> str:
    """The seven words of a phone, which its owner and an administrator compare."""
    return words_of(sha256(public_key).digest()).words


@query
def find_device_rule(*, viewer: Actor) -> str:
    """Which phones of the viewer's organisation may go out."""
    row = FieldSetting.objects.filter(organisation_id=viewer.organisation).first()
    return row.devices if row else DeviceRule.APPROVED.value


@query
def list_own_devices(*, viewer: Actor) -> list[DeviceCard]:
    """The viewer's own phones, the newest first."""
    rows = FieldDevice.objects.filter(person_id=viewer.person)
    return _cards(rows.order_by("-enrolled_at", "id").select_related("person"))


@query
def find_own_device(*, viewer: Actor, device_id: UUID) -> DeviceCard:
    """A phone of the viewer's; raises Absent."""
    rows = FieldDevice.objects.filter(id=device_id, person_id=viewer.person)
    return _one(_cards(rows.select_related("person")))


@query
def list_devices(
    *, viewer: Actor, text: str = "", standing: str = ""
) -> list[DeviceCard]:
    """The phones of the viewer's organisation: those that wait first, then by owner.

    Those with these letters in the name of the phone or its owner, that stand so.
    """
    rows = FieldDevice.objects.filter(
        Q(name__icontains=text) | Q(person__name__icontains=text),
        organisation_id=viewer.organisation,
    )
    found = _cards(rows.order_by("person__name", "id").select_related("person"))
    kept = [each for each in found if standing in ("", each.standing)]
    return sorted(kept, key=lambda each: each.standing is not DeviceStanding.WAITS)


@query
def find_device(*, viewer: Actor, device_id: UUID) -> DeviceCard:
    """A phone of the viewer's organisation; raises Absent."""
    rows = FieldDevice.objects.filter(id=device_id, organisation_id=viewer.organisation)
    return _one(_cards(rows.select_related("person")))


@query
def list_takings(*, viewer: Actor, device_id: UUID | None = None) -> list[TakingCard]:
    """What the organisation's phones, or one, still hold.

    Of those that were lost first, the last to end first.
    """
    rows = DeviceTaking.objects.filter(
        gone_at=None, device__organisation_id=viewer.organisation
    ).select_related("device__person")
    if device_id is not None:
        rows = rows.filter(device_id=device_id)
    lost_first = F("device__lost_at").desc(nulls_last=True)
    found = list(rows.order_by(lost_first, "-readable_until", "id"))
    visits = _name_visits(viewer, found)
    return [
        TakingCard(
            id=row.id,
            device=_card(row.device),
            visits=tuple(visits.get(each, "") for each in row.planned_ids),
            readable_until=row.readable_until,
            taken_at=row.taken_at,
        )
        for row in found
    ]


@query
def count_lost_phones(*, viewer: Actor, at: datetime) -> dict[str, int]:
    """How many lost phones the viewer's pages list: all of a day, and those that hold
    what may still be read; by the page's name."""
    lost = FieldDevice.objects.filter(
        organisation_id=viewer.organisation, lost_at__isnull=False, ended_at=None
    )
    holds = Q(takings__gone_at=None, takings__readable_until__gt=at)
    pages = {
        "field:phones": (MANAGE_DEVICES, holds | Q(lost_at__gt=at - LOST_IS_NEWS)),
        "field:held": (SEE_LANDING, holds),
    }
    return {
        page: lost.filter(told).distinct().count()
        for page, (permission, told) in pages.items()
        if viewer.may(permission)
    }


def _name_visits(viewer: Actor, rows: Collection[DeviceTaking]) -> dict[UUID, str]:
    """The places of those visits that the viewer meets; administrators meet none."""
    planned = {each for row in rows for each in row.planned_ids}
    if not viewer.may(SEE_LANDING):
        return {}
    found = operations.find_planned_visits(viewer=viewer, planned_ids=planned)
    return {each: card.premises for each, card in found.items()}


def _cards(rows: Collection[FieldDevice]) -> list[DeviceCard]:
    return [_card(row) for row in rows]


def _one(cards: list[DeviceCard]) -> DeviceCard:
    if not cards:
        raise Absent
    return cards[0]


def _card(row: FieldDevice) -> DeviceCard:
    return DeviceCard(
        id=row.id,
        person_id=row.person_id,
        person=row.person.name,
        name=row.name,
        words=describe_words(bytes(row.public_key)),
        unlock=row.unlock,
        is_persistent=row.is_persistent,
        enrolled_at=row.enrolled_at,
        lost_reason=row.lost_reason,
        waiting=row.waiting,
        last_asked_at=row.last_asked_at,
        standing=judge_standing(
            approved_at=row.approved_at, lost_at=row.lost_at, ended_at=row.ended_at
        ),
    )

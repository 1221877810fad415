"""The lines that the public may call, for those who keep them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.reporting.models import CallerAnonymity, Channel, ChannelGroup
from unhidden.reporting.models.channels import EMERGENCY, FIELDS
from unhidden.reporting.policies import KEEP_CHANNELS
from unhidden.reporting.queries.channels import list_unknowns, translate_field
from unhidden.reporting.rules import channels as rules


@dataclass(frozen=True, slots=True)
class KeptChannel:
    """A line as its keepers see it; ``age`` in days, None where nobody ever checked."""

    id: UUID
    name: str
    number: str
    version: int
    is_shown: bool
    is_emergency: bool
    checked_on: date | None
    checked_by: str
    age: int | None
    is_due: bool
    unknown: tuple[str, ...]
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """The lines for one need, hidden ones too, in the order of the public page."""

    code: str
    name: str
    channels: tuple[KeptChannel, ...]


@query
def list_kept_channels(*, viewer: Actor, at: datetime) -> list[KeptGroup]:
    """Every line by need, with the age of its last check."""
    viewer.must(KEEP_CHANNELS)
    rows = list(Channel.objects.select_related("checked_by").order_by("position", "id"))
    rows.sort(key=lambda row: row.code != EMERGENCY)
    day = timezone.localdate(at)
    groups = (
        KeptGroup(
            code=group.value,
            name=str(group.label),
            channels=tuple(_kept(row, day) for row in rows if row.need == group),
        )
        for group in ChannelGroup
    )
    return [group for group in groups if group.channels]


@query
def kept_channel(*, viewer: Actor, channel_id: UUID, at: datetime) -> KeptChannel:
    """One line with every field of it; raises Absent."""
    viewer.must(KEEP_CHANNELS)
    rows = Channel.objects.select_related("checked_by")
    row = rows.filter(id=channel_id).first()
    if row is None:
        raise Absent
    return _kept(row, timezone.localdate(at))


@query
def channels_to_check(*, viewer: Actor, at: datetime) -> int:
    """How many lines on the public page must be checked with their providers."""
    viewer.must(KEEP_CHANNELS)
    shown = Channel.objects.filter(is_shown=True)
    day = timezone.localdate(at)
    return sum(
        rules.is_due(checked_on, day)
        for checked_on in shown.values_list("checked_on", flat=True)
    )


def groups_of_channels() -> list[tuple[str, str]]:
    """The needs that a line may serve, as codes and names."""
    return [(group.value, str(group.label)) for group in ChannelGroup]


def kinds_of_anonymity() -> list[tuple[str, str]]:
    """What a line may say of whether one can stay anonymous."""
    return [(each.value, str(each.label)) for each in CallerAnonymity]


def _kept(row: Channel, day: date) -> KeptChannel:
    return KeptChannel(
        id=row.id,
        name=translate_field(row, "name"),
        number=row.number or row.text_number,
        version=row.version,
        is_shown=row.is_shown,
        is_emergency=row.code == EMERGENCY,
        checked_on=row.checked_on,
        checked_by=row.checked_by.name if row.checked_by else "",
        age=rules.count_days_since_check(row.checked_on, day),
        is_due=row.is_shown and rules.is_due(row.checked_on, day),
        unknown=tuple(list_unknowns(row)),
        fields={name: getattr(row, name) for name in FIELDS},
    )

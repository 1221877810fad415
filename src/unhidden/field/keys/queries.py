"""The keys that phones seal to, and the keys that receipts are signed with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.field.models import LandingKey, ReceiptKey
from unhidden.field.policies import MANAGE_DEVICES
from unhidden.vault import receipts


@dataclass(frozen=True, slots=True)
class LandingKeyCard:
    """The public half of a week's key; phones seal to the newest that has begun."""

    id: UUID
    public_key: bytes
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class ReceiptKeyCard:
    """A key of receipts, as it is published."""

    published: str
    since: datetime


@dataclass(frozen=True, slots=True)
class FieldKeys:
    """``current`` is what phones seal to today; None before the worker made one."""

    current: LandingKeyCard | None
    to_come: tuple[LandingKeyCard, ...]
    earlier: tuple[LandingKeyCard, ...]
    receipts: tuple[ReceiptKeyCard, ...]


@query
def find_landing_key(*, viewer: Actor, day: date) -> LandingKeyCard | None:
    """What phones seal to on that day; None before there is a key."""
    return _find_current(_list_keys(), day)


@query
def list_field_keys(*, viewer: Actor, day: date) -> FieldKeys:
    """The keys of the landing by week, and those of receipts, the newest first."""
    viewer.must(MANAGE_DEVICES)
    keys = _list_keys()
    current = _find_current(keys, day)
    return FieldKeys(
        current=current,
        to_come=tuple(reversed([key for key in keys if key.from_on > day])),
        earlier=tuple(key for key in keys if key.from_on <= day and key != current),
        receipts=tuple(
            ReceiptKeyCard(receipts.publish_key(bytes(row.public_key)), row.since)
            for row in ReceiptKey.objects.order_by("-since", "id")
        ),
    )


def _list_keys() -> list[LandingKeyCard]:
    rows = LandingKey.objects.order_by("-from_on", "id")
    named = rows.values_list("id", "public_key", "from_on", "until_on")
    return [LandingKeyCard(id_, bytes(key), *days) for id_, key, *days in named]


def _find_current(keys: Sequence[LandingKeyCard], day: date) -> LandingKeyCard | None:
    return next((key for key in keys if key.from_on <= day), None)

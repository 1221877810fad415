"""Who else can be called, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from unhidden.reporting.models import Channel, ChannelGroup


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """A line to call. ``dialled`` is the number for the telephone itself, ``site``
    the web address as people read it."""

    code: str
    name: str
    number: str
    dialled: str
    text_number: str
    web: str
    site: str
    hours: str
    takes: str
    note: str
    is_anonymous: bool
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class GroupOfChannels:
    """The lines for one need, in the order to try them."""

    code: str
    name: str
    channels: tuple[ChannelCard, ...]


def channels() -> list[GroupOfChannels]:
    """Who can be called, by need: danger first."""
    rows = list(Channel.objects.order_by("position", "code"))
    groups = (
        GroupOfChannels(
            code=group.value,
            name=str(group.label),
            channels=tuple(_channel(row) for row in rows if row.group == group),
        )
        for group in ChannelGroup
    )
    return [group for group in groups if group.channels]


def _channel(row: Channel) -> ChannelCard:
    is_welsh = get_language() == "cy"
    return ChannelCard(
        code=row.code,
        name=row.name_cy if is_welsh else row.name_en,
        number=row.number,
        dialled="".join(row.number.split()),
        text_number=row.text_number,
        web=row.web,
        site=row.web.removeprefix("https://"),
        hours=row.hours_cy if is_welsh else row.hours_en,
        takes=row.takes_cy if is_welsh else row.takes_en,
        note=row.note_cy if is_welsh else row.note_en,
        is_anonymous=row.is_anonymous,
        checked_on=row.checked_on,
    )

"""Who else can be called, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from unhidden.reporting.models import Channel, ChannelGroup
from unhidden.reporting.models.channels import EMERGENCY, FIELDS

# What a person wants to know before they call; a line that cannot say it yet says that.
ASKED: tuple[tuple[str, Promise], ...] = (
    ("read_by", _("who answers")),
    ("hours", _("when they answer")),
    ("cost", _("what it costs")),
    ("next", _("what happens next")),
)


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """A line to call. ``dialled`` is the number for the telephone itself, ``site``
    the web address as people read it; ``unknown`` what nobody has told us yet.

    In danger nobody should stop to wonder: the emergency number says what is known.
    """

    code: str
    name: str
    read_by: str
    number: str
    dialled: str
    text_number: str
    email: str
    web: str
    site: str
    hours: str
    cost: str
    languages: str
    takes: str
    excludes: str
    next: str
    note: str
    anonymity: str
    unknown: tuple[str, ...]
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class GroupOfChannels:
    """The lines for one need, in the order to try them."""

    code: str
    name: str
    channels: tuple[ChannelCard, ...]


def list_channels() -> list[GroupOfChannels]:
    """Who can be called, by need: danger first, and there the emergency number."""
    rows = list(
        Channel.objects.filter(is_shown=True)
        .only("id", "code", "position", "checked_on", *FIELDS)
        .order_by("position", "id")
    )
    rows.sort(key=lambda row: row.code != EMERGENCY)
    groups = (
        GroupOfChannels(
            code=group.value,
            name=str(group.label),
            channels=tuple(_channel(row) for row in rows if row.need == group),
        )
        for group in ChannelGroup
    )
    return [group for group in groups if group.channels]


def translate_field(row: Channel, name: str) -> str:
    """A field of words in the language of the page."""
    language = get_language() or "en"
    if language == "cy":
        return str(getattr(row, f"{name}_cy"))
    english = str(getattr(row, f"{name}_en"))
    return gettext(english) if english and language != "en" else english


def list_unknowns(row: Channel) -> Iterator[str]:
    """What nobody has told us of a line yet, in words."""
    for name, words in ASKED:
        if not translate_field(row, name):
            yield str(words)


def _channel(row: Channel) -> ChannelCard:
    is_emergency = row.code == EMERGENCY
    return ChannelCard(
        code=row.code,
        name=translate_field(row, "name"),
        read_by=translate_field(row, "read_by"),
        number=row.number,
        dialled="".join(row.number.split()),
        text_number=row.text_number,
        email=row.email,
        web=row.web,
        site=row.web.removeprefix("https://"),
        hours=translate_field(row, "hours"),
        cost=translate_field(row, "cost"),
        languages=translate_field(row, "languages"),
        takes=translate_field(row, "takes"),
        excludes=translate_field(row, "excludes"),
        next=translate_field(row, "next"),
        note=translate_field(row, "note"),
        anonymity="" if is_emergency else row.get_anonymity_display(),
        unknown=() if is_emergency else tuple(list_unknowns(row)),
        checked_on=row.checked_on,
    )

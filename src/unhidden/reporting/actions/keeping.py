"""Keeping the lines that the public may call: words, checks, order, what is shown.

Each change says which version of the line its author saw: whoever comes second is
told, and nothing of the first is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.models import CallerAnonymity, Channel, ChannelGroup
from unhidden.reporting.models.channels import EMERGENCY, EMERGENCY_NUMBER
from unhidden.reporting.policies import KEEP_CHANNELS


class ChannelMoved(ActionRefused):
    """Somebody else changed the line since it was shown."""


class EmergencyStays(ActionRefused):
    """The emergency number is shown, first and as it is."""


@dataclass(frozen=True, slots=True)
class ChannelWords:
    """What a line says. ``words`` maps a field with its language to its text."""

    need: str
    number: str
    text_number: str
    email: str
    web: str
    anonymity: str
    words: Mapping[str, str]


@action
def add_channel(*, new: ChannelWords, actor: Actor, at: datetime) -> UUID:
    """Add a line at the end of its group; gives its id.

    Raises Absent for a group or an anonymity there is not.
    """
    actor.must(KEEP_CHANNELS)
    last = Channel.objects.aggregate(last=Max("position"))["last"] or 0
    # Nobody's but ours: no release has a line without a code.
    row = Channel(position=last + 1, version=2, **_values(new))
    row.save(force_insert=True)
    _record("reporting.channel_added", row, actor, at, verb=audit.Verb.COLLECTION)
    return row.id


@action
def change_channel(
    *, channel_id: UUID, version: int, new: ChannelWords, actor: Actor, at: datetime
) -> None:
    """Change what a line says; what was checked before is checked no more.

    Raises Absent, ChannelMoved and EmergencyStays.
    """
    row = _seen(channel_id, version, actor)
    if row.code == EMERGENCY and _moves_emergency(new):
        raise EmergencyStays
    values = _values(new)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(row, name, values[name])
    row.checked_on = row.checked_by = None
    _save(row, *changed, "checked_on", "checked_by")
    detail = {"fields": ", ".join(changed)}
    _record("reporting.channel_changed", row, actor, at, detail=detail)


@action
def check_channel(
    *, channel_id: UUID, version: int, actor: Actor, at: datetime
) -> None:
    """Note that the provider was asked today, and that all of it is right.

    Raises Absent and ChannelMoved: what was checked is what was shown.
    """
    row = _seen(channel_id, version, actor)
    row.checked_on = timezone.localdate(at)
    row.checked_by_id = actor.person
    _save(row, "checked_on", "checked_by")
    _record("reporting.channel_checked", row, actor, at)


@action
def hide_channel(*, channel_id: UUID, version: int, actor: Actor, at: datetime) -> None:
    """Take a line from the public page; raises Absent, ChannelMoved, EmergencyStays."""
    row = _seen(channel_id, version, actor)
    if row.code == EMERGENCY:
        raise EmergencyStays
    row.is_shown = False
    _save(row, "is_shown")
    _record("reporting.channel_hidden", row, actor, at)


@action
def show_channel(*, channel_id: UUID, version: int, actor: Actor, at: datetime) -> None:
    """Bring a hidden line back to the public page; raises Absent and ChannelMoved."""
    row = _seen(channel_id, version, actor)
    row.is_shown = True
    _save(row, "is_shown")
    _record("reporting.channel_shown", row, actor, at)


@action
def move_channel(*, channel_id: UUID, is_up: bool, actor: Actor, at: datetime) -> None:
    """Let a line change places with its neighbour in the group; raises Absent.

    At the end of its group it stays where it is. The whole group is held meanwhile, so
    that two who move lines at once leave an order in which nothing is lost.
    """
    actor.must(KEEP_CHANNELS)
    row = Channel.objects.filter(id=channel_id).first()
    if row is None:
        raise Absent
    rows = Channel.objects.select_for_update().filter(need=row.need)
    group = list(rows.order_by("position", "id"))
    places = sorted(each.position for each in group)
    here = [each.id for each in group].index(row.id)
    there = here - 1 if is_up else here + 1
    if not 0 <= there < len(group):
        return
    group[here], group[there] = group[there], group[here]
    for channel, place in zip(group, places, strict=True):
        channel.position = place
    Channel.objects.bulk_update(group, ["position"])
    _record("reporting.channel_moved", row, actor, at)


def _seen(channel_id: UUID, version: int, actor: Actor) -> Channel:
    """The line, held, as the actor saw it; raises Absent and ChannelMoved."""
    actor.must(KEEP_CHANNELS)
    row = Channel.objects.select_for_update().filter(id=channel_id).first()
    if row is None:
        raise Absent
    if row.version != version:
        raise ChannelMoved
    return row


def _save(row: Channel, *names: str) -> None:
    row.version += 1
    row.save(update_fields=[*names, "version"])


def _values(new: ChannelWords) -> dict[str, str]:
    """The fields of a row; raises Absent for a choice there is not."""
    if (
        new.need not in ChannelGroup.values
        or new.anonymity not in CallerAnonymity.values
    ):
        raise Absent
    return {
        "need": new.need,
        "number": new.number,
        "text_number": new.text_number,
        "email": new.email,
        "web": new.web,
        "anonymity": new.anonymity,
        **new.words,
    }


def _moves_emergency(new: ChannelWords) -> bool:
    return new.need != ChannelGroup.DANGER or new.number != EMERGENCY_NUMBER


def _record(  # of each change: which, whose, when, and what of it
    name: str,
    row: Channel,
    actor: Actor,
    at: datetime,
    *,
    verb: audit.Verb = audit.Verb.ALTERATION,
    detail: Mapping[str, str] | None = None,
) -> None:
    audit.record_event(
        name=name, actor=actor, subject=row, at=at, detail=detail, verb=verb
    )

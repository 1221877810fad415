"""What an item speaks of: kept once, never changed, found at once by its traces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.policy import Action
from unhidden.access.rls import rows
from unhidden.audit import actions as audit
from unhidden.intelligence.locks import alone_with, in_turn
from unhidden.intelligence.models import (
    Item,
    Link,
    LinkKind,
    Mention,
    MentionKind,
)
from unhidden.intelligence.reports.actions.sources import guard_again
from unhidden.intelligence.retention.rules import SUSPICIONS
from unhidden.intelligence.risk.actions.risks import keep_risk
from unhidden.intelligence.subjects.actions.contacts import deconflict_record
from unhidden.intelligence.subjects.actions.traces import keep_traces
from unhidden.intelligence.subjects.queries import links
from unhidden.intelligence.subjects.rules.mentions import (
    LONGEST_MENTION,
    MOST_MENTIONS,
    NewLink,
    NewMention,
    is_clear,
)
from unhidden.intelligence.subjects.rules.traces import web_address
from unhidden.lib.refusals import ActionRefused
from unhidden.linkage import keys
from unhidden.places import queries as places


class MentionUnclear(ActionRefused):
    """A mention says too little, or something that cannot be."""


class TooManyMentions(ActionRefused):
    """More than one item may speak of: split it."""


class LinkUnclear(ActionRefused):
    """A link joins two different things of one item, and ends after it begins."""


class LinkSaidOtherwise(ActionRefused):
    """The item says the same of other days: that is withdrawn first."""


class LinkWithdrawn(ActionRefused):
    """The item said the very same and it was withdrawn: that is taken back instead."""


@action
def add_mentions(
    *,
    intelligence_id: UUID,
    number: int,
    mentions: Sequence[NewMention],
    actor: Actor,
    at: datetime,
) -> list[UUID]:
    """Add what an item speaks of, and give the ids; what it has already is not doubled.

    The risk of premises follows. Raises MentionUnclear, TooManyMentions, and Absent for
    premises that are not there, and unless the actor may work on the report.
    """
    actor.must("intelligence.write_item")
    item = get_workable_item(intelligence_id, number)
    if not all(is_clear(each) for each in mentions):
        raise MentionUnclear
    names = names_of_premises(mentions, actor)
    kept = add_to(item, mentions, names)
    audit.record_event(
        name="intelligence.mentions_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=item.report,
        at=at,
        detail={"item": number, "mentions": len(kept)},
    )
    deconflict_record(item.report, actor=actor, at=at)
    guard_again(item.report, actor=actor, at=at)
    if names:
        keep_risk(names.keys(), actor=actor, at=at)
    return [row.id for row in kept]


def add_to(
    item: Item, mentions: Iterable[NewMention], names: Mapping[UUID, str]
) -> list[Mention]:
    """Keep what an item speaks of beside what it has; raises TooManyMentions."""
    there = {(row.kind, row.key or row.text) for row in item.mentions.all()}
    new = [
        each
        for each in mentions
        if (each.kind, key_of(each) or each.text.strip()) not in there
    ]
    if len(there) + len(new) > MOST_MENTIONS:
        raise TooManyMentions
    return keep_mentions([(item, new)], names)


@action
def link_mentions(
    *,
    intelligence_id: UUID,
    number: int,
    new: NewLink,
    actor: Actor,
    at: datetime,
) -> None:
    """Say how two things of an item hang together; saying it again changes nothing.

    Raises LinkUnclear, LinkSaidOtherwise, LinkWithdrawn, and Absent unless the actor
    may work on the report.
    """
    actor.must("intelligence.write_item")
    if new.kind in SUSPICIONS:
        in_turn()
    item = get_workable_item(intelligence_id, number)
    ends = {new.left_id, new.right_id}
    is_in_order = not (new.from_on and new.to_on) or new.from_on <= new.to_on
    is_of_item = item.mentions.filter(id__in=ends).count() == 2  # two ends
    if new.kind not in LinkKind.values or not is_in_order or not is_of_item:
        raise LinkUnclear
    said = {"left_id": new.left_id, "right_id": new.right_id, "kind": new.kind}
    days = {"from_on": new.from_on, "to_on": new.to_on}
    if links.query_standing_links().filter(**said, **days).exists():
        return
    if links.query_standing_links().filter(**said).exists():
        raise LinkSaidOtherwise
    if Link.objects.filter(**said, **days).exists():
        raise LinkWithdrawn
    Link.objects.create(item=item, **said, **days)
    audit.record_event(
        name="intelligence.mentions_linked",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=item.report,
        at=at,
        detail={"item": number, "kind": new.kind},
    )


def get_workable_item(intelligence_id: UUID, number: int) -> Item:
    """The item of a report that the actor may work on; raises Absent."""
    found = Item.objects.filter(report=intelligence_id, number=number)
    found = found.filter(report__anonymised_at__isnull=True, is_replaced=False)
    item = found.select_related("report").first()
    if item is None or not rows.may_act_on(item.report, Action.WRITE):
        raise Absent
    alone_with(intelligence_id)
    return item


def names_of_premises(said: Iterable[NewMention], actor: Actor) -> dict[UUID, str]:
    """The premises that are mentioned, by id; Absent if one is not there."""
    wanted = {each.premises_id for each in said if each.premises_id is not None}
    if not wanted:
        return {}
    cards = places.find_premises_cards(viewer=actor, premises_ids=wanted)
    if cards.keys() != wanted:
        raise Absent
    return {key: card.name for key, card in cards.items()}


def keep_mentions(
    said: Sequence[tuple[Item, Iterable[NewMention]]], names: Mapping[UUID, str]
) -> list[Mention]:
    """Add the mentions of items, what an item says twice once, and their traces."""
    kept = [row for item, each in said for row in _mentions(item, each, names)]
    Mention.objects.bulk_create(kept)
    keep_traces(kept)
    return kept


def _mentions(
    item: Item, said: Iterable[NewMention], names: Mapping[UUID, str]
) -> list[Mention]:
    kept: dict[tuple[str, str], Mention] = {}
    for each in said:
        text = each.text.strip()
        if each.premises_id is not None:
            text = text or names[each.premises_id]
        key = key_of(each)
        kept.setdefault(
            (each.kind, key or text),
            Mention(
                item=item,
                kind=each.kind,
                text=text,
                key=key,
                details=dict(each.details),
                premises_id=each.premises_id,
            ),
        )
    return list(kept.values())


def key_of(said: NewMention) -> str:
    """Where this mention meets others; empty when it says too little."""
    if said.premises_id is not None:
        return keys.premises_key(said.premises_id)
    if said.kind == MentionKind.ADVERT:
        return web_address(said.text, said.details)[:LONGEST_MENTION]
    make = _KEYS.get(said.kind)
    return ((make(said.text) if make else None) or "")[:LONGEST_MENTION]


_KEYS: Mapping[str, Callable[[str], str | None]] = {
    MentionKind.PERSON: keys.name_key,
    MentionKind.BUSINESS: keys.name_key,
    MentionKind.VEHICLE: keys.plate_key,
    MentionKind.PHONE: keys.phone_key,
}

"""Keeping what an item speaks of, with the traces by which it is found at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.actions.contacts import keep_meeting_keys
from unhidden.intelligence.models import Item, Mention, MentionKind, Trace, TraceKey
from unhidden.intelligence.rules import traces
from unhidden.intelligence.rules.mentions import LONGEST_MENTION, NewMention
from unhidden.linkage import keys
from unhidden.places import queries as places


def names_of_premises(said: Iterable[NewMention], actor: Actor) -> dict[UUID, str]:
    """The premises that are mentioned, by id; Absent if one is not there."""
    wanted = {each.premises_id for each in said if each.premises_id is not None}
    if not wanted:
        return {}
    cards = places.cards(viewer=actor, premises_ids=wanted)
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
    keep_meeting_keys(kept)
    return kept


def keep_traces(mentions: Iterable[Mention]) -> None:
    """Make mentions findable, in the transaction that adds them."""
    made = [(row, traces.trace_of(row.kind, row.text, row.details)) for row in mentions]
    Trace.objects.bulk_create(
        Trace(mention=row, kind=row.kind, spec=trace.spec, profile=trace.profile)
        for row, trace in made
    )
    TraceKey.objects.bulk_create(
        TraceKey(mention=row, key=key) for row, trace in made for key in trace.keys
    )


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
    make = _KEYS.get(said.kind)
    return ((make(said.text) if make else None) or "")[:LONGEST_MENTION]


_KEYS: Mapping[str, Callable[[str], str | None]] = {
    MentionKind.PERSON: keys.name_key,
    MentionKind.BUSINESS: keys.name_key,
    MentionKind.VEHICLE: keys.plate_key,
    MentionKind.PHONE: keys.phone_key,
}

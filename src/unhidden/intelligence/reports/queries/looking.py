"""What a text that is being typed speaks of, and what is known of it already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import MentionKind
from unhidden.intelligence.subjects.queries.blind import load_blind_around
from unhidden.intelligence.subjects.queries.matching import (
    MatchCandidate,
    Thing,
    pick_relatives,
    rank_candidates,
    split_by_weight,
)
from unhidden.intelligence.subjects.queries.placing import find_register_entries
from unhidden.intelligence.subjects.queries.subjects import (
    CandidateView,
    SubjectMention,
    list_mention_views,
)
from unhidden.intelligence.subjects.rules import matching, offering, traces
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.subjects.rules.traces import TracedEntry

#: Of one text so many things are looked up, and so many matches shown of each.
MOST_LOOKED_UP, MOST_SHOWN = 40, 3
PREMISES = MentionKind.PREMISES.value


@dataclass(frozen=True, slots=True)
class TextMention:
    """Something in a text: as a mention, with what may be the same, or its problem.

    Premises are an entry of the register, at ``where``; an address at which nothing is
    listed ``is_unlisted``, and cannot be kept as a mention. ``total`` may be the same,
    or have the number; where that is none, ``matches`` may be relatives, or are weak:
    too little agrees among so many. What ``is_too_little`` can be kept, and nothing is
    found by it.
    """

    mention: NewMention
    kind_label: str
    problem: str = ""
    matches: tuple[CandidateView, ...] = ()
    total: int = 0
    where: str = ""
    is_unlisted: bool = False
    is_looked_up: bool = True
    is_too_little: bool = False

    @property
    def has_relatives(self) -> bool:
        """Whether somebody stands in ``matches`` who may be a relative."""
        return any(each.advice == matching.RELATED for each in self.matches)


@dataclass(frozen=True, slots=True)
class _Sought:
    mention: NewMention
    problem: str
    place: TracedEntry | None = None

    @property
    def is_unlisted(self) -> bool:
        return self.mention.kind == PREMISES and self.place is None


@query
def look_up_mentions(*, viewer: Actor, text: str, today: date) -> list[TextMention]:
    """What the text speaks of, each with the likeliest matches in the viewer's view."""
    viewer.must("intelligence.see_items")
    made = offering.offer_mentions(text, today=today)[:MOST_LOOKED_UP]
    sought = list(_placed(made, viewer))[:MOST_LOOKED_UP]
    asked = [list(_things(each)) for each in sought]
    ranked = rank_candidates(list(chain.from_iterable(asked)))
    answers = _without_blind(ranked, viewer)
    found = [
        (each, *_worth_a_look(list(islice(answers, len(things)))))
        for each, things in zip(sought, asked, strict=True)
    ]
    wanted = {each.mention_id for _, some, _ in found for each in some}
    known = {each.id: each for each in list_mention_views(wanted)}
    blank = [bool(things) and not any(t.keys for _, t in things) for things in asked]
    looked = [_looked(each, some, total, known) for each, some, total in found]
    return [
        replace(each, is_too_little=nothing)
        for each, nothing in zip(looked, blank, strict=True)
    ]


def show_unmatched_mention(mention: NewMention) -> TextMention:
    """A mention that nobody looked up, as it is shown among those that were."""
    return TextMention(mention, _label(mention.kind), is_looked_up=False)


def _looked(
    each: _Sought,
    some: list[MatchCandidate],
    total: int,
    known: Mapping[UUID, SubjectMention],
) -> TextMention:
    matches = tuple(
        CandidateView(
            known[match.mention_id],
            match.comparison,
            matching.advise_comparison(match.comparison),
            is_unsure=False,
        )
        for match in some
        if match.mention_id in known
    )
    return TextMention(
        mention=each.mention,
        kind_label=_label(each.mention.kind),
        problem=each.problem,
        matches=matches,
        total=total,
        where=each.place.address if each.place else "",
        is_unlisted=each.is_unlisted,
    )


def _label(kind: str) -> str:
    return str(dict(MentionKind.choices).get(kind, ""))


def _placed(
    made: Iterable[offering.OfferedMention], viewer: Actor
) -> Iterator[_Sought]:
    """The offers, each address as the entries of the register that it may name."""
    offers = list(made)
    there = find_register_entries(
        (each.mention.text for each in offers if each.mention.kind == PREMISES), viewer
    )
    once = set()
    for each in offers:
        listed = there.get(each.mention.text, []) if not each.problem else []
        if each.mention.kind != PREMISES or not listed:
            yield _Sought(each.mention, each.problem)
            continue
        for mention, place in listed:
            if place.entry not in once:
                once.add(place.entry)
                yield _Sought(mention, "", place)


def _things(each: _Sought) -> Iterator[Thing]:
    """It, then the people and adverts that may have this number or address."""
    mention = each.mention
    if mention.kind:
        kind, text = mention.kind, mention.text
        yield kind, traces.trace_of(kind, text, mention.details, each.place)
        yield from traces.bearers_of(kind, text)


def _without_blind(
    ranked: Iterable[list[MatchCandidate]], viewer: Actor
) -> Iterator[list[MatchCandidate]]:
    """Of two that the viewer is to judge blind the likelier alone.

    Its page leads to the other. Beside it in one list, both would say what the weights
    do: the words may be those of one of them.
    """
    met = list(ranked)
    known = {each.mention_id for found in met for each in found}
    blind = load_blind_around(viewer, known)
    for found in met:
        paired = blind.find_paired(each.mention_id for each in found)
        kept: list[UUID] = []
        for each in found:
            key = each.mention_id
            if key not in paired or not any(blind.hides_pair(key, one) for one in kept):
                kept.append(key)
        yield [each for each in found if each.mention_id in set(kept)]


def _worth_a_look(
    found: Sequence[list[MatchCandidate]],
) -> tuple[list[MatchCandidate], int]:
    """What is shown of a thing, and how many may be the same or have the number."""
    if not found:
        return [], 0
    own, *bearers = found
    worthy, weak = split_by_weight(own)
    relatives = pick_relatives(own)
    worthy += [
        each
        for each in chain.from_iterable(bearers)
        if each.comparison.likeness > matching.ASK
    ]
    return (worthy + relatives or weak)[:MOST_SHOWN], len(worthy)

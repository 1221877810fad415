"""What a text that is being typed speaks of, and what is known of it already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import MentionKind
from unhidden.intelligence.queries.matching import Candidate, nearest, ranked
from unhidden.intelligence.queries.subjects import CandidateView, said
from unhidden.intelligence.rules import matching, offering, traces
from unhidden.intelligence.rules.mentions import NewMention

#: Of one text so many things are looked up, and so many matches shown of each.
MOST_LOOKED_UP, MOST_SHOWN = 40, 3


@dataclass(frozen=True, slots=True)
class Looked:
    """Something in a text: as a mention, with what may be the same, or its problem.

    ``total`` may be the same; where that is none, ``matches`` are weak: too little
    agrees among so many.
    """

    mention: NewMention
    kind_label: str
    problem: str
    matches: tuple[CandidateView, ...]
    total: int


@query
def look(*, viewer: Actor, text: str, today: date) -> list[Looked]:
    """What the text speaks of, each with the likeliest matches in the viewer's view."""
    viewer.must("intelligence.see_items")
    made = offering.offered(text, today=today)[:MOST_LOOKED_UP]
    found = [(offer, *_found(offer.mention)) for offer in made]
    wanted = {each.mention_id for _, some, _ in found for each in some}
    known = {each.id: each for each in said(wanted)}
    labels = dict(MentionKind.choices)
    return [
        Looked(
            mention=offer.mention,
            kind_label=str(labels.get(offer.mention.kind, "")),
            problem=offer.problem,
            matches=tuple(
                CandidateView(
                    known[each.mention_id],
                    each.comparison,
                    matching.advice(each.comparison.bits),
                    is_unsure=False,
                )
                for each in some
                if each.mention_id in known
            ),
            total=total,
        )
        for offer, some, total in found
    ]


def _found(mention: NewMention) -> tuple[list[Candidate], int]:
    """What is shown of a mention, and how many may be the same."""
    if not mention.kind:
        return [], 0
    trace = traces.trace_of(mention.kind, mention.text, mention.details)
    worthy, weak = nearest(ranked(mention.kind, trace) if trace.keys else [])
    return (worthy or weak)[:MOST_SHOWN], len(worthy)

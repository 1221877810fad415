"""What is so at each invented place: drawn first, and told to nobody.

Reports and visits follow it, each with errors of its own. The score is worked out from
what was told alone, and nothing here reads it: how often visits bear it out is found,
not chosen. Only the place counts: nothing is drawn by who works or lives there.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from uuid import UUID

#: The share of places at which somebody is exploited, and how many of a kind at least.
SHARE, FEWEST = 0.2, 3
#: How many reports speak of such a place; the others speak of any at all.
TOLD_OF = 0.5
#: How many visits to such a place show it, and how many to another place seem to.
SHOWN, MISTAKEN = 0.55, 0.07


def draw_hidden_places(
    premises: Mapping[str, Sequence[UUID]], seed: int
) -> frozenset[UUID]:
    """The places where it is so, by dice that nothing else is thrown with."""
    dice = random.Random(f"{seed}: what is so")  # noqa: S311  # synthetic data
    return frozenset(
        place
        for ids in premises.values()
        for place in dice.sample(ids, max(FEWEST, round(SHARE * len(ids))))
    )


def told_of(places: Sequence[UUID], so: frozenset[UUID], dice: random.Random) -> UUID:
    """The place of which somebody tells."""
    there = [place for place in places if place in so]
    return dice.choice(there if dice.random() < TOLD_OF else places)


def is_seen(*, is_so: bool, dice: random.Random) -> bool:
    """Whether a visit comes upon anything."""
    return dice.random() < (SHOWN if is_so else MISTAKEN)

"""How likely two mentions are one person's before they are compared, on one desk.

A model brings how many other mentions of the same person there were where it was
learnt. A desk that is too small to learn a model counts a little, and moves that
figure: docs/decisions/how-common-a-name-is.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from unhidden.linkage.frequencies import NOTHING_COUNTED, ValueCounts
from unhidden.linkage.model import TrainedModel

#: Fewer mentions than these say nothing of how likely an agreement is by chance.
FEWEST = 1_000
#: What a model brings weighs as much as so many mentions that were counted.
MODEL_WEIGHS = 500
#: No desk moves it further: its own count rests on exact agreement alone.
MOST_TIMES = 4.0
_EXACT = (("name", "same"), ("born", "same"))


@dataclass(frozen=True, slots=True, eq=False)
class DeskCounts:
    """What was counted on a desk.

    Of ``dated`` mentions of people with a name and a whole date of birth, ``again``
    have those of another one, the first of each person not counted.
    """

    values: ValueCounts = NOTHING_COUNTED
    dated: int = 0
    again: int = 0


def expect_repeats(model: TrainedModel, desk: DeskCounts | None = None) -> float:
    """How many other mentions of the same person a mention is expected to have."""
    brought = model.chance * model.population
    if desk is None:
        return brought
    # Most who are told of twice are not told of exactly alike.
    alike = 1.0
    for comparison, code in _EXACT:
        alike *= model.weights[comparison][code].m
    counted = 2 * desk.again / alike
    moved = (counted + MODEL_WEIGHS * brought) / (desk.dated + MODEL_WEIGHS)
    return min(max(moved, brought / MOST_TIMES), brought * MOST_TIMES)


def find_prior(
    model: TrainedModel, among: int, desk: DeskCounts | None = None
) -> float:
    """The weight of two of whom nothing is known, in bits, among so many mentions.

    It falls with each mention that is added, by a bit when there are twice as many.
    """
    chance = min(expect_repeats(model, desk) / max(among, FEWEST), 0.5)
    return log2(chance / (1 - chance))

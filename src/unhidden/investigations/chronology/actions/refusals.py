"""Why something is not entered into a chronology."""

from __future__ import annotations

from collections.abc import Sequence

from unhidden.investigations.chronology.rules.words import ReachHint
from unhidden.lib.refusals import ActionRefused


class ChronologyAhead(ActionRefused):
    """It has not happened yet, or was not learnt yet."""


class LearntBefore(ActionRefused):
    """Nobody learns of something before it happens."""


class NoSuchSourceItem(ActionRefused):
    """The investigation has no item of that number."""


class ItemWithoutWords(ActionRefused):
    """Intelligence stands in an investigation by reference, without words."""


class SameEventGone(ActionRefused):
    """What it tells of the same as is not there, or was taken out."""


class ReadAgain(ActionRefused):
    """It looks as if it said how to reach somebody; ``hints`` says what does."""

    def __init__(self, hints: Sequence[ReachHint]) -> None:
        super().__init__(hints)
        self.hints = hints

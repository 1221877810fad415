"""Why something about exhibits is refused."""

from __future__ import annotations

from collections.abc import Sequence

from unhidden.lib.refusals import ActionRefused


class ReferenceTaken(ActionRefused):
    """Another exhibit of the investigation has the reference; ``proposed`` is free."""

    def __init__(self, reference: str, proposed: str) -> None:
        super().__init__(reference)
        self.reference, self.proposed = reference, proposed


class ParentMissing(ActionRefused):
    """What it is a part of is no exhibit of the investigation."""


class SeizedInFuture(ActionRefused):
    """An exhibit is registered after it was taken."""


class NoExhibits(ActionRefused):
    """No exhibit was named; or ``references`` are not there."""

    def __init__(self, references: Sequence[str] = ()) -> None:
        super().__init__(*references)
        self.references = tuple(references)


class TooManyExhibits(ActionRefused):
    """More exhibits than move at once."""


class ExhibitsRefused(ActionRefused):
    """Exhibits do not move so: their ``references``, of which none is moved."""

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__(*references)
        self.references = tuple(references)


class NotTheHolder(ExhibitsRefused):
    """Whoever hands them on does not hold them; ``holders`` do, by the record."""

    def __init__(self, references: Sequence[str], holders: Sequence[str]) -> None:
        super().__init__(references)
        self.holders = tuple(holders)


class MovedBefore(ExhibitsRefused):
    """The moment lies before their last move."""


class MoveInFuture(ActionRefused):
    """The moment has not come."""


class ExhibitGone(ExhibitsRefused):
    """They have left custody; they go on from where they are now."""


class SealsDiffer(ExhibitsRefused):
    """They do not carry the seal that is named; ``seals`` are on them by the record."""

    def __init__(self, references: Sequence[str], seals: Sequence[str]) -> None:
        super().__init__(references)
        self.seals = tuple(seals)


class SealNeedsOne(ActionRefused):
    """A new seal goes on one exhibit at a time."""


class SealMissing(ActionRefused):
    """What is sealed again has a new seal."""


class SameHolder(ActionRefused):
    """It is handed on to another than who holds it."""


class HandUnknown(ActionRefused):
    """Whoever receives it is not named, or is not on the team."""


class NothingToAnswer(ActionRefused):
    """No move through one's own hands was chosen that waits for an answer."""


class GapUnsaid(ActionRefused):
    """A gap says why nobody knows where the exhibit was."""


class GapTooEarly(ActionRefused):
    """It was known where the exhibit was until its last move."""


class GapEndsEarly(ActionRefused):
    """A gap begins before it ends."""


class LeavingAuthorityMissing(ActionRefused):
    """An exhibit leaves custody on somebody's word."""


class LeavingAskedByYou(ActionRefused):
    """Another person than who asked for it agrees."""


class NothingToAgree(ActionRefused):
    """Nobody asks for it any more, or the exhibit has moved since."""


class MediaEmpty(ActionRefused):
    """There is nothing in it."""


class MediaTooBig(ActionRefused):
    """It is longer than a page takes at once."""


class MediaTooLong(ActionRefused):
    """It is longer than comes here even in parts; its digest can be kept."""


class PartBroken(ActionRefused):
    """A part of it was lost on its way, or is missing still."""


class PhotoRefused(ActionRefused):
    """No copy without traces can be made of the photograph."""


class DigestUnreadable(ActionRefused):
    """It is no SHA-256."""


class ToolMissing(ActionRefused):
    """What was acquired says with which tool."""


class DigestIsKept(ActionRefused):
    """The file is kept here: its digest is taken here and not typed."""

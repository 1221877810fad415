"""Why something in the room is refused."""

from __future__ import annotations

from collections.abc import Sequence

from unhidden.lib.contact_words import ContactHit
from unhidden.lib.refusals import ActionRefused


class RoomWordsMissing(ActionRefused):
    """What is entered says something; ``field`` is what says nothing."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class HasContacts(ActionRefused):
    """A text seems to say how somebody is reached: ``hits`` say what, once."""

    def __init__(self, hits: Sequence[ContactHit]) -> None:
        super().__init__(len(hits))
        self.hits = tuple(hits)


class MovedMeanwhile(ActionRefused):
    """Somebody took a step, or wrote a version, since the page was shown."""


class NotFromHere(ActionRefused):
    """It does not go there from where it stands, or not by this person."""


class FiledBySame(ActionRefused):
    """Another files what one resulted."""


class NoSuchReference(ActionRefused):
    """Nothing in the investigation has that number; ``field`` is where it was typed."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class StepReasonMissing(ActionRefused):
    """The step is taken with a reason, or a result."""


class AllocatedOutside(ActionRefused):
    """Actions are given to colleagues on the team."""


class NothingSelected(ActionRefused):
    """No action was selected, or too many."""


class ActionRefusedInBulk(ActionRefused):
    """One of many actions cannot be given out; ``number`` is which."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class LanguageUnknown(ActionRefused):
    """The language is none of those that are known here."""


class InterpreterUnfit(ActionRefused):
    """Who interprets or translates is another than who speaks, and no suspect."""


class InterpreterMissing(ActionRefused):
    """In that language nobody is interviewed without an interpreter."""


class PersonUnfit(ActionRefused):
    """Somebody in that role is not interviewed so."""


class NotOfThisInterview(ActionRefused):
    """Somebody is said to be there who has no place in this kind of interview."""

    def __init__(self, present: Sequence[str]) -> None:
        super().__init__(len(present))
        self.present = tuple(present)


class TranscriptMissing(ActionRefused):
    """What was transcribed is a document of the investigation."""


class SameLanguage(ActionRefused):
    """A translation is in another language than its statement."""


class ContactWritten(ActionRefused):
    """The back of the form is filled in already; nothing on it is changed."""


class SignedLater(ActionRefused):
    """A statement was taken and signed before now."""

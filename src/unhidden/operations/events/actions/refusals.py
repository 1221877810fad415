"""Why an action on an event is refused."""

from __future__ import annotations

from unhidden.operations.frame.actions.refusals import OperationRefusal


class EventNotPlanned(OperationRefusal):
    """The event was held or cancelled; ``status`` says which."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class EventNotYet(OperationRefusal):
    """Who came is counted on the day of the event, or after it."""


class EventMoved(OperationRefusal):
    """Somebody else changed the public words since they were shown."""


class EventEndsBeforeItStarts(OperationRefusal):
    """The end of a public event lies at its start or before."""


class NotTakingSignUps(OperationRefusal):
    """The event takes no sign-ups, or none any more."""


class TooFewPlaces(OperationRefusal):
    """Not so many places are left; ``left`` is how many are."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class AddressNotSealed(OperationRefusal):
    """The organiser has no keys: no address can be kept for them."""


class WordsNotSealed(OperationRefusal):
    """The organiser has no keys: no words can be kept for them."""


class AlreadySent(OperationRefusal):
    """This form was sent before, and counts."""


class FeedbackClosed(OperationRefusal):
    """The event has not begun, or was too long ago."""

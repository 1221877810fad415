"""Why an action on an operation itself is refused."""

from __future__ import annotations

from unhidden.operations.frame.actions.refusals import OperationRefusal
from unhidden.operations.weeks.rules import OperationReadiness


class OperationEndsBeforeItStarts(OperationRefusal):
    """The last day lies before the first."""


class OperationTooLong(OperationRefusal):
    """A week of action is not a season (rules.LONGEST_DAYS)."""


class DatesLeaveWorkOut(OperationRefusal):
    """With these dates, visits or events would lie outside; ``count`` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class OperationAlreadyStarted(OperationRefusal):
    """The operation is running, or has been closed."""


class OperationNotReady(OperationRefusal):
    """The operation cannot start yet; ``readiness`` says what is lacking."""

    def __init__(self, readiness: OperationReadiness) -> None:
        super().__init__(readiness)
        self.readiness = readiness


class OperationHasOpenWork(OperationRefusal):
    """Visits or events are neither done nor cancelled; so many of each."""

    def __init__(self, *, visits: int, events: int) -> None:
        super().__init__(visits, events)
        self.visits = visits
        self.events = events


class AlreadyPartner(OperationRefusal):
    """The organisation is a partner already, or leads."""

"""Why an action on a debrief is refused."""

from __future__ import annotations

from unhidden.operations.frame.actions.refusals import OperationRefusal


class HotDebriefLate(OperationRefusal):
    """A hot debrief is of the day, or of the day before."""


class HotDebriefEmpty(OperationRefusal):
    """Nothing is written in it."""


class SafetyUntold(OperationRefusal):
    """Somebody was not safe, and it is not told what happened."""


class DebriefTooEarly(OperationRefusal):
    """The structured debrief is held once the operation is closed."""


class DebriefNotHeld(OperationRefusal):
    """The day on which it is held is still to come."""


class DebriefMoved(OperationRefusal):
    """Somebody else changed the debrief since it was shown."""


class OwnerUnknown(OperationRefusal):
    """The person does not take part in the operation, or may not see it."""


class DueInThePast(OperationRefusal):
    """What is to be done is to be done from today on."""


class ReminderAnswered(OperationRefusal):
    """The action is done, or the check met."""


class AnswerMissing(OperationRefusal):
    """It is not said what was done or found."""


class ChecksAlreadySet(OperationRefusal):
    """The operation has its checks."""

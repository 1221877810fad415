"""Why an action on any part of an operation is refused."""

from __future__ import annotations

from unhidden.lib import refusals


class OperationRefusal(refusals.ActionRefused):
    """Something that the rules of operations do not allow."""


class OperationClosed(OperationRefusal):
    """The operation is closed to this; when it has ended, to everything."""


class OperationNotRunning(OperationClosed):
    """This is for a running operation, and it has not been started."""


class OutsideOperation(OperationRefusal):
    """The day is not one of the operation's."""


class CancellationReasonMissing(OperationRefusal):
    """What is cancelled is cancelled for a reason."""

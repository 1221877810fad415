"""Why an action on any part of an operation is refused."""

from __future__ import annotations

from collections.abc import Iterable

from unhidden.lib import refusals


class OperationRefusal(refusals.ActionRefused):
    """Something that the rules of operations do not allow."""


class OperationClosed(OperationRefusal):
    """The operation is closed to this; when it has ended, to everything."""


class OperationNotRunning(OperationClosed):
    """This is for a running operation, and it has not been started."""


class OutsideOperation(OperationRefusal):
    """The day is not one of the operation's."""


class RisksUncontrolled(OperationRefusal):
    """High risks have no control: no visit is tasked; ``risks`` says which."""

    def __init__(self, risks: Iterable[str]) -> None:
        self.risks = list(risks)
        super().__init__(*self.risks)


class CancellationReasonMissing(OperationRefusal):
    """What is cancelled is cancelled for a reason."""


class RealPremisesNotForSynthetic(OperationRefusal):
    """A synthetic operation attaches nothing to a real place; ``names`` says which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)

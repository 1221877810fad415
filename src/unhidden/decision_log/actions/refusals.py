"""Why an entry of a decision log is refused."""

from __future__ import annotations

from unhidden.lib.refusals import ActionRefused


class LogEntryRefused(ActionRefused):
    """Something that the rules of decision logs do not allow."""


class HeadingMissing(LogEntryRefused):
    """A heading of the National Decision Model is empty; ``name`` is its field."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class DecidedLater(LogEntryRefused):
    """The decision would be made after it is written."""


class ReviewedBefore(LogEntryRefused):
    """The review would not lie after the decision, or after the writing of a review."""


class ReasonAgainstMissing(LogEntryRefused):
    """An option was rejected without a reason, or a reason names no option."""


class DecisionWritten(LogEntryRefused):
    """This form was sent before: its decision, or addendum, stands in the log."""

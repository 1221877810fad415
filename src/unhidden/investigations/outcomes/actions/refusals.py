"""Why an outcome, an order or a hold is refused."""

from __future__ import annotations

from unhidden.lib.refusals import ActionRefused


class OutcomeAhead(ActionRefused):
    """That day has not come yet."""


class NotASuspect(ActionRefused):
    """They are no suspect in the investigation, and never were."""


class OffenceMissing(ActionRefused):
    """A charge or a conviction is of an offence."""


class OutcomeTakenBack(ActionRefused):
    """The outcome was taken back before."""


class OrderEnded(ActionRefused):
    """The order ended before."""


class OrderServedBefore(ActionRefused):
    """It was served before, and the clock of notifying runs."""


class HoldEnded(ActionRefused):
    """The hold ended before."""

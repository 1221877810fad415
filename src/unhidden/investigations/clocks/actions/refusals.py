"""Why something about a clock is refused."""

from __future__ import annotations

from unhidden.lib.refusals import ActionRefused


class ClockPersonMissing(ActionRefused):
    """The time is somebody's, and nobody is named."""


class ClockReferenceMissing(ActionRefused):
    """A copy of custody names the custody record that it is a copy of."""


class StartedAhead(ActionRefused):
    """It has not happened yet."""


class NotAVictim(ActionRefused):
    """They are no possible victim in the investigation."""


class ClockMovedMeanwhile(ActionRefused):
    """Somebody did something to the clock since the page was shown."""


class BrokerTells(ActionRefused):
    """What a victim is told, and asks, is recorded by who reaches them."""


class AskedNotToBeTold(ActionRefused):
    """They asked not to be told; the clock goes on when they ask otherwise."""

"""Why an investigation is not asked for, opened, or given an origin."""

from __future__ import annotations

from unhidden.lib.refusals import ActionRefused


class CannotInvestigate(ActionRefused):
    """The colleague's role does not let them investigate today."""


class InvestigationAlreadyRequested(ActionRefused):
    """The same person asked the same investigators, who have not answered yet."""


class AlreadyAnswered(ActionRefused):
    """Somebody answered the request before."""


class DeclineReasonMissing(ActionRefused):
    """Nobody declines without saying why."""


class OriginKnown(ActionRefused):
    """The investigation comes from that already."""


class OriginUnexplained(ActionRefused):
    """A referral names its reference, and says who sent it and why."""


class LastOriginStays(ActionRefused):
    """An investigation comes from something."""


class SourceUnseen(ActionRefused):
    """Nobody brings in what they may not read, or what few may know of."""

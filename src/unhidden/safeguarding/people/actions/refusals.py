"""Why something about a person or their case is not done."""

from __future__ import annotations

from unhidden.lib.refusals import ActionRefused


class CaseAlreadyOpen(ActionRefused):
    """This person's case was opened before; its team has it."""


class CannotWorkCases(ActionRefused):
    """The colleague's role does not let them work on cases today."""


class VisitNotNamed(ActionRefused):
    """Somebody found at a visit is opened from it, and nobody else is."""


class AlreadyOffered(ActionRefused):
    """This person is offered to an organisation that has not answered yet."""


class OfferMoved(ActionRefused):
    """Somebody was first: the offer is no longer what was seen."""


class NobodyToAsk(ActionRefused):
    """Nobody there accepts people, or it is one's own organisation."""


class OfferStillWaits(ActionRefused):
    """The organisation that was asked has time left to answer."""


class IdentityMoved(ActionRefused):
    """A colleague recorded who they are meanwhile."""


class ContactNotKnown(ActionRefused):
    """The person has named no safe way yet: nobody is to reach them."""


class RouteNotNamed(ActionRefused):
    """The person did not name this way."""


class OutsideHours(ActionRefused):
    """The person did not name this hour."""


class WayClosed(ActionRefused):
    """This way stands, and what it says is sealed under keys of others alone."""


class WordsMissing(ActionRefused):
    """The words that the person asked for are not said."""


class WordsForbidden(ActionRefused):
    """Words are used that the person asked never to use."""


class ContactEnded(ActionRefused):
    """This way was taken back before."""


class SpeakingMoved(ActionRefused):
    """A colleague recorded how to speak with them meanwhile."""


class FoundAnswered(ActionRefused):
    """The person's word on being in touch was recorded before."""


class LinkThere(ActionRefused):
    """This link is there, and not ended."""


class OwnPseudonym(ActionRefused):
    """A person is not linked with themselves."""

"""Why something about a person of an investigation is not written."""

from __future__ import annotations

from unhidden.lib.refusals import ActionRefused


class PersonKnown(ActionRefused):
    """That possible victim of the visit is in the investigation already."""


class PersonIdentityMoved(ActionRefused):
    """Somebody wrote who they are since it was read."""


class RoleHeld(ActionRefused):
    """They have that role already."""


class VictimIsNoSuspect(ActionRefused):
    """A possible victim is a suspect only by a record of section 45."""


class SioDecides(ActionRefused):
    """The senior investigating officer alone decides it."""


class ReasonMissing(ActionRefused):
    """It takes a reason."""


class LinkKnown(ActionRefused):
    """They are linked to that subject already."""


class ContactMoved(ActionRefused):
    """Somebody wrote how they are reached since it was read."""

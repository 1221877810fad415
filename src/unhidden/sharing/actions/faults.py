"""Why something is not shared, in the words that the database answers."""

from __future__ import annotations

from unhidden.lib.refusals import ActionRefused


class ShareMoved(ActionRefused):
    """Somebody was first, or its time is over: the share is no longer what was seen."""


class AgreementNotInForce(ActionRefused):
    """The agreement is not in force today."""


class WrongParties(ActionRefused):
    """Not both are parties, or the receiver may not have such records."""


class BeyondAgreement(ActionRefused):
    """The agreement does not cover this kind of record, data, purpose or time."""


class NoBasis(ActionRefused):
    """Neither the person's consent nor a ground that somebody else authorised."""


class AlreadyShared(ActionRefused):
    """The record is offered to, or shared with, this organisation."""


class WaitsForCheck(ActionRefused):
    """Something in the record is to be checked before it may leave."""


class NotReleased(ActionRefused):
    """A safeguarding visit's record, and no supervisor agreed that they may have it."""


class CannotBeLetIn(ActionRefused):
    """Somebody does not do such work for the receiver, or is in already."""


class KeysNeeded(ActionRefused):
    """The giver cannot open what is sealed, and so cannot let anybody else."""


class NamesSomebody(ActionRefused):
    """The envelope says what could be looked up: ``found`` are the words."""

    def __init__(self, found: tuple[str, ...]) -> None:
        super().__init__(*found)
        self.found = found


_FAULTS: dict[str, type[Exception]] = {
    "moved": ShareMoved,
    "agreement": AgreementNotInForce,
    "parties": WrongParties,
    "beyond": BeyondAgreement,
    "basis": NoBasis,
    "already": AlreadyShared,
    "waits": WaitsForCheck,
    "release": NotReleased,
    "people": CannotBeLetIn,
}


def raise_fault(answer: str) -> None:
    """Raise what the answer says; nothing for an empty one."""
    if answer:
        raise _FAULTS[answer]

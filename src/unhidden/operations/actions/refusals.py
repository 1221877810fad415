"""Why an action on an operation is refused; each says what with codes or counts."""

from __future__ import annotations

from collections.abc import Iterable

from unhidden.lib import refusals
from unhidden.operations.rules import OperationReadiness
from unhidden.planning.clashes import Clash
from unhidden.planning.composition import MissingMember


class OperationRefusal(refusals.ActionRefused):
    """Something that the rules of operations do not allow."""


class OperationEndsBeforeItStarts(OperationRefusal):
    """The last day lies before the first."""


class OperationTooLong(OperationRefusal):
    """A week of action is not a season (rules.LONGEST_DAYS)."""


class DatesLeaveWorkOut(OperationRefusal):
    """With these dates, visits or events would lie outside; ``count`` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class OperationClosed(OperationRefusal):
    """The operation is closed to this; when it has ended, to everything."""


class OperationAlreadyStarted(OperationRefusal):
    """The operation is running, or has been closed."""


class OperationNotRunning(OperationClosed):
    """This is for a running operation, and it has not been started."""


class OperationNotReady(OperationRefusal):
    """The operation cannot start yet; ``readiness`` says what is lacking."""

    def __init__(self, readiness: OperationReadiness) -> None:
        super().__init__(readiness)
        self.readiness = readiness


class OperationHasOpenWork(OperationRefusal):
    """Visits or events are neither done nor cancelled; so many of each."""

    def __init__(self, *, visits: int, events: int) -> None:
        super().__init__(visits, events)
        self.visits = visits
        self.events = events


class AlreadyPartner(OperationRefusal):
    """The organisation is a partner already, or leads."""


class TeamNameTaken(OperationRefusal):
    """Another team of the operation has this name."""


class MemberMayNotVisit(OperationRefusal):
    """Nothing that the person is engaged for lets them go on visits."""


class OrganisationIsNotPartner(OperationRefusal):
    """The person acts for an organisation that is no partner here."""


class AlreadyOnOperationTeam(OperationRefusal):
    """The person is on this team."""


class MemberIsBusy(OperationRefusal):
    """The person is elsewhere at the hour of one of the team's visits."""


class MemberStillNeeded(OperationRefusal):
    """The team's visits would lack somebody; ``missing`` says whom."""

    def __init__(self, missing: Iterable[MissingMember]) -> None:
        self.missing = tuple(missing)
        super().__init__(self.missing)


class PurposeMissing(OperationRefusal):
    """A visit declares its purpose."""


class PowerMissing(OperationRefusal):
    """An enforcement visit names the power it enters by."""


class OutsideOperation(OperationRefusal):
    """The day is not one of the operation's."""


class PremisesAlreadyPlanned(OperationRefusal):
    """The operation visits them on that day already; ``names`` says which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class PremisesAreBusy(OperationRefusal):
    """Another operation visits the premises at that hour."""


class RealPremisesNotForSynthetic(OperationRefusal):
    """A synthetic operation attaches nothing to a real place; ``names`` says which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class TeamDoesNotFit(OperationRefusal):
    """The team lacks somebody that this kind of visit needs; ``missing`` says whom."""

    def __init__(self, missing: Iterable[MissingMember]) -> None:
        self.missing = tuple(missing)
        super().__init__(self.missing)


class TeamIsBusy(OperationRefusal):
    """The team, or somebody in it, is elsewhere at that hour."""

    def __init__(self, clashes: Iterable[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__(self.clashes)


class VisitNotPlanned(OperationRefusal):
    """The visit is done or cancelled; ``status`` says which."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class VisitNotCancelled(OperationRefusal):
    """Only a cancelled visit is reinstated."""


class EventNotPlanned(OperationRefusal):
    """The event was held or cancelled; ``status`` says which."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class EventNotYet(OperationRefusal):
    """Who came is counted on the day of the event, or after it."""


class CancellationReasonMissing(OperationRefusal):
    """What is cancelled is cancelled for a reason."""


class EventMoved(OperationRefusal):
    """Somebody else changed the public words since they were shown."""


class EventEndsBeforeItStarts(OperationRefusal):
    """The end of a public event lies at its start or before."""


class NotTakingSignUps(OperationRefusal):
    """The event takes no sign-ups, or none any more."""


class TooFewPlaces(OperationRefusal):
    """Not so many places are left; ``left`` is how many are."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class AddressNotSealed(OperationRefusal):
    """The organiser has no keys: no address can be kept for them."""


class WordsNotSealed(OperationRefusal):
    """The organiser has no keys: no words can be kept for them."""


class AlreadySent(OperationRefusal):
    """This form was sent before, and counts."""


class FeedbackClosed(OperationRefusal):
    """The event has not begun, or was too long ago."""

"""Why an action on a planned visit is refused."""

from __future__ import annotations

from collections.abc import Iterable

from unhidden.operations.frame.actions.refusals import OperationRefusal
from unhidden.operations.rosters.rules.days import RosterFault
from unhidden.operations.targets.rules.windows import VisitWindow
from unhidden.planning.clashes import Clash
from unhidden.planning.composition import MissingMember


class PurposeMissing(OperationRefusal):
    """A visit declares its purpose."""


class PowerMissing(OperationRefusal):
    """An enforcement visit names the power it enters by."""


class PremisesAlreadyPlanned(OperationRefusal):
    """The operation visits them on that day already; ``names`` says which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class PremisesAreBusy(OperationRefusal):
    """Another operation visits the premises at that hour."""


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


class OutsideWindow(OperationRefusal):
    """The place may not be visited then: at no hour of the day, with ``is_day``."""

    def __init__(self, window: VisitWindow, *, is_day: bool = False) -> None:
        super().__init__(window)
        self.window = window
        self.is_day = is_day


class CrewBarred(OperationRefusal):
    """The place bars this crew, day or kind of visit, for a ``reason`` in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CrewStaysHome(OperationRefusal):
    """A crew cannot work its shift on that day; ``faults`` are those of the roster."""

    def __init__(self, faults: Iterable[RosterFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


class SupportIsBusy(OperationRefusal):
    """A crew that comes along, or somebody in it, is elsewhere at that hour."""


class VisitNotPlanned(OperationRefusal):
    """The visit is done or cancelled; ``status`` says which."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class VisitNotCancelled(OperationRefusal):
    """Only a cancelled visit is reinstated."""


class SafeguardingStays(OperationRefusal):
    """A safeguarding visit never becomes another kind."""


class VisitCannotTurn(OperationRefusal):
    """Only a visit by consent that is still to be recorded is turned."""


class VisitTurned(OperationRefusal):
    """The visit was turned before."""


class TurnIncomplete(OperationRefusal):
    """A turn names power, number, who decided, when, and what was told."""


class TurnInFuture(OperationRefusal):
    """What was decided was decided by now."""


class DeciderHeldNoPost(OperationRefusal):
    """Who decided was in no team, and held no post at that moment."""


class KindNotDecided(OperationRefusal):
    """Somebody decided on another kind of visit; ``names`` are where."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class NotInDanger(OperationRefusal):
    """A second visit follows a safeguarding visit that is still to be recorded."""


class SameTeamAgain(OperationRefusal):
    """The second visit has a leader, and so a team, of its own."""


class SecondVisitOpened(OperationRefusal):
    """There is one already."""

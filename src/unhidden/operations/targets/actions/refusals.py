"""Why something about a candidate or a warrant is refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from unhidden.operations.frame.actions.refusals import OperationRefusal
from unhidden.operations.targets.rules.warrants import EntryFault


class NoCandidateChosen(OperationRefusal):
    """Nothing was ticked."""


class AuthorityMissing(OperationRefusal):
    """Nothing enforces without the number of the authority."""


class OptionPowerMissing(OperationRefusal):
    """Nothing enforces without the power it enters by."""


class MenuIsMixed(OperationRefusal):
    """A safeguarding visit is offered alone; ``names`` are where it would not be."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class SafeguardingInStrike(OperationRefusal):
    """A safeguarding visit is never in a strike group; ``names`` says which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class KindIsDeclared(OperationRefusal):
    """A safeguarding visit is planned or was made there: it stays one."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class CandidateIsGrouped(OperationRefusal):
    """It is in another group of this rule; ``names`` says which and in which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class GroupHasOtherRule(OperationRefusal):
    """There is a group of this name, with another rule."""


class GroupNameMissing(OperationRefusal):
    """A group has a name."""


class GroupNamed(OperationRefusal):
    """Another group of the operation has this name."""


class CandidateIsPlanned(OperationRefusal):
    """A visit is planned there; ``names`` says where."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class WindowIsEmpty(OperationRefusal):
    """A window closes after it opens, within two days."""


class OrderIsCircular(OperationRefusal):
    """A candidate would wait for itself."""


class PinIsBarred(OperationRefusal):
    """What is pinned is what must not be."""


class PinOutsideWindow(OperationRefusal):
    """The pinned hour is not one of the place's own."""


class PinOutsideDays(OperationRefusal):
    """The pinned day is not one on which the place may be visited."""


class SkillUnknown(OperationRefusal):
    """No crew can be asked for such a skill."""


class OptionOutOfRange(OperationRefusal):
    """The value or the duration is none."""


class BarIsEmpty(OperationRefusal):
    """What is barred names a crew, a day or a kind, and why."""


class WarrantKept(OperationRefusal):
    """The warrant of this number is kept for these premises already."""


class WarrantEndsFirst(OperationRefusal):
    """It would end before it is granted."""


class WarrantIncomplete(OperationRefusal):
    """A warrant has an act, a number and an entry."""


class WarrantWithdrawn(OperationRefusal):
    """Somebody withdrew the warrant before."""


class WithdrawalUnexplained(OperationRefusal):
    """Who withdraws a warrant says why."""


class EntryNotLawful(OperationRefusal):
    """Nobody can be sent to enter there then; ``fault`` says why, ``at`` since when."""

    def __init__(self, fault: EntryFault, at: datetime | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.at = at


class InterestUnasked(OperationRefusal):
    """Somebody else has an interest, and nobody said that they were asked."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)

"""Why an action on a roster is refused."""

from __future__ import annotations

from datetime import date

from unhidden.operations.frame.actions.refusals import OperationRefusal


class ShiftHourMissing(OperationRefusal):
    """The start or the end does not exist on ``day``: the clocks go forward."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class ShiftWithoutLength(OperationRefusal):
    """The shift would end when it starts."""


class ShiftHoursMissing(OperationRefusal):
    """Whoever works has a start and an end."""


class ReserveIsTaken(OperationRefusal):
    """Another crew is in reserve that day; ``crew`` says which."""

    def __init__(self, crew: str) -> None:
        super().__init__(crew)
        self.crew = crew


class ReserveIsOff(OperationRefusal):
    """A crew that is off is in no reserve."""


class NothingToCopy(OperationRefusal):
    """There is no shift to copy, or every crew has one already."""


class CallSignTaken(OperationRefusal):
    """Another crew of the operation answers to this call sign."""


class VehicleNameTaken(OperationRefusal):
    """The operation has a vehicle of this name."""


class VehicleInUse(OperationRefusal):
    """A crew goes out with the vehicle."""


class StartPlaceNameTaken(OperationRefusal):
    """The operation has a start place of this name."""


class StartPlaceInUse(OperationRefusal):
    """A crew sets out from the place."""


class SkillKeptElsewhere(OperationRefusal):
    """The person's own organisation keeps this skill; ``keeper`` says which."""

    def __init__(self, keeper: str) -> None:
        super().__init__(keeper)
        self.keeper = keeper


class AbsenceEndsBeforeItStarts(OperationRefusal):
    """The last day away lies before the first."""


class RestRuleAsksNothing(OperationRefusal):
    """The rule asks for neither rest nor a break, and limits no shift."""


class RestRuleEndsBeforeItStarts(OperationRefusal):
    """The rule would end before it came into force."""

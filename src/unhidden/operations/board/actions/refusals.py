"""Why something is not entered on the board."""

from __future__ import annotations

from unhidden.operations.frame.actions.refusals import OperationRefusal


class BoardMovedOn(OperationRefusal):
    """Somebody else entered something of this visit since the page was shown."""


class StateAlready(OperationRefusal):
    """The visit stands so already."""


class VisitOver(OperationRefusal):
    """The visit was cancelled, or its record is kept: nothing more is said of it."""


class NothingToUndo(OperationRefusal):
    """Only the last entry is taken back, and an alarm never is."""


class AlarmReceivedAlready(OperationRefusal):
    """Somebody received the alarm before."""


class OwnAlarm(OperationRefusal):
    """Nobody receives the alarm that they raised themselves."""


class WarningTooLate(OperationRefusal):
    """The warning must come before the period is over."""


class QuietCrewTold(OperationRefusal):
    """Of a crew on a safeguarding visit Silver or the safeguarding lead is told."""


class NotItsManager(OperationRefusal):
    """A place of safety is managed by somebody who holds that post, now or later."""


class PlaceNamedAlready(OperationRefusal):
    """The operation has a place of safety of this name."""

"""What a refusal on the board means to the person who tried."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.operations.board.actions import refusals
from unhidden.operations.frame.presenters.refusals import SENTENCES as FRAME
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    **FRAME,
    refusals.BoardMovedOn: _(
        "Somebody else has just entered something for this visit: look how it stands, "
        "and enter it again if it still holds"
    ),
    refusals.StateAlready: _("The visit is already in this state"),
    refusals.VisitOver: _("This visit is over: nothing more is entered for it"),
    refusals.NothingToUndo: _("There is nothing here to take back"),
    refusals.AlarmReceivedAlready: _("Somebody else has already received this alarm"),
    refusals.OwnAlarm: _("Somebody else must receive an alarm that you raised"),
    refusals.WarningTooLate: RefusalSentence(
        _("The warning must come before a crew is overdue"), "warning"
    ),
    refusals.QuietCrewTold: RefusalSentence(
        _("Of a safeguarding visit only Silver or the safeguarding lead is told"),
        "told",
    ),
    refusals.NotItsManager: RefusalSentence(
        _("Give this person the post of manager of the place of safety first"),
        "manager",
    ),
    refusals.PlaceNamedAlready: RefusalSentence(
        _("There is a place of safety with this name"), "name"
    ),
}

"""What the pages of the desk say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.desk.actions import (
    assignments,
    custodians,
    dangers,
    deciding,
    handovers,
    holding,
    passing,
    routes,
    spam,
    urgencies,
)
from unhidden.reporting import actions as reporting
from unhidden.ui.refusals import RefusalSentence, Sentences
from unhidden.vault import actions as vault

_SOMEBODY_WAS_FIRST = RefusalSentence(_("Somebody was first. See it below."))
SENTENCES: Sentences = {
    reporting.NoWayBack: RefusalSentence(
        _("This reporter cannot be written to (any more)"), "script"
    ),
    reporting.TooManyQuestions: RefusalSentence(
        _("Five questions wait for an answer: ask no more until one comes"), "script"
    ),
    reporting.DayNotNear: RefusalSentence(
        _("Enter a day within the next four weeks"), "look_again_on"
    ),
    reporting.NoDesk: _("Nobody of your organisation reads reports yet"),
    passing.AlreadyDecided: RefusalSentence(
        _("This report is spam: bring it back before you pass it on"), "desk"
    ),
    passing.DeskUnknown: RefusalSentence(_("Select another organisation"), "desk"),
    dangers.NotCalled: _("Record the calls first, or say why no call is needed"),
    holding.AlreadyHeld: _SOMEBODY_WAS_FIRST,
    assignments.AssignedSince: _SOMEBODY_WAS_FIRST,
    assignments.NothingLeftToDo: _(
        "The report was dealt with: nobody need have it any more."
    ),
    urgencies.AsUrgentAlready: RefusalSentence(
        _("It is that urgent already: select another"), "urgency"
    ),
    spam.MarkedAlready: _("Somebody was first. Go back to the report to see it"),
    deciding.ReportAlreadyTriaged: _(
        "Somebody has decided on this report: put it back in the queue first"
    ),
    spam.LaneGrew: _(
        "More or fewer reports say the same by now: look at them, then send this again"
    ),
    routes.RouteTaken: RefusalSentence(
        _("There is a route for this area and kind already"), "area"
    ),
}
# On other pages a refusal of the keys is a page of its own.
OF_CUSTODIANS: Sentences = {
    custodians.AlreadyNamed: _("This person is named already"),
    custodians.NotYourself: _(
        "A custodian is named by one colleague and agreed to by another"
    ),
    custodians.KeysOfCustodiansNeeded: _(
        "Only a custodian whose keys are unlocked can agree now. The new one must "
        "have signed in once before"
    ),
    handovers.NobodyToKeep: _(
        "The other desk has no custodian with keys yet: the originals stay with yours"
    ),
    handovers.AlreadyHanded: _SOMEBODY_WAS_FIRST,
    vault.LastMember: _(
        "The last custodian cannot be removed: nobody could open the originals then"
    ),
    vault.NotForYou: _("Only a custodian can do this"),
    vault.KeysLocked: _(
        "Your keys are locked. Sign out and sign in again to unlock them."
    ),
    vault.AlreadySetUp: _("Set-up is finished already"),
}

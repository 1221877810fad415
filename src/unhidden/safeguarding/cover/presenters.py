"""What the pages of cover say of a refusal, and the rota as a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.cover import actions
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    CaseClosed: _("The case is closed. Open it again before you write in it"),
    actions.HoursBackwards: RefusalSentence(
        _("Enter an end that is later than the beginning"), "last"
    ),
    actions.HoursTooLong: RefusalSentence(
        _("This is too long: four days for a duty, two weeks for what is written"),
        "last",
    ),
    actions.HoursOver: RefusalSentence(_("Enter an end that is still to come"), "last"),
    actions.DutyTooFar: RefusalSentence(
        _("This is more than a year from now: check the date"), "day"
    ),
    actions.OnDutyAlready: RefusalSentence(
        _("This colleague is on the rota from then on already"), "person"
    ),
    actions.CannotAnswer: RefusalSentence(
        _("This colleague does not answer at night: choose another"), "person"
    ),
    actions.SheetMoved: _(
        "Somebody has written something else for these nights meanwhile. What you "
        "typed is kept here: look at theirs in another window, then save"
    ),
    actions.NoSheetWritten: _(
        "Nothing is written for the night now: it may have been taken back already"
    ),
    actions.NoCallWritten: RefusalSentence(
        _("Fill in at least one of the parts"), "tonight"
    ),
    actions.NotOnDuty: _(
        "You are on no duty now, or nothing is written for tonight. Whoever keeps the "
        "rota can put you on it"
    ),
}

"""What the pages of a case say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.field.actions import NoCaseYet
from unhidden.safeguarding import actions
from unhidden.sharing import actions as sharing
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    NoCaseYet: RefusalSentence(
        _("No case is open for this person yet: open one first"), "person"
    ),
    actions.CaseAlreadyOpen: _("A case is open for this person already"),
    actions.NotAFirstResponder: _(
        "Your organisation is not a First Responder. Ask one that is to "
        "refer and to record it here."
    ),
    actions.WrongState: _("Record first whether the person agrees to the referral"),
    actions.DeadlineNotOpen: _("Somebody has recorded this already"),
    sharing.ColleagueAlreadyOnTeam: RefusalSentence(
        _("This colleague is on the team already"), "person"
    ),
    sharing.TeamNeedsSomebody: _("The last person cannot leave a case’s team"),
}

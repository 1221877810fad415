"""What pages of a case's team and person say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.field.actions import NoCaseYet
from unhidden.safeguarding.people import actions
from unhidden.sharing import actions as sharing
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    NoCaseYet: RefusalSentence(
        _("No case is open for this person yet: open one first"), "person"
    ),
    actions.CaseAlreadyOpen: _("A case is open for this person already"),
    sharing.ColleagueAlreadyOnTeam: RefusalSentence(
        _("This colleague is on the team already"), "person"
    ),
    sharing.TeamNeedsSomebody: _("The last person cannot leave a case’s team"),
}

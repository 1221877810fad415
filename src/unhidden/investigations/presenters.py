"""What the pages of an investigation say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.investigations import actions
from unhidden.sharing import actions as sharing
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    actions.InvestigationAlreadyRequested: _(
        "You asked them about this visit, and they have not answered yet"
    ),
    actions.AlreadyAnswered: _("Somebody answered it before you. See it below."),
    sharing.ColleagueAlreadyOnTeam: RefusalSentence(
        _("This colleague is on the team already"), "person"
    ),
    sharing.TeamNeedsSomebody: _("The last person cannot leave a team"),
    actions.InvestigationClosed: _("The investigation is closed"),
}
CLOSING: Sentences = {
    **SENTENCES,
    actions.InvestigationClosed: _("It was closed before"),
}

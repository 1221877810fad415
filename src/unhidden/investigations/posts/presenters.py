"""What the pages of an investigation say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.sharing import actions as sharing
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    sharing.ColleagueAlreadyOnTeam: RefusalSentence(
        _("This colleague is on the team already"), "person"
    ),
    sharing.TeamNeedsSomebody: _("The last person cannot leave a team"),
    InvestigationClosed: _("The investigation is closed"),
}
CLOSING: Sentences = {
    **SENTENCES,
    InvestigationClosed: _("It was closed before"),
}

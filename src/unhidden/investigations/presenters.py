"""What the pages of an investigation say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.actions import (
    AlreadyAnswered,
    AlreadyAsked,
    InvestigationClosed,
)
from unhidden.sharing.actions import AlreadyOnTeam, TeamNeedsSomebody
from unhidden.ui.refusals import Sentence, Sentences

SENTENCES: Sentences = {
    AlreadyAsked: Sentence(
        _("You asked them about this visit, and they have not answered yet")
    ),
    AlreadyAnswered: Sentence(_("Somebody answered it before you. See it below.")),
    AlreadyOnTeam: Sentence(_("This colleague is on the team already"), "person"),
    TeamNeedsSomebody: Sentence(_("The last person cannot leave a team")),
    InvestigationClosed: Sentence(_("The investigation is closed")),
}
CLOSING: Sentences = {
    **SENTENCES,
    InvestigationClosed: Sentence(_("It was closed before")),
}

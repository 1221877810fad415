"""What the pages of a case say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.actions import (
    CaseAlreadyOpen,
    DeadlineNotOpen,
    NotAFirstResponder,
    WrongState,
)
from unhidden.sharing.actions import AlreadyOnTeam, TeamNeedsSomebody
from unhidden.ui.refusals import Sentence, Sentences

SENTENCES: Sentences = {
    CaseAlreadyOpen: Sentence(_("A case is open for this person already")),
    NotAFirstResponder: Sentence(
        _(
            "Your organisation is not a First Responder. Ask one that is to "
            "refer and to record it here."
        )
    ),
    WrongState: Sentence(_("Record first whether the person agrees to the referral")),
    DeadlineNotOpen: Sentence(_("Somebody has recorded this already")),
    AlreadyOnTeam: Sentence(_("This colleague is on the team already"), "person"),
    TeamNeedsSomebody: Sentence(_("The last person cannot leave a case’s team")),
}

"""What the pages of requests say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.investigations.origins import actions
from unhidden.ui.refusals import Sentences

SENTENCES: Sentences = {
    actions.InvestigationAlreadyRequested: _(
        "You asked them about this visit, and they have not answered yet"
    ),
    actions.AlreadyAnswered: _("Somebody answered it before you. See it below."),
    InvestigationClosed: _("The investigation is closed"),
}

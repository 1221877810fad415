"""What the pages of organisations say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.agencies.organisations import actions
from unhidden.ui.refusals import Sentence, Sentences

SENTENCES: Sentences = {
    actions.CodeTaken: Sentence(_("Another organisation has this short name"), "code"),
    actions.StatusOverlaps: Sentence(
        _("It is a First Responder on that day already"), "from_on"
    ),
    actions.EndsBeforeItBegins: Sentence(
        _("The last day cannot be before the first"), "to_on"
    ),
    actions.SecretMissing: Sentence(_("Enter the secret"), "client_secret"),
}

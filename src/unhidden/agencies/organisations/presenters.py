"""What the pages of organisations say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.agencies.organisations import actions
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    actions.CodeTaken: RefusalSentence(
        _("Another organisation has this short name"), "code"
    ),
    actions.StatusOverlaps: RefusalSentence(
        _("It is a First Responder on that day already"), "from_on"
    ),
    actions.DutyOverlaps: RefusalSentence(
        _("It must notify on that day already"), "from_on"
    ),
    actions.EndsBeforeItBegins: RefusalSentence(
        _("The last day cannot be before the first"), "to_on"
    ),
    actions.SecretMissing: RefusalSentence(_("Enter the secret"), "client_secret"),
}

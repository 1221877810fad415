"""What the pages of organisations say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.agencies.organisations.actions import (
    CodeTaken,
    EndsBeforeItBegins,
    SecretMissing,
    StatusOverlaps,
)
from unhidden.ui.refusals import Sentence, Sentences

SENTENCES: Sentences = {
    CodeTaken: Sentence(_("Another organisation has this short name"), "code"),
    StatusOverlaps: Sentence(
        _("It is a First Responder on that day already"), "from_on"
    ),
    EndsBeforeItBegins: Sentence(_("The last day cannot be before the first"), "to_on"),
    SecretMissing: Sentence(_("Enter the secret"), "client_secret"),
}

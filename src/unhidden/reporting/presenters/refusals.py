"""Why something cannot be added to a report, in words for whoever made it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.reporting.actions import mailbox
from unhidden.ui.refusals import Sentences

SENTENCES: Sentences = {
    mailbox.TooMuchToday: _("You have added a lot today. Add the rest tomorrow"),
    mailbox.AlreadyWritten: _("You have sent this already: we have it"),
    mailbox.NoSuchQuestion: _("We did not ask this. Add it to your report instead"),
}

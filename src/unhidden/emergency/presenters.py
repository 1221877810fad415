"""What the pages of emergency access say when something is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.emergency.actions import EmergencyOver, StaleProof
from unhidden.ui.refusals import RefusalSentence, Sentences

# What came of asking. What cannot be told apart is told alike: not there, kept from
# them, not theirs.
ASKING: dict[str, RefusalSentence] = {
    "refused": RefusalSentence(
        _("No record of this reference can be opened"), "reference"
    ),
    "stale": RefusalSentence(_("Prove again who you are, then send this once more")),
    "suspended": RefusalSentence(_("Your right to open records in an emergency rests")),
    "locked": RefusalSentence(_("You have opened three records in 24 hours")),
}
ENDING: Sentences = {EmergencyOver: _("It had ended already")}
ANSWERING: Sentences = {
    EmergencyOver: _("There was nothing left to answer"),
    StaleProof: _("Prove again who you are, then answer once more"),
}
REVIEWING: Sentences = {EmergencyOver: _("Somebody else has reviewed it")}

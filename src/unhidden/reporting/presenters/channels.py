"""Why a line or a translation stays as it is, in words for those who keep them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.reporting.actions.keeping import ChannelMoved, EmergencyStays
from unhidden.reporting.actions.tongues import CatalogueChanged
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    ChannelMoved: _(
        "Somebody else has just changed this line: open it again before you do"
    ),
    EmergencyStays: RefusalSentence(_("999 stays as it is, and stays first"), "number"),
    CatalogueChanged: RefusalSentence(
        _("The translation has changed meanwhile: it must be read anew"), "reviewer"
    ),
}

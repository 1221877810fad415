"""What the pages of requests and origins say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.investigations.origins.actions import refusals
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    refusals.InvestigationAlreadyRequested: _(
        "You asked them about this visit, and they have not answered yet"
    ),
    refusals.AlreadyAnswered: _("Somebody answered it before you. See it below."),
    refusals.CannotInvestigate: RefusalSentence(_("Nobody there investigates"), "to"),
    refusals.OriginKnown: RefusalSentence(
        _("The investigation comes from that already"), "into"
    ),
    refusals.OriginUnexplained: RefusalSentence(
        _("Enter their reference, and who referred it and why"), "reference"
    ),
    refusals.SourceUnseen: _(
        "You may not read what it comes from. Ask whoever holds it to let you, or"
        " to write it up for you."
    ),
    refusals.LastOriginStays: _("It comes from nothing else: this one stays"),
    InvestigationClosed: _("The investigation is closed"),
}
OF_REFERRAL: Sentences = {
    **SENTENCES,
    refusals.OriginKnown: RefusalSentence(
        _("You brought in a referral with this reference already"), "reference"
    ),
}
OF_DESK: Sentences = {
    **SENTENCES,
    refusals.InvestigationAlreadyRequested: _(
        "You asked them about this intelligence, and they have not answered yet"
    ),
}

"""What the pages of results and of disclosure say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.actions import CannotInvestigate
from unhidden.oversight.actions.disclosures import NoConsent, NotAuthorised
from unhidden.oversight.actions.results import (
    AlreadyApproved,
    AlreadyAsked,
    AlreadyWithdrawn,
    NoSuchFigure,
    NotApproved,
    NotTheLatest,
    OperationNotClosed,
    SamePerson,
    SlugTaken,
)
from unhidden.ui.refusals import Sentence, Sentences

_NOT_TO_ASK = Sentence(_("This figure cannot be asked for"))
_SOMEBODY_WAS_FIRST = Sentence(_("Somebody has been here before you"))
SENTENCES: Sentences = {
    OperationNotClosed: Sentence(_("Close the operation first")),
    NoSuchFigure: _NOT_TO_ASK,
    AlreadyAsked: _NOT_TO_ASK,
    AlreadyApproved: _SOMEBODY_WAS_FIRST,
    NotTheLatest: _SOMEBODY_WAS_FIRST,
    NotApproved: Sentence(_("The safeguarding lead has not approved this sheet")),
    SamePerson: Sentence(_("Whoever approves does not publish")),
    SlugTaken: Sentence(_("Another operation has this address"), "slug"),
    AlreadyWithdrawn: Sentence(_("It was withdrawn before")),
    NoConsent: Sentence(
        _("The survivor has not agreed to help an investigation"), "knowledge"
    ),
    NotAuthorised: Sentence(
        _("Select somebody else who may authorise it"), "authoriser"
    ),
    CannotInvestigate: Sentence(_("This colleague does not investigate today"), "lead"),
}
# Approving one figure is not approving the sheet.
OF_A_FIGURE: Sentences = {
    **SENTENCES,
    SamePerson: Sentence(_("It takes a second person")),
    AlreadyApproved: Sentence(_("It was approved before")),
}

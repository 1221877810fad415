"""What the pages of results and of disclosure say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.investigations import actions as investigations
from unhidden.oversight.actions import disclosures, results
from unhidden.ui.refusals import RefusalSentence, Sentences

_NOT_TO_ASK = RefusalSentence(_("This figure cannot be asked for"))
_SOMEBODY_WAS_FIRST = RefusalSentence(_("Somebody has been here before you"))
SENTENCES: Sentences = {
    results.OperationNotClosed: _("Close the operation first"),
    results.NoSuchFigure: _NOT_TO_ASK,
    results.ExactFigureAlreadyRequested: _NOT_TO_ASK,
    results.AlreadyApproved: _SOMEBODY_WAS_FIRST,
    results.NotTheLatest: _SOMEBODY_WAS_FIRST,
    results.NotApproved: _("The safeguarding lead has not approved this sheet"),
    results.SamePerson: _("Whoever approves does not publish"),
    results.CorrectionUnexplained: RefusalSentence(
        _("Enter what this publication corrects, in both languages"), "corrected_en"
    ),
    results.SlugTaken: RefusalSentence(_("Another operation has this address"), "slug"),
    results.AlreadyWithdrawn: _("It was withdrawn before"),
    disclosures.NoConsent: RefusalSentence(
        _("The survivor has not agreed to help an investigation"), "knowledge"
    ),
    disclosures.NotAuthorised: RefusalSentence(
        _("Select somebody else who may authorise it"), "authoriser"
    ),
    investigations.CannotInvestigate: RefusalSentence(
        _("This colleague does not investigate today"), "lead"
    ),
}
# Approving one figure is not approving the sheet.
OF_A_FIGURE: Sentences = {
    **SENTENCES,
    results.SamePerson: _("It takes a second person"),
    results.AlreadyApproved: _("It was approved before"),
}

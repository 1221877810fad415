"""What the pages of results and of disclosure say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.investigations import actions as investigations
from unhidden.oversight.actions import disclosures, results
from unhidden.safeguarding import actions as safeguarding
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
        _("The person does not agree today to help an investigation"), "is_read_back"
    ),
    disclosures.NotToldAnything: RefusalSentence(
        _("Read each thing to the person first, and write at least one"), "is_read_back"
    ),
    disclosures.NobodyInvestigates: RefusalSentence(
        _("Nobody there takes on investigations today"), "receiver"
    ),
    disclosures.GroundMissing: RefusalSentence(
        _("Enter why it is told without their agreement"), "reason"
    ),
    disclosures.DisclosureMoved: _(
        "Somebody was first, or its time is over. Look at it again"
    ),
    disclosures.ToldClosed: _(
        "What is told was sealed where the case was led before, and opens for nobody "
        "here. Recall it, and tell it again"
    ),
    disclosures.UseUnfit: _(
        "It was not taken back, or this is asked or confirmed already; another "
        "investigator confirms it"
    ),
    safeguarding.CaseClosed: _("The case is closed. Open it again to write in it."),
    investigations.CannotInvestigate: RefusalSentence(
        _("This colleague does not investigate today")
    ),
    investigations.InvestigationClosed: _("The investigation is closed"),
}
# Approving one figure is not approving the sheet.
OF_A_FIGURE: Sentences = {
    **SENTENCES,
    results.SamePerson: _("It takes a second person"),
    results.AlreadyApproved: _("It was approved before"),
}

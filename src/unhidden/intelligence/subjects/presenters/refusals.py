"""Why a decision on subjects, a contact or other weights are refused, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.subjects.actions import (
    calibration,
    contacts,
    judgements,
    proposals,
    publishing,
    retraining,
)
from unhidden.intelligence.subjects.rules import proposals as proposal_rules
from unhidden.intelligence.subjects.rules import subjects
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    calibration.SampleWaits: _(
        "Nothing more is drawn while 20 pairs or more wait: judge those first"
    ),
    contacts.ContactClosed: _("Somebody has closed it already. See below."),
    judgements.JudgedAlready: RefusalSentence(
        _("Somebody decided this already, and it stands: nothing was added"), "verdict"
    ),
    judgements.NotOneKind: RefusalSentence(
        _("Only two mentions of the same kind can be the same"), "verdict"
    ),
    subjects.SubjectContradiction: RefusalSentence(
        _(
            "Somebody decided otherwise on two of these mentions: split the subject, or"
            " undo that decision first"
        ),
        "verdict",
    ),
    subjects.NothingToJoin: RefusalSentence(
        _("They are one subject already"), "mentions"
    ),
    subjects.NothingToSplit: RefusalSentence(
        _("Leave at least one mention with the subject"), "mentions"
    ),
    subjects.DecidedSince: _(
        "This was decided again since: undo the newest decision first"
    ),
    retraining.TrainingAlready: _("New weights are being trained already"),
    proposals.BatchAlready: _("Everything is being looked through already"),
    proposal_rules.TooManyToPart: RefusalSentence(
        _("Select at most 12 mentions to hold apart in one decision"), "mentions"
    ),
    proposal_rules.NothingToPart: RefusalSentence(
        _("Somebody holds these apart already"), "mentions"
    ),
    publishing.NoPublicationToTakeBack: _("There is nothing to take back any more"),
    publishing.PublishedSince: _(
        "Somebody has published other weights since you opened the page: open it "
        "again to see what would change now"
    ),
    publishing.ServesAlready: _("These weights are in use already"),
    publishing.ModelNoLongerFits: _(
        "These weights do not fit this version of the program: train new ones"
    ),
    publishing.NotCompared: _(
        "What would change is not known yet: look again in a few minutes"
    ),
}

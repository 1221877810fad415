"""Why a visit cannot be recorded, or what it taught us not be sent, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.actions import DraftFault, ReportRefused
from unhidden.operations import actions as operations
from unhidden.ui.refusals import RefusalSentence, Sentences
from unhidden.visits.actions.learnings import HandlingTooOpen
from unhidden.visits.actions.releases import (
    ReleaseAgreed,
    ReleaseByOneself,
    ReleaseIncomplete,
    ReleaseNotNeeded,
)

_NOT_AS_IT_IS = _("The desk cannot take this report as it is: check it")
SENTENCES: Sentences = {
    operations.OperationRefusal: _(
        "This visit is not open to be recorded now. Keep this page, ask the "
        "planner of the operation, and then send it again."
    ),
    HandlingTooOpen: RefusalSentence(
        _("What a safeguarding visit learnt is shared with conditions: select C"),
        "handling",
    ),
    ReleaseIncomplete: _("Enter the authority and the reason"),
    ReleaseNotNeeded: _("Only a safeguarding visit’s record needs this"),
    ReleaseAgreed: _("A supervisor agreed already"),
    ReleaseByOneself: _("You asked for this: somebody else must agree"),
    DraftFault.MARKING_TOO_HIGH: RefusalSentence(
        _("Nothing above OFFICIAL-SENSITIVE belongs here"), "text"
    ),
    DraftFault.HANDLING_NOT_THEIRS: RefusalSentence(
        _("What somebody told you is shared with conditions: select C"), "handling"
    ),
    DraftFault.RAW_MISSING: RefusalSentence(_NOT_AS_IT_IS, "raw"),
    DraftFault.PROVENANCE_MISSING: RefusalSentence(_NOT_AS_IT_IS, "provenance"),
    DraftFault.CONDITION_MISSING: RefusalSentence(_NOT_AS_IT_IS, "conditions"),
    DraftFault.TEXT_MISSING: RefusalSentence(_NOT_AS_IT_IS, "text"),
    ReportRefused: _NOT_AS_IT_IS,
}

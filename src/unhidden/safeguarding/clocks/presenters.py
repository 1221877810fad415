"""What pages of states and deadlines say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.clocks.actions import duty, meeting, ruling, running
from unhidden.safeguarding.clocks.rules import states
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.ui.refusals import RefusalSentence, Sentences

_DAY = "happened_on"
SENTENCES: Sentences = {
    CaseClosed: _("The case is closed. Open it again before you write in it"),
    duty.NoDutyHere: RefusalSentence(
        _(
            "Your organisation has no Duty to Notify of this person: the law does not"
            " bind it, its month runs already, or the Home Office has been told"
        ),
        "believed_on",
    ),
    running.DeadlineNotOpen: _("Somebody has recorded this already"),
    meeting.MetByAChange: _(
        "It was done by a step of the referral. Take that step back instead"
    ),
    meeting.EvidenceBeforeStart: RefusalSentence(
        _("The day cannot be before the deadline began"), _DAY
    ),
    ruling.RuleWrittenMeanwhile: _(
        "Somebody has written a version of this rule meanwhile. Read it before you"
        " write yours"
    ),
    ruling.RuleBeforeLast: RefusalSentence(
        _("The day cannot be before the version that it takes the place of"), "from_on"
    ),
    ruling.OwnRuleUnchecked: _(
        "You wrote this version. Somebody else reads it against its source"
    ),
    ruling.ProgramRuleStays: _(
        "This version came with the program. Write a new version instead"
    ),
    ruling.RuleStepTaken: _("Somebody has recorded this already"),
    states.WrongState: _("Record first whether the person agrees to the referral"),
    states.StateChangedMeanwhile: _(
        "Somebody else has recorded something meanwhile. Read what is new, and then"
        " record yours"
    ),
    states.RecordedElsewhere: _(
        "This follows from a consent or a referral. Record what the person says now"
        " instead"
    ),
    states.StateNotYet: RefusalSentence(_("The day cannot be after today"), _DAY),
    states.EventBeforeLast: RefusalSentence(
        _("The day cannot be before what was recorded last"), _DAY
    ),
    states.NothingToTakeBack: _("There is nothing left to take back here"),
    states.UndoTooLate: _("What was recorded can be taken back for two weeks only"),
}

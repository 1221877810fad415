"""What pages of a referral say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.clocks.presenters import SENTENCES as OF_CLOCKS
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.safeguarding.referrals.actions import (
    accounts,
    handing,
    recording,
    refusals,
)
from unhidden.safeguarding.referrals.queries.papers import FormNotPrintable
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    **OF_CLOCKS,
    recording.NotAFirstResponder: _(
        "Your organisation is not a First Responder. Ask one that is to "
        "refer and to record it here."
    ),
    recording.ReferredBeforeTold: RefusalSentence(
        _("The day cannot be before the person first told what is kept here"),
        "happened_on",
    ),
    CaseClosed: _("This case is closed. Open it again to write in it"),
    refusals.SecondReferral: _(
        "This person has been referred to the NRM. One person is referred once: ask "
        "the Home Office to add what is new to that referral"
    ),
    refusals.NoOpenForm: _("No form is open for this case. Somebody may have ended it"),
    refusals.DayToCome: RefusalSentence(
        _("The day must be today or in the past"), "day"
    ),
    accounts.NothingTaken: RefusalSentence(
        _("Select a sentence to take over"), "sentences"
    ),
    handing.NotAgreedYet: _(
        "They have not agreed to be referred. Ask them first, and record what they said"
    ),
    handing.HandoverOpen: _(
        "A First Responder was asked already. Record what they answered first"
    ),
    handing.ResponderNoMore: _(
        "This organisation was no First Responder on that day. Ask another"
    ),
    handing.StepNotNext: _(
        "Somebody has recorded something else meanwhile. Look at it again"
    ),
    FormNotPrintable: _("The form cannot be set on paper. Copy it field by field"),
}

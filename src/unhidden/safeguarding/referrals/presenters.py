"""What pages of a referral say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.clocks.presenters import SENTENCES as OF_CLOCKS
from unhidden.safeguarding.referrals import actions
from unhidden.ui.refusals import Sentences

SENTENCES: Sentences = {
    **OF_CLOCKS,
    actions.NotAFirstResponder: _(
        "Your organisation is not a First Responder. Ask one that is to "
        "refer and to record it here."
    ),
}

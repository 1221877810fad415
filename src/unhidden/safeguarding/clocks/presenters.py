"""What pages of states and deadlines say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.clocks import actions
from unhidden.ui.refusals import Sentences

SENTENCES: Sentences = {
    actions.WrongState: _("Record first whether the person agrees to the referral"),
    actions.DeadlineNotOpen: _("Somebody has recorded this already"),
}

"""What is said when an engagement cannot be ended."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.agencies.leaving import actions
from unhidden.agencies.people import presenters as people
from unhidden.ui.refusals import Sentences

SENTENCES: Sentences = {
    **people.SENTENCES,
    actions.LastMember: _("Nobody else holds the keys of the organisation"),
    actions.EndedAlready: _("Somebody has ended this engagement meanwhile"),
}

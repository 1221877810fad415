"""What a refusal about an event means to the person who tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.events.actions import refusals
from unhidden.operations.frame.presenters.refusals import tell_gone
from unhidden.operations.visits.presenters import refusals as visits
from unhidden.ui.refusals import RefusalSentence, Sentences


def _too_few(refusal: Any) -> RefusalSentence:
    if not refusal.left:
        return RefusalSentence(gettext("The event is full"), "places")
    text = ngettext(
        "%(count)s place is left", "%(count)s places are left", refusal.left
    )
    return RefusalSentence(text % {"count": refusal.left}, "places")


SENTENCES: Sentences = {
    **visits.SENTENCES,
    refusals.EventNotYet: _("Count who came on the day of the event or after it"),
    refusals.EventMoved: _(
        "Somebody else has just changed this: open it again before you do"
    ),
    refusals.EventEndsBeforeItStarts: RefusalSentence(
        _("The end must be after the start"), "ends_at"
    ),
    refusals.NotTakingSignUps: _("You cannot sign up for this event any more"),
    refusals.AddressNotSealed: RefusalSentence(
        _("We cannot keep an address safely now: you can sign up without one"), "email"
    ),
    refusals.WordsNotSealed: RefusalSentence(
        _("We cannot keep words safely now: you can answer without them"), "words"
    ),
    refusals.AlreadySent: _("You have sent this already, and it counts"),
    refusals.FeedbackClosed: _("You cannot say how this event was any more"),
    refusals.TooFewPlaces: _too_few,
    refusals.EventNotPlanned: tell_gone,
}

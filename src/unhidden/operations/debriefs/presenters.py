"""What the pages of debriefs show, and say of a refusal."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.operations.debriefs.actions import refusals
from unhidden.operations.debriefs.queries.cards import (
    DebriefActionCard,
    DebriefCard,
    OutcomeCheckCard,
)
from unhidden.operations.frame.presenters.refusals import SENTENCES as OF_OPERATIONS
from unhidden.ui.parts import SummaryRow, Tone
from unhidden.ui.refusals import RefusalSentence, Sentences

PRINCIPLES = {
    "co_location": gettext_lazy("Co-location"),
    "communication": gettext_lazy("Communication"),
    "co_ordination": gettext_lazy("Co-ordination"),
    "joint_risk": gettext_lazy("Joint understanding of risk"),
    "awareness": gettext_lazy("Shared situational awareness"),
}
SENTENCES: Sentences = {
    **OF_OPERATIONS,
    refusals.HotDebriefLate: RefusalSentence(
        gettext_lazy("A hot debrief is written on the day or the day after"), "on"
    ),
    refusals.HotDebriefEmpty: RefusalSentence(
        gettext_lazy("Enter at least what worked or what you learnt"), "worked"
    ),
    refusals.SafetyUntold: RefusalSentence(
        gettext_lazy("Enter what happened and what was done"), "safety"
    ),
    refusals.DebriefTooEarly: gettext_lazy(
        "The structured debrief comes after the operation is closed"
    ),
    refusals.DebriefNotHeld: RefusalSentence(
        gettext_lazy("The debrief is still to be held: write it down after that day"),
        "held_on",
    ),
    refusals.DebriefMoved: gettext_lazy(
        "Somebody else has changed this debrief since you opened it. Copy what you "
        "wrote, open the page again and put it in"
    ),
    refusals.OwnerUnknown: RefusalSentence(
        gettext_lazy("Select somebody who takes part in the operation"), "owner"
    ),
    refusals.DueInThePast: gettext_lazy("Enter a day that is still to come"),
    refusals.ReminderAnswered: gettext_lazy("Somebody has answered this already"),
    refusals.AnswerMissing: gettext_lazy("Enter what was done or found"),
    refusals.ChecksAlreadySet: gettext_lazy("The checks of this operation are set"),
}


def summarise_debrief(card: DebriefCard) -> list[SummaryRow]:
    """The structured debrief, a row each; without principles that nobody wrote of."""
    rows = [
        SummaryRow(_("Led by"), card.facilitator),
        SummaryRow(_("Who took part"), card.present),
        SummaryRow(_("What worked"), card.worked),
        SummaryRow(_("What should be done differently"), card.improve),
    ]
    rows += [
        SummaryRow(PRINCIPLES[code], text) for code, text in card.principles if text
    ]
    if card.is_for_national_learning:
        rows.append(SummaryRow(_("For others"), _("Joint Organisational Learning")))
    return rows


def name_check(card: OutcomeCheckCard) -> str:
    """Of which operation a check is, and after how many months."""
    return _("%(operation)s: %(when)s") % {
        "operation": card.operation,
        "when": card.label,
    }


def tell_due(
    card: DebriefActionCard | OutcomeCheckCard, today: date
) -> tuple[str, Tone]:
    """How an action or a check stands, and with which tone."""
    if isinstance(card, DebriefActionCard):
        if card.done_at:
            return _("Done"), "good"
    elif card.met_at:
        return _("Looked at"), "good"
    if card.due_on < today:
        return _("Late"), "urgent"
    if card.due_on == today:
        return _("Due today"), "warning"
    return _("To come"), "neutral"

"""What the pages of a log show, and what they say of a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from unhidden.decision_log.actions import refusals
from unhidden.decision_log.queries.decisions import LoggedDecisionView
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HEADINGS: dict[str, StrOrPromise] = {
    "values": _("Code of Ethics and values"),
    "information": _("Information"),
    "threat_and_risk": _("Threat and risk"),
    "powers_and_policy": _("Powers and policy"),
    "options": _("Options"),
    "action_and_review": _("Action and review"),
}


def list_headings(view: LoggedDecisionView) -> list[tuple[StrOrPromise, str, bool]]:
    """The headings in their order, each with its text; the last says whether the
    options rejected stand below it."""
    return [
        (label, view.texts[name], name == "options") for name, label in HEADINGS.items()
    ]


def _missing(refusal: Any) -> RefusalSentence:
    label = HEADINGS.get(refusal.name, _("This"))
    return RefusalSentence(_("%(heading)s is empty") % {"heading": label}, refusal.name)


SENTENCES: Sentences = {
    refusals.HeadingMissing: _missing,
    refusals.DecidedLater: RefusalSentence(
        _("The decision must be made before it is written down"), "decided_on"
    ),
    refusals.ReviewedBefore: RefusalSentence(
        _("The review must be later"), "review_on"
    ),
    refusals.ReasonAgainstMissing: RefusalSentence(
        _("Enter why each option was rejected"), "reason_1"
    ),
    refusals.DecisionWritten: _("This was sent before, and is already in the log"),
}

"""What a refusal by any part of an operation means to the person who tried."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.actions import refusals
from unhidden.ui.refusals import RefusalSentence, Sentences


def tell_gone(refusal: Any) -> RefusalSentence:
    """Say that a visit or an event is done or cancelled already."""
    if refusal.status == "done":
        return RefusalSentence(gettext("It is done already"))
    return RefusalSentence(gettext("It is cancelled already"))


def list_uncontrolled(risks: Iterable[str]) -> list[str]:
    """The high risks without a control, a line each."""
    text = gettext("A high risk has no control: %(risk)s")
    return [text % {"risk": risk} for risk in risks]


def _real(refusal: Any) -> RefusalSentence:
    names = ", ".join(refusal.names)
    text = gettext("A synthetic operation visits no real place: %(names)s")
    return RefusalSentence(text % {"names": names}, "premises")


def _uncontrolled(refusal: Any) -> RefusalSentence:
    """The risks in words, but not to who does not see the register."""
    unnamed = gettext("A high risk of this operation has no control yet: tell Silver")
    said = ". ".join(list_uncontrolled(refusal.risks)) or unnamed
    return RefusalSentence(said, "team")


SENTENCES: Sentences = {
    refusals.OperationClosed: _("The operation is closed: nothing in it changes"),
    refusals.OperationNotRunning: _("The operation has not started yet"),
    refusals.OutsideOperation: RefusalSentence(
        _("Select one of the operation’s days"), "on"
    ),
    refusals.RealPremisesNotForSynthetic: _real,
    refusals.CancellationReasonMissing: RefusalSentence(
        _("Enter the reason"), "reason"
    ),
    refusals.RisksUncontrolled: _uncontrolled,
}

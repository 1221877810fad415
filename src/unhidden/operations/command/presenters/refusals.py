"""What a refusal means to the person who tried, and which field it belongs to."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.command.actions import refusals
from unhidden.ui.refusals import RefusalSentence, Sentences


def _taken(refusal: Any) -> RefusalSentence:
    text = gettext("%(name)s holds this post for some of that time")
    return RefusalSentence(text % {"name": refusal.name}, "post")


SENTENCES: Sentences = {
    refusals.OperationIsOver: _("The operation is closed: nothing in it changes"),
    refusals.PostIsTaken: _taken,
    refusals.PostIsOver: _("The post was ended or handed over already"),
    refusals.PostEndsBeforeItBegins: RefusalSentence(
        _("The end must be after the beginning"), "to_on"
    ),
    refusals.PostBeginsEarlier: RefusalSentence(
        _("A post begins now or later: enter a time that is not over"), "from_time"
    ),
    refusals.PostNotOffered: _("This post is not offered to you any more"),
    refusals.PostToOneself: RefusalSentence(
        _("Offer the post to somebody else: whoever takes over must accept it"),
        "person",
    ),
    refusals.GivenByLeadAlone: RefusalSentence(
        _("Gold and Silver are given by the organisation that leads"), "post"
    ),
    refusals.StrandMissing: RefusalSentence(
        _("Enter the strand that this Bronze is responsible for"), "strand"
    ),
    refusals.GoldByOneself: RefusalSentence(
        _("You cannot make yourself Gold: ask a colleague to do it"), "person"
    ),
    refusals.HolderMayNotCommand: RefusalSentence(
        _("This person’s role does not let them hold a post in this operation"),
        "person",
    ),
    refusals.HolderMayNotPlan: RefusalSentence(
        _(
            "Gold and Silver must be able to take a plan: select a planner of the "
            "organisation that leads"
        ),
        "person",
    ),
    refusals.HolderIsTheSame: RefusalSentence(
        _("This person holds the post already"), "person"
    ),
    refusals.TextMissing: RefusalSentence(
        _("Enter the text in one language at least"), "text_en"
    ),
    refusals.OneLanguageMissing: RefusalSentence(
        _("Enter this text in both languages"), "text_cy"
    ),
    refusals.TextMoved: _(
        "Somebody else has written a version meanwhile: read it below, and send yours "
        "again if it still holds"
    ),
    refusals.ControlMissing: RefusalSentence(
        _("Enter what is done about the risk"), "control"
    ),
    refusals.RiskMoved: _(
        "Somebody else has changed this risk meanwhile: open it again before you do"
    ),
    refusals.NoteMissing: RefusalSentence(_("Enter why it is not needed"), "note"),
}

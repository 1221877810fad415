"""What the pages of a case's course say: of each turn, and of each refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.course import actions
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.sharing import actions as sharing
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: Sentences = {
    CaseClosed: _("The case is closed. Open it again before you write in it"),
    actions.CaseMoved: _(
        "Somebody has recorded something of this case since you opened this page. Look "
        "at it before you go on"
    ),
    actions.NoSuchTurn: _("As the case stands now, this cannot be recorded"),
    actions.DayInFuture: RefusalSentence(
        _("Enter a day that is today or before"), "happened_on"
    ),
    actions.DayBeforeCase: RefusalSentence(
        _("Enter a day on which the case was open"), "happened_on"
    ),
    actions.RestNotAhead: RefusalSentence(
        _("Enter a day that is still to come"), "wakes_on"
    ),
    actions.RestTooLong: RefusalSentence(
        _("Enter a day within a year from today"), "wakes_on"
    ),
    actions.TooFewWays: RefusalSentence(
        _("Try at least two ways before you record that contact is lost"), "tried"
    ),
    actions.DeadlinesOpen: _(
        "Deadlines of this case are open. Record how each was met, or that it no "
        "longer applies, before you close the case"
    ),
    sharing.ShareMoved: _(
        "Somebody has just answered what is offered of this case. Look at it again"
    ),
}


@dataclass(frozen=True, slots=True)
class TurnPage:
    """What the page of a turn is called, says first, and its button says."""

    title: StrOrPromise
    text: StrOrPromise
    button: StrOrPromise
    done: StrOrPromise


PAGES: dict[str, TurnPage] = {
    "lost_contact": TurnPage(
        _("Record that contact is lost"),
        _("The case stays open, and what is due in it stays due. Look again."),
        _("Record that contact is lost"),
        _("It is recorded that contact is lost"),
    ),
    "found_again": TurnPage(
        _("Record that you are in contact again"),
        _("Check first how it is safe to reach them now: it may have changed."),
        _("Record that you are in contact"),
        _("It is recorded that you are in contact again"),
    ),
    "rested": TurnPage(
        _("Put the case to rest until a day"),
        _(
            "For somebody who needs nothing now and may need something later. "
            "Deadlines go on. On the day, whoever leads the case is told."
        ),
        _("Put it to rest"),
        _("The case is at rest"),
    ),
    "woken": TurnPage(
        _("Take the case up again"),
        _("The case goes on as it was before its rest."),
        _("Take it up again"),
        _("The case goes on"),
    ),
    "turned_18": TurnPage(
        _("Record that they turned 18"),
        _(
            "From now on they decide for themselves. Ask them anew whether they agree "
            "to support, to stay in the National Referral Mechanism, and to each "
            "organisation that knows of them: what was agreed for the child does not "
            "count for the adult."
        ),
        _("Record that they turned 18"),
        _("It is recorded. Ask them now what they agree to as an adult"),
    ),
    "found_child": TurnPage(
        _("Record that they are a child"),
        _(
            "A child is referred to the National Referral Mechanism without being asked"
            " to agree, and no Duty to Notify runs. Tell the council’s children’s"
            " services today and the guardian service as soon as you can: their"
            " deadlines begin on the day on which it was found."
        ),
        _("Record that they are a child"),
        _("It is recorded. Tell the council’s children’s services today"),
    ),
    "found_unsure": TurnPage(
        _("Record that they may be a child"),
        _(
            "Whoever may be a child is treated as one: they are referred without being"
            " asked to agree. Tell the council’s children’s services today and the"
            " guardian service as soon as you can."
        ),
        _("Record that they may be a child"),
        _("It is recorded. Tell the council’s children’s services today"),
    ),
    "found_adult": TurnPage(
        _("Record that they are an adult"),
        _(
            "An adult decides for themselves. Ask them whether they agree to support,"
            " to the National Referral Mechanism, and to each organisation that knows"
            " of them. Where your organisation has the Duty to Notify, its month runs."
        ),
        _("Record that they are an adult"),
        _("It is recorded. Ask them now what they agree to as an adult"),
    ),
    "left_uk": TurnPage(
        _("Record that they left the United Kingdom"),
        _("Write down who may still reach them, and whether they wish it."),
        _("Record that they left"),
        _("It is recorded that they left the United Kingdom"),
    ),
    "died": TurnPage(
        _("Record that they died"),
        _(
            "Nothing is sent to them from now on. The case stays open until what is "
            "owed to them and their family is done."
        ),
        _("Record that they died"),
        _("It is recorded that they died"),
    ),
    "closed": TurnPage(
        _("Close the case"),
        _(
            "Nobody writes in a closed case. What is shared of it, and what waits for "
            "investigators, ends now with the keys to it. The person can come back by "
            "the same door, in a month or in ten years: the case is opened again, and "
            "is not begun anew."
        ),
        _("Close the case"),
        _("The case is closed"),
    ),
    "reopened": TurnPage(
        _("Open the case again"),
        _(
            "The same case goes on: what was written stays readable, and nothing has "
            "to be told twice. Ask anew what they agree to. See them within three days."
        ),
        _("Open the case again"),
        _("The case is open again. See them within three days"),
    ),
}

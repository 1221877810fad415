"""What pages of a person say, and what they say of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.field.actions import NoCaseYet
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.safeguarding.people.actions import refusals
from unhidden.safeguarding.people.queries.offers import OfferCard
from unhidden.sharing import actions as sharing
from unhidden.ui.parts import SummaryRow
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    NoCaseYet: RefusalSentence(
        _("No case is open for this person yet: open one first"), "person"
    ),
    CaseClosed: _("This case is closed: nothing is written in it until it is reopened"),
    refusals.CaseAlreadyOpen: _("A case is open for this person already"),
    refusals.AlreadyOffered: _(
        "This person is offered already. Wait for the answer, or withdraw the offer."
    ),
    refusals.VisitNotNamed: _(
        "Open a case for somebody who was found at a visit from the page of the visit"
    ),
    refusals.CannotWorkCases: RefusalSentence(
        _("This colleague does not support people today"), "worker"
    ),
    refusals.NobodyToAsk: RefusalSentence(
        _("Nobody accepts people there: ask another organisation"), "to_organisation"
    ),
    refusals.OfferMoved: _("Somebody was first: see below how the offer stands now"),
    refusals.OfferStillWaits: _(
        "They have time left to answer. Withdraw the offer first to ask somebody else."
    ),
    refusals.IdentityMoved: _(
        "A colleague recorded who they are meanwhile. What you typed is still here: "
        "open theirs on the page of the case, and save again if yours is right."
    ),
    refusals.SpeakingMoved: _(
        "A colleague recorded this meanwhile: theirs is above. What you typed is still "
        "here. Save again if yours is right."
    ),
    refusals.ContactNotKnown: _(
        "Do not contact them: they have named no safe way yet. Ask them first, in "
        "person."
    ),
    refusals.RouteNotNamed: RefusalSentence(
        _("Do not contact them in this way: they did not name it"), "route"
    ),
    refusals.WayClosed: RefusalSentence(
        _(
            "Do not contact them in this way: what they said of it is closed to you. "
            "Ask them, in person, and record it anew"
        ),
        "route",
    ),
    refusals.OutsideHours: RefusalSentence(
        _("Do not contact them now: they did not name this hour"), "route"
    ),
    refusals.WordsMissing: RefusalSentence(
        _("The words that they asked you to say first are missing"), "text"
    ),
    refusals.WordsForbidden: RefusalSentence(
        _("This holds words that they asked you never to use"), "text"
    ),
    refusals.ContactEnded: _("This way was taken back already"),
    refusals.FoundAnswered: _("Their answer was recorded already"),
    refusals.LinkThere: RefusalSentence(_("This is recorded already"), "pseudonym"),
    refusals.OwnPseudonym: RefusalSentence(
        _("This is the person’s own pseudonym"), "pseudonym"
    ),
    sharing.ColleagueAlreadyOnTeam: RefusalSentence(
        _("This colleague is on the team already"), "person"
    ),
    sharing.TeamNeedsSomebody: _("The last person cannot leave a case’s team"),
}


def describe_envelope(offer: OfferCard) -> list[SummaryRow]:
    """What an organisation is told of somebody who is offered to it."""
    contact = _("Yes") if offer.is_safe_to_contact else _("No, or not asked")
    rows = [
        SummaryRow(_("How they came"), offer.way_in_label),
        SummaryRow(_("Age"), offer.age_group_label),
        SummaryRow(_("How soon"), offer.urgency_label),
        SummaryRow(_("What they need first"), "\n".join(offer.needs) or "–"),
        SummaryRow(_("Language"), offer.language_label),
        SummaryRow(_("Area"), offer.council or "–"),
        SummaryRow(_("May they be contacted?"), contact),
        SummaryRow(_("Offered by"), f"{offer.offered_by}, {offer.from_organisation}"),
        SummaryRow(_("Asked"), offer.to_organisation),
    ]
    if offer.reason_label:
        rows.append(SummaryRow(_("Why not"), offer.reason_label))
    return rows

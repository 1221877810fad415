"""The words for shares: the envelope, the terms, and why something is not done."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unhidden.sharing.actions import agreements, faults
from unhidden.sharing.queries.shares import ShareCard
from unhidden.ui import dates
from unhidden.ui.parts import SummaryRow
from unhidden.ui.refusals import RefusalSentence, Sentences


def _names_somebody(refusal: faults.NamesSomebody) -> RefusalSentence:
    text = _("Take this out of the envelope, it names somebody: %(found)s")
    return RefusalSentence(text % {"found": ", ".join(refusal.found)}, "needs")


SENTENCES: Sentences = {
    agreements.AgreementMoved: gettext_lazy(
        "It was changed, signed or ended meanwhile. Read it again"
    ),
    faults.ShareMoved: gettext_lazy(
        "It has changed meanwhile. This is how it stands now"
    ),
    faults.AgreementNotInForce: gettext_lazy("The agreement is not in force today"),
    faults.WrongParties: gettext_lazy(
        "Under this agreement such a record cannot be shared with them"
    ),
    faults.BeyondAgreement: gettext_lazy(
        "The agreement does not cover this: choose fewer data, another use or an "
        "earlier last day"
    ),
    faults.NoBasis: gettext_lazy(
        "Record that the person agrees to support, or name a ground and who "
        "authorised it"
    ),
    faults.AlreadyShared: gettext_lazy(
        "It is offered to them or shared with them already"
    ),
    faults.WaitsForCheck: gettext_lazy(
        "Something in it waits for a second person. Have it checked before you share it"
    ),
    faults.NotReleased: gettext_lazy(
        "The record of a safeguarding visit goes to those who enforce immigration law"
        " only after a supervisor has agreed to it, on the page of the visit"
    ),
    faults.CannotBeLetIn: gettext_lazy(
        "One of them sees it already, or does not do such work"
    ),
    faults.KeysNeeded: gettext_lazy(
        "Only somebody who opens what is sealed can share it. Ask a colleague who "
        "holds your organisation’s keys"
    ),
    faults.NamesSomebody: _names_somebody,
}


def say_what_stays(count: int) -> str:
    """What of a record does not pass with it, because the giver has no key to it."""
    text = ngettext(
        "%(count)s sealed text does not pass: others sealed it, and your organisation "
        "does not hold its key",
        "%(count)s sealed texts do not pass: others sealed them, and your organisation "
        "does not hold their keys",
        count,
    )
    return text % {"count": count}


def envelope(card: ShareCard) -> list[SummaryRow]:
    """All that the receiver sees before they accept."""
    return [
        SummaryRow(_("Kind of record"), card.domain_label),
        SummaryRow(_("Answer needed"), card.urgency_label),
        SummaryRow(_("Area"), card.area),
        SummaryRow(_("What is needed"), card.needs),
        SummaryRow(_("Language"), card.language or _("Not said")),
        SummaryRow(
            _("Is it safe to contact the person?"),
            _("Yes") if card.is_safe_to_contact else _("No"),
        ),
    ]


def terms(card: ShareCard, readers: Sequence[str] = ()) -> list[SummaryRow]:
    """Under which agreement, what, for what, why, until when, and who reads it."""
    why = (
        _("The person agreed")
        if card.rests_on_consent
        else "\n".join(filter(None, (card.ground, card.ground_words)))
    )
    rows = [
        SummaryRow(_("Agreement"), card.agreement),
        SummaryRow(_("Legal basis"), card.legal_basis),
        SummaryRow(_("Data"), "\n".join(card.categories)),
        SummaryRow(_("Used for"), "\n".join(card.purposes)),
        SummaryRow(_("Why it is shared"), why),
        SummaryRow(_("Until and including"), dates.format_day(card.until_on)),
        SummaryRow(_("Offered by"), _by(card.offered_by, card.giver)),
    ]
    if readers:
        rows.insert(0, SummaryRow(_("Read by"), "\n".join(readers)))
    if card.authorised_by:
        rows.append(SummaryRow(_("Authorised by"), _by(card.authorised_by, card.giver)))
    if card.answered_by:
        rows.append(SummaryRow(_("Answered by"), _by(card.answered_by, card.receiver)))
    if card.answer_reason:
        rows.append(SummaryRow(_("Reason for declining"), card.answer_reason))
    if card.ended_at and card.state == "ended":
        ended = "\n".join(filter(None, (card.end_label, card.end_reason)))
        rows.append(SummaryRow(_("How it ended"), ended))
    return rows


def _by(person: str, organisation: str) -> str:
    return f"{person}, {organisation}"

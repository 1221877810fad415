"""What pages of a case that moves say: of each side, and of each refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.safeguarding.people.actions import refusals
from unhidden.safeguarding.transfers.actions import moving as actions
from unhidden.safeguarding.transfers.actions import passing
from unhidden.safeguarding.transfers.queries import TransferCard
from unhidden.sharing import actions as sharing
from unhidden.ui.dates import day_and_time
from unhidden.ui.parts import SummaryRow
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    CaseClosed: _("The case is closed. Open it again before you write in it"),
    actions.TransferMoved: _("Somebody was first: see below how it stands now"),
    actions.AlreadyMoving: _(
        "This case is offered to an organisation already. Withdraw that first."
    ),
    actions.TransferNotAgreed: RefusalSentence(
        _(
            "They have not agreed to share all of this with that organisation, or no "
            "longer agree. Ask them, and record what they say"
        ),
        "items",
    ),
    passing.CannotOpenAll: _(
        "Your keys do not open all that is to pass. Unlock them, or choose less"
    ),
    actions.ReceiverKeptOut: _(
        "Whoever would take the case on is kept out of it. Keep the case, or decide "
        "again who is kept out"
    ),
    refusals.NobodyToAsk: RefusalSentence(
        _("Nobody accepts people there: ask another organisation"), "to_organisation"
    ),
    refusals.CannotWorkCases: RefusalSentence(
        _("This colleague does not support people today"), "worker"
    ),
    sharing.ShareMoved: _(
        "Somebody has just answered what is offered of this case. Look at it again"
    ),
}


def describe_transfer(card: TransferCard) -> list[SummaryRow]:
    """What both sides see of a transfer, and nobody's name who is supported."""
    rows = [
        SummaryRow(_("From"), f"{card.offered_by}, {card.from_organisation}"),
        SummaryRow(_("To whom"), card.to_organisation),
        SummaryRow(_("Age"), card.age_group_label),
        SummaryRow(_("How soon"), card.urgency_label),
        SummaryRow(_("What they need first"), "\n".join(card.needs) or "–"),
        SummaryRow(_("Language"), card.language_label),
        SummaryRow(_("Area"), card.council or "–"),
        SummaryRow(_("What passes"), "\n".join(card.items)),
    ]
    if card.worker:
        rows.append(SummaryRow(_("Who will support them"), card.worker))
    if card.reason_label:
        rows.append(SummaryRow(_("Why not"), card.reason_label))
    if card.former_worker:
        rows.append(SummaryRow(_("Who led it before"), card.former_worker))
    if card.ended_at:
        rows.append(SummaryRow(_("Over since"), day_and_time(card.ended_at)))
    return rows

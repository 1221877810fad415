"""What the pages of what leaves a case say of a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.consent.presenters import SENTENCES as OF_CONSENT
from unhidden.safeguarding.crossing.actions import exporting, printing, requests
from unhidden.safeguarding.crossing.queries.holdings import HoldingsRequestCard
from unhidden.safeguarding.crossing.rules import holdings
from unhidden.safeguarding.models import HoldingsStepCode
from unhidden.ui.parts import Tone
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    **OF_CONSENT,
    printing.NotAskedFor: _("Print it only when the person asks for it"),
    printing.NothingTicked: RefusalSentence(_("Select what they may see"), "ticked"),
    requests.RequestOpen: RefusalSentence(
        _("They were asked already, and have not answered yet"), "organisation"
    ),
    requests.StepUnfit: RefusalSentence(
        _("That does not follow what was recorded, or its day is still to come"),
        "code",
    ),
    requests.IdentityMissing: _("Record who the person is first"),
    exporting.NoCases: _("There is no case to export"),
}
STATES = {
    holdings.WRITTEN: _("Letter not sent yet"),
    holdings.WAITS: _("Waits for an answer"),
    holdings.LATE: _("Late"),
    holdings.ENDED: _("At its end"),
}
TONES: dict[str, Tone] = {
    holdings.WRITTEN: "neutral",
    holdings.WAITS: "going",
    holdings.LATE: "urgent",
    holdings.ENDED: "good",
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request on the page."""

    id: UUID
    organisation: str
    state_label: str
    tone: Tone
    due_on: date | None
    steps: tuple[tuple[str, date], ...]
    is_ended: bool


def show_requests(found: list[HoldingsRequestCard]) -> list[RequestRow]:
    return [
        RequestRow(
            id=one.id,
            organisation=one.organisation,
            state_label=str(STATES[one.state]),
            tone=TONES[one.state],
            due_on=None if one.state == holdings.ENDED else one.due_on,
            steps=tuple(
                (str(HoldingsStepCode(code).label), on) for code, on in one.steps
            ),
            is_ended=one.state == holdings.ENDED,
        )
        for one in found
    ]

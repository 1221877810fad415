"""What the pages of what leaves a case say of a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.consent.presenters import SENTENCES as OF_CONSENT
from unhidden.safeguarding.crossing.actions import (
    exporting,
    involving,
    letters,
    printing,
    requests,
)
from unhidden.safeguarding.crossing.queries.holdings import HoldingsRequestCard
from unhidden.safeguarding.crossing.queries.involved import InvolvedCard
from unhidden.safeguarding.crossing.rules import holdings
from unhidden.safeguarding.crossing.rules import involving as naming
from unhidden.safeguarding.models import HoldingsStepCode
from unhidden.safeguarding.people.actions.refusals import WayClosed, WordsForbidden
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
    WordsForbidden: _("The page holds words that they asked you never to use"),
    WayClosed: _(
        "Words that they asked never to use are closed to you, and may stand on the"
        " page. Ask them, in person, and record it anew"
    ),
    letters.NobodyAnswersHere: _(
        "Nobody there answers on this system. Print the letter and send it"
    ),
    letters.AnswerUnfit: RefusalSentence(
        _("Enter what your organisation holds"), "words"
    ),
    involving.InvolvingUnfit: RefusalSentence(
        _("It is noted so already, or the day does not follow what was noted last"),
        "day",
    ),
    involving.NoSuchOrganisation: RefusalSentence(
        _("Select one from the list"), "organisation"
    ),
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


NAMINGS = {
    naming.NAMED: _("The person agreed to be named to it"),
    naming.NOT_NAMED: _("The person did not agree to be named to it"),
    naming.NOT_ASKED: _("The person was not asked about being named to it"),
}
NAMING_TONES: dict[str, Tone] = {
    naming.NAMED: "good",
    naming.NOT_NAMED: "urgent",
    naming.NOT_ASKED: "neutral",
}


@dataclass(frozen=True, slots=True)
class InvolvedRow:
    """An organisation that has to do with the person, on the page."""

    card: InvolvedCard
    naming_label: str
    naming_tone: Tone


def show_involved(found: Iterable[InvolvedCard]) -> list[InvolvedRow]:
    return [
        InvolvedRow(one, str(NAMINGS[one.naming]), NAMING_TONES[one.naming])
        for one in found
    ]


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
    is_sent_here: bool
    may_be_sent_here: bool
    has_answer: bool


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
            is_sent_here=one.is_sent_here,
            may_be_sent_here=one.may_be_sent_here,
            has_answer=one.has_answer,
        )
        for one in found
    ]

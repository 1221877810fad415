"""What people ask one's own organisation to tell of what it holds: sealed letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query, with_purpose
from unhidden.access.policy import Purpose
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.consent.rules import standing
from unhidden.safeguarding.crossing.rules import holdings
from unhidden.safeguarding.models import HoldingsLetter

ANSWER = "safeguarding.answer_holdings"


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A request as it waits for the organisation: from whom, and until when."""

    id: UUID
    from_organisation: str
    sent_at: datetime
    due_on: date
    is_late: bool


@query
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def list_letters(*, viewer: Actor, day: date) -> list[LetterCard]:
    """What waits for the viewer's own organisation, the oldest first."""
    viewer.must(ANSWER)
    rows = list_waiting_letters()
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    return [_card(row, names.get(row.from_organisation_id, ""), day) for row in rows]


@query
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def count_waiting_letters(*, viewer: Actor) -> int:
    """How many they are, for the first page."""
    viewer.must(ANSWER)
    return len(list_waiting_letters())


@query
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def get_letter(*, viewer: Actor, letter_id: UUID, day: date) -> LetterCard:
    """One of those; raises Absent."""
    for card in list_letters(viewer=viewer, day=day):
        if card.id == letter_id:
            return card
    raise Absent


def list_waiting_letters() -> list[HoldingsLetter]:
    """The letters that the database shows to who answers for their organisation."""
    return list(HoldingsLetter.objects.raw("select * from wall.holdings_letters()"))


def find_who_answers(day: date) -> dict[UUID, UUID]:
    """The organisations whose people answer here, each with the team it is sealed to.

    Its safeguarding leads have a team of their own; of a charity that has none, whoever
    supports people is the organisation's team.
    """
    able = agencies.list_colleagues(day=day, permission=ANSWER)
    leading = {each.organisation_id for each in able if each.role != "support_manager"}
    return {
        each.organisation_id: agencies.safeguarding_team_of(each.organisation_id)
        if each.organisation_id in leading
        else each.organisation_id
        for each in able
    }


def _card(row: HoldingsLetter, name: str, day: date) -> LetterCard:
    due_on = holdings.find_due_day(standing.day_of(row.sent_at), is_extended=False)
    return LetterCard(row.id, name, row.sent_at, due_on, day > due_on)

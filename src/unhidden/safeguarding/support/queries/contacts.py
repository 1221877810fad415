"""Appointments and contacts of a case, and how long ago the last one was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.safeguarding.frame.queries import CaseHead, read_head, work_on
from unhidden.safeguarding.models import (
    Case,
    ContactResult,
    CourseState,
    SupportContact,
)
from unhidden.safeguarding.support.queries.words import OpenedWords, open_words
from unhidden.safeguarding.support.rules.contact import ContactLapse, judge_contact
from unhidden.safeguarding.support.rules.days import london_day


@dataclass(frozen=True, slots=True)
class SupportContactCard:
    id: UUID
    kind_label: str
    route: str
    route_label: str
    starts_at: datetime
    ends_at: datetime
    words: OpenedWords
    by: str
    is_to_come: bool
    result: str
    result_label: str

    @property
    def is_untold(self) -> bool:
        return not self.is_to_come and not self.result


@dataclass(frozen=True, slots=True)
class ContactsPage:
    head: CaseHead
    to_come: tuple[SupportContactCard, ...]
    untold: tuple[SupportContactCard, ...]
    past: tuple[SupportContactCard, ...]
    lapse: ContactLapse | None


@query
@of_one_record("case_id")
def list_contacts(*, viewer: Actor, case_id: UUID, at: datetime) -> ContactsPage:
    """Appointments and contacts for the team of a case; raises Absent off it."""
    head = read_head(viewer=viewer, case_id=case_id)
    cards = _cards(viewer, case_id, at)
    lapses = find_lapses(Case.objects.filter(id=case_id), london_day(at))
    return ContactsPage(
        head=head,
        to_come=tuple(
            card for card in reversed(cards) if card.is_to_come and not card.result
        ),
        untold=tuple(card for card in cards if card.is_untold),
        past=tuple(card for card in cards if card.result),
        lapse=lapses.get(case_id),
    )


@query
@of_one_record("case_id")
def get_contact(
    *, viewer: Actor, case_id: UUID, contact_id: UUID, at: datetime
) -> tuple[CaseHead, SupportContactCard]:
    """One contact, for who works on it; raises Absent."""
    head = work_on(viewer=viewer, case_id=case_id)
    for card in _cards(viewer, case_id, at, contact_id=contact_id):
        return head, card
    raise Absent


def find_lapses(cases: Collection[Case], today: date) -> dict[UUID, ContactLapse]:
    """How long nobody was in touch, of each open case: the one query of it.

    A contact counts that was kept, by whatever route; a closed case has no lapse.
    """
    there = [case for case in cases if case.closed_at is None]
    last = dict(
        SupportContact.objects.filter(
            case__in=there, outcome__result=ContactResult.KEPT
        )
        .order_by()
        .values_list("case_id")
        .annotate(last=Max("starts_at"))
    )
    return {
        case.id: judge_contact(
            today,
            opened_on=london_day(case.opened_at),
            last_on=london_day(last[case.id]) if case.id in last else None,
            is_resting=case.course == CourseState.DORMANT,
        )
        for case in there
    }


def _cards(
    viewer: Actor, case_id: UUID, at: datetime, contact_id: UUID | None = None
) -> list[SupportContactCard]:
    """The latest first."""
    found = SupportContact.objects.filter(case_id=case_id)
    if contact_id is not None:
        found = found.filter(id=contact_id)
    rows = list(
        found.select_related("noted_by", "outcome").order_by("-starts_at", "id")
    )
    words = open_words(rows, lambda row: row.words_sealed, viewer)
    return [_card(row, opened, at) for row, opened in zip(rows, words, strict=True)]


def _card(row: SupportContact, words: OpenedWords, at: datetime) -> SupportContactCard:
    outcome = getattr(row, "outcome", None)
    return SupportContactCard(
        id=row.id,
        kind_label=row.get_kind_display(),
        route=row.route,
        route_label=row.get_route_display(),
        starts_at=row.starts_at,
        ends_at=row.starts_at + timedelta(minutes=row.minutes),
        words=words,
        by=row.noted_by.name,
        is_to_come=row.starts_at > at,
        result=outcome.result if outcome else "",
        result_label=outcome.get_result_display() if outcome else "",
    )

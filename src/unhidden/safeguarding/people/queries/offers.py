"""Offers of people: one's own, and those that wait for one's organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.models import CaseOffer, OfferState, SupportNeed
from unhidden.safeguarding.people.rules import offers as rules

ANSWER = "safeguarding.manage_team"
OFFER = "safeguarding.open_case"
_FEW = 100


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer as its two sides see it: codes in words, and nobody's name."""

    id: UUID
    way_in_label: str
    age_group_label: str
    from_organisation: str
    to_organisation_id: UUID
    to_organisation: str
    offered_by: str
    offered_at: datetime
    answer_by: datetime
    urgency_label: str
    council: str
    needs: tuple[str, ...]
    language_label: str
    is_safe_to_contact: bool
    held_by: str
    held_by_label: str
    state: str
    state_label: str
    reason_label: str
    answered_at: datetime | None
    is_late: bool
    is_for_me: bool
    is_passed_on: bool
    may_pass_on: bool
    may_withdraw: bool


@query
def list_offers(*, viewer: Actor, at: datetime) -> list[OfferCard]:
    """Offers in view, those that wait first and of them the soonest due."""
    _must(viewer)
    rows = _rows().order_by("-offered_at", "id")[:_FEW]
    cards = [_card(row, viewer, at) for row in rows]
    waits = OfferState.OFFERED
    return sorted(
        cards,
        key=lambda card: (
            card.state != waits,
            card.answer_by.timestamp() * (1 if card.state == waits else -1),
        ),
    )


@query
def get_offer(*, viewer: Actor, offer_id: UUID, at: datetime) -> OfferCard:
    """One offer, for its sides; raises Absent for everybody else."""
    _must(viewer)
    row = _rows().filter(id=offer_id).first()
    if row is None:
        raise Absent
    return _card(row, viewer, at)


@query
def count_offers(*, viewer: Actor, at: datetime) -> int:
    """How many wait for the viewer: to be answered, or to be passed on."""
    _must(viewer)
    mine = Q(to_organisation_id=viewer.organisation)
    own = Q(from_organisation_id=viewer.organisation)
    late = own & Q(answer_by__lte=at)
    asked = mine | late if viewer.may(ANSWER) else late
    passed_on = CaseOffer.objects.filter(after_id=OuterRef("id"))
    refused = own & Q(state=OfferState.DECLINED) & ~Exists(passed_on)
    return CaseOffer.objects.filter(
        Q(state=OfferState.OFFERED) & asked | refused
    ).count()


@query
def urn_of_open_case(*, viewer: Actor, possible_victim_id: UUID) -> str | None:
    """The reference of the person's case if there is one, so nobody opens two."""
    viewer.must(OFFER)
    with connection.cursor() as cursor:
        cursor.execute("select wall.urn_of_case(%s)", [possible_victim_id])
        (urn,) = cursor.fetchone()
    return str(urn) if urn else None


@query
def find_open_offer(
    *, viewer: Actor, possible_victim_id: UUID, at: datetime
) -> OfferCard | None:
    """The newest offer of somebody found at a visit that the viewer may see."""
    _must(viewer)
    rows = _rows().filter(possible_victim_id=possible_victim_id)
    row = rows.order_by("-offered_at", "id").first()
    return _card(row, viewer, at) if row else None


def _must(viewer: Actor) -> None:
    if not viewer.may(ANSWER):
        viewer.must(OFFER)


def _rows() -> QuerySet[CaseOffer]:
    return CaseOffer.objects.select_related(
        "from_organisation", "to_organisation", "offered_by", "council", "next"
    )


def _card(row: CaseOffer, viewer: Actor, at: datetime) -> OfferCard:
    is_passed_on = getattr(row, "next", None) is not None
    gives = row.from_organisation_id == viewer.organisation and viewer.may(OFFER)
    may_pass = rules.may_pass_on(row.state, row.answer_by, at)
    return OfferCard(
        id=row.id,
        way_in_label=row.get_way_in_display(),
        age_group_label=row.get_age_group_display(),
        from_organisation=agencies.name_of(row.from_organisation),
        to_organisation_id=row.to_organisation_id,
        to_organisation=agencies.name_of(row.to_organisation),
        offered_by=row.offered_by.name,
        offered_at=row.offered_at,
        answer_by=row.answer_by,
        urgency_label=row.get_urgency_display(),
        council=_council(row),
        needs=tuple(str(SupportNeed(each).label) for each in row.needs),
        language_label=row.get_language_display(),
        is_safe_to_contact=row.is_safe_to_contact,
        held_by=row.held_by,
        held_by_label=row.get_held_by_display(),
        state=row.state,
        state_label=row.get_state_display(),
        reason_label=row.get_reason_display() if row.reason else "",
        answered_at=row.answered_at,
        is_late=rules.is_late(row.state, row.answer_by, at),
        is_for_me=row.to_organisation_id == viewer.organisation and viewer.may(ANSWER),
        is_passed_on=is_passed_on,
        may_pass_on=gives and may_pass and not is_passed_on,
        may_withdraw=gives and row.state == OfferState.OFFERED,
    )


def _council(row: CaseOffer) -> str:
    if row.council is None:
        return ""
    return row.council.name_cy if get_language() == "cy" else row.council.name_en

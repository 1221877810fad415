"""What is offered and shared, as its giver and its receiver see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import at_each_task, query
from unhidden.access.policy import Category, Purpose, rights_of
from unhidden.access.records import GuardedRecord
from unhidden.agencies import queries as agencies
from unhidden.sharing.models import Share
from unhidden.sharing.queries.agreements import labels_of


@dataclass(frozen=True, slots=True)
class ReceiverCopy:
    """Something that the receiver did with the record while it was shared."""

    name: str
    verb: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShareCard:
    """A share: the envelope, its terms, how it stands, what the viewer may do."""

    id: UUID
    domain: str
    domain_label: str
    record_id: UUID
    version: int
    state: str
    state_label: str
    giver: str
    giver_id: UUID
    receiver: str
    receiver_id: UUID
    agreement_id: UUID
    agreement: str
    legal_basis: str
    categories: tuple[str, ...]
    purposes: tuple[str, ...]
    rests_on_consent: bool
    ground: str
    ground_words: str
    authorised_by: str
    until_on: date
    urgency: str
    urgency_label: str
    area: str
    needs: str
    language: str
    is_safe_to_contact: bool
    offered_by: str
    offered_at: datetime
    expires_at: datetime | None
    answered_by: str
    answered_at: datetime | None
    answer_reason: str
    end_label: str
    end_reason: str
    ended_at: datetime | None
    deleted_by: str
    deleted_at: datetime | None
    is_receiver: bool

    @property
    def waits_for_deletion(self) -> bool:
        return self.state == "ended" and self.deleted_at is None


@dataclass(frozen=True, slots=True)
class ShareLists:
    """What the viewer's organisation is offered, must delete, receives and gives."""

    to_answer: tuple[ShareCard, ...]
    to_delete: tuple[ShareCard, ...]
    received: tuple[ShareCard, ...]
    given: tuple[ShareCard, ...]


@query
def list_shares(*, viewer: Actor) -> ShareLists:
    """Everything shared with the viewer's organisation or by it, whatever the task."""
    viewer.must("sharing.answer_shares")
    tasks = rights_of(viewer.role).purposes
    found = at_each_task(viewer, tasks, lambda busy: list(_cards(_rows(), busy)))
    each_once = {card.id: card for cards in found for card in cards}
    cards = sorted(each_once.values(), key=lambda card: (card.offered_at, card.id))
    mine = [card for card in cards if card.is_receiver]
    return ShareLists(
        to_answer=tuple(card for card in mine if card.state == "offered"),
        to_delete=tuple(card for card in mine if card.waits_for_deletion),
        received=tuple(
            card
            for card in mine
            if card.state != "offered" and not card.waits_for_deletion
        ),
        given=tuple(card for card in cards if not card.is_receiver),
    )


@query
def count_waiting_shares(*, viewer: Actor) -> int:
    """How many shares wait for the viewer's organisation to answer or to delete."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.shares_waiting()")
        (found,) = cursor.fetchone()
    return int(found)


@query
def shares_of(*, viewer: Actor, domain: str, record_id: UUID) -> tuple[ShareCard, ...]:
    """What is or was shared of one record, the oldest first."""
    return tuple(_cards(_rows().filter(domain=domain, record_id=record_id), viewer))


@query
def find_share(*, viewer: Actor, domain: str, share_id: UUID) -> ShareCard:
    """One share, for whoever shares or receives such records; raises Absent."""
    viewer.must("sharing.answer_shares")
    cards = list(_cards(_rows().filter(domain=domain, id=share_id), viewer))
    if not cards:
        raise Absent
    return cards[0]


@query
def list_receiver_copies(
    *, viewer: Actor, domain: str, share_id: UUID
) -> tuple[ReceiverCopy, ...]:
    """What the receiver did with the record meanwhile, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, verb, person_id, at from wall.copied(%s)", [share_id]
        )
        found = cursor.fetchall()
    names = agencies.names_of_people(person_ids={row[2] for row in found if row[2]})
    return tuple(
        ReceiverCopy(name, verb, names.get(who, ""), at)
        for name, verb, who, at in found
    )


def find_receivers(*, record_id: UUID, category: str) -> frozenset[UUID]:
    """The organisations to which something new in this category is sealed, too."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.receivers(%s, %s)", [record_id, category])
        (found,) = cursor.fetchone()
    return frozenset(found)


def list_sealed_rows(
    *, record: GuardedRecord, without: Collection[str] = ()
) -> list[UUID]:
    """The rows of a record in view, however deep, in which its module seals something.

    What another module keeps of the record, as what was told of it, is not among them,
    nor what is sealed in the slots ``without``, such as ``table.column``.
    """
    module = f"{record._meta.app_label}_"
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct row_id from wall.sealed_slots(%s, %s)"
            " where starts_with(slot, %s) and slot <> all(%s::text[]) order by row_id",
            [record.domain(), record.id, module, list(without)],
        )
        return [row_id for (row_id,) in cursor.fetchall()]


def _rows() -> QuerySet[Share]:
    return Share.objects.select_related(
        "agreement",
        "from_organisation",
        "to_organisation",
        "authorised_by",
        "offered_by",
        "answered_by",
        "deleted_by",
    ).order_by("offered_at", "id")


def _cards(found: Iterable[Share], viewer: Actor) -> Iterable[ShareCard]:
    return (_card(row, viewer) for row in found)


def _card(row: Share, viewer: Actor) -> ShareCard:
    return ShareCard(
        id=row.id,
        domain=row.domain,
        domain_label=row.get_domain_display(),
        record_id=row.record_id,
        version=row.version,
        state=row.state,
        state_label=row.get_state_display(),
        giver=agencies.name_of(row.from_organisation),
        giver_id=row.from_organisation_id,
        receiver=agencies.name_of(row.to_organisation),
        receiver_id=row.to_organisation_id,
        agreement_id=row.agreement_id,
        agreement=row.agreement.title,
        legal_basis=row.agreement.get_legal_basis_display(),
        categories=tuple(labels_of(row.categories, Category)),
        purposes=tuple(labels_of(row.purposes, Purpose)),
        rests_on_consent=row.consent_id is not None,
        ground=row.get_ground_display(),
        ground_words=row.ground_words,
        authorised_by=_name(row.authorised_by),
        until_on=row.until_on,
        urgency=row.urgency,
        urgency_label=row.get_urgency_display(),
        area=row.area,
        needs=row.needs,
        language=row.language,
        is_safe_to_contact=row.is_safe_to_contact,
        offered_by=_name(row.offered_by),
        offered_at=row.offered_at,
        expires_at=row.expires_at,
        answered_by=_name(row.answered_by),
        answered_at=row.answered_at,
        answer_reason=row.answer_reason,
        end_label=row.get_end_code_display(),
        end_reason=row.end_reason,
        ended_at=row.ended_at,
        deleted_by=_name(row.deleted_by),
        deleted_at=row.deleted_at,
        is_receiver=row.to_organisation_id == viewer.organisation_id,
    )


def _name(person: object) -> str:
    return str(getattr(person, "name", ""))

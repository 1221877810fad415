"""Which rows a query starts from: the viewer's own records, found by index.

The row policies stand behind it and would give the same answer, but would look at
every row of the table to find it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Func, Q, QuerySet, UUIDField
from django.db.models.functions import Now

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.models import Exclusion, Grant
from unhidden.access.policy import DOMAINS_OF_PURPOSE, AccessBasis, Action, rights_of
from unhidden.access.records import GuardedRecord, NoSuchDomain, model_of
from unhidden.lib.rights import GuardedHeads


class RecordBeingRead(Func):
    """The one record that is read now (``context.of_one_record``)."""

    function = "wall.looked_at"
    output_field = UUIDField()


def let_in(viewer: Actor, domain: str) -> QuerySet[Grant, UUID]:
    """The ids of the records of a domain that somebody let the viewer in to.

    What an emergency opened is among them only where it is what is looked at.
    """
    mine = Q(person_id=viewer.person) | Q(organisation_id=viewer.organisation)
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=Now())
    met = ~Q(basis=AccessBasis.BREAK_GLASS) | Q(record_id=RecordBeingRead())
    return Grant.objects.filter(
        mine, lasting, met, domain=domain, ended_at__isnull=True
    ).values_list("record_id", flat=True)


def make_visibility_condition(viewer: Actor, domain: str, *, organisation: str) -> Q:
    """The condition on a record's head; ``organisation`` names its column."""
    rights = rights_of(viewer.role)
    if domain in rights.oversees:
        return Q()
    found = Q(id__in=let_in(viewer, domain))
    if Action.READ in rights.organisation.get(domain, frozenset()):
        found |= Q(**{organisation: viewer.organisation})
    return found


def find_record_head(domain: str, record_id: UUID) -> GuardedRecord:
    """The head of a record that this transaction may see; raises Absent."""
    model = type(identify_record(domain, record_id))
    row = model._default_manager.filter(id=record_id).first()
    if row is None:
        raise Absent
    return row


def identify_record(domain: str, record_id: UUID) -> GuardedRecord:
    """Which record is spoken of, whether it can be seen or not; raises Absent."""
    try:
        return model_of(domain)(id=record_id)
    except NoSuchDomain as error:
        raise Absent from error


def find_owner(record: GuardedRecord) -> UUID:
    """The organisation whose record it is."""
    declared = record.access_policy.rows
    assert isinstance(declared, GuardedHeads)  # noqa: S101  # domain() says so
    owner_id: UUID = getattr(record, declared.organisation)
    return owner_id


def may_act_on(record: GuardedRecord, action: str) -> bool:
    """Whether this transaction's person may do the action to the record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.may(%s, %s, %s)", [record.domain(), record.id, action]
        )
        (answer,) = cursor.fetchone()
    return bool(answer)


def find_actions(record: GuardedRecord, actions: Collection[str]) -> set[str]:
    """Which of the actions this transaction's person may do to the record."""
    if not actions:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "select action from unnest(%s::text[]) as action"
            " where wall.may(%s, %s, action)",
            [list(actions), record.domain(), record.id],
        )
        return {action for (action,) in cursor.fetchall()}


def find_permitted(domain: str, ids: Collection[UUID], action: str) -> set[UUID]:
    """The ids, of records of a domain, to which this person may do the action."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from unnest(%s::uuid[]) as id where wall.may(%s, id, %s)",
            [list(ids), domain, action],
        )
        return {record_id for (record_id,) in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class AccessHolder:
    """Somebody let in to a record: a person, or everybody of an organisation."""

    id: UUID
    person_id: UUID | None
    organisation_id: UUID | None
    basis: str
    team_role: str
    team_role_label: str
    source_id: UUID | None
    from_at: datetime
    until_at: datetime | None
    ended_at: datetime | None


def ways_in(record: GuardedRecord) -> list[AccessHolder]:
    """Everybody let in to a record, now or before, in that order, for its readers."""
    found = Grant.objects.raw(
        "select * from wall.ways_in(%s, %s) order by from_at, id",
        [record.domain(), record.id],
    )
    return [
        AccessHolder(
            id=each.id,
            person_id=each.person_id,
            organisation_id=each.organisation_id,
            basis=each.basis,
            team_role=each.team_role,
            team_role_label=each.get_team_role_display(),
            source_id=each.source_id,
            from_at=each.from_at,
            until_at=each.until_at,
            ended_at=each.ended_at,
        )
        for each in found
    ]


def on_team(record: GuardedRecord) -> list[AccessHolder]:
    """The people who are or were on a record's team, in the order of joining."""
    return [
        way
        for way in ways_in(record)
        if way.basis == AccessBasis.TEAM and way.person_id
    ]


def kept_out(record_id: UUID) -> list[Exclusion]:
    """Whom a record is closed to, in that order, for those who decide about it."""
    found = Exclusion.objects.filter(record_id=record_id, ended_at__isnull=True)
    return list(found.order_by("from_at", "id"))


def is_in_view(viewer: Actor, domain: str) -> bool:
    """Whether the viewer's task brings records of this domain into view at all."""
    return domain in DOMAINS_OF_PURPOSE.get(viewer.purpose, frozenset())

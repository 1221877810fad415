"""Which rows a query starts from: the viewer's own records, found by index.

The row policies stand behind it and would give the same answer, but would look at
every row of the table to find it (access.md §4.3, "drive from their case ids").
"""

from __future__ import annotations

from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.models import Grant
from unhidden.access.policy import DOMAINS_OF_PURPOSE, Action, Basis, rights_of
from unhidden.access.records import GuardedRecord
from unhidden.lib.rights import Guarded


def let_in(viewer: Actor, domain: str) -> QuerySet[Grant, UUID]:
    """The ids of the records of a domain that somebody let the viewer in to."""
    mine = Q(person_id=viewer.person) | Q(organisation_id=viewer.organisation)
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=Now())
    return Grant.objects.filter(
        mine, lasting, domain=domain, ended_at__isnull=True
    ).values_list("record_id", flat=True)


def visible(viewer: Actor, domain: str, *, organisation: str) -> Q:
    """The condition on a record's head; ``organisation`` names its column."""
    rights = rights_of(viewer.role)
    if domain in rights.oversees:
        return Q()
    found = Q(id__in=let_in(viewer, domain))
    if Action.READ in rights.organisation.get(domain, frozenset()):
        found |= Q(**{organisation: viewer.organisation})
    return found


def head(domain: str, record_id: UUID) -> GuardedRecord:
    """The head of a record that this transaction may see; raises Absent."""
    model = type(named(domain, record_id))
    row = model._default_manager.filter(id=record_id).first()
    if row is None:
        raise Absent
    return row


def named(domain: str, record_id: UUID) -> GuardedRecord:
    """Which record is spoken of, whether it can be seen or not; raises Absent."""
    for model in apps.get_models():
        if issubclass(model, GuardedRecord) and model.domain() == domain:
            return model(id=record_id)
    raise Absent


def owner(record: GuardedRecord) -> UUID:
    """The organisation whose record it is."""
    declared = record.access_policy.rows
    assert isinstance(declared, Guarded)  # noqa: S101  # domain() says so
    owner_id: UUID = getattr(record, declared.organisation)
    return owner_id


def may(record: GuardedRecord, action: str) -> bool:
    """Whether this transaction's person may do the action to the record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.may(%s, %s, %s)", [record.domain(), record.id, action]
        )
        (answer,) = cursor.fetchone()
    return bool(answer)


def ways_in(record: GuardedRecord) -> list[Grant]:
    """Everybody let in to a record, now or before, in that order, for its readers."""
    return list(
        Grant.objects.raw(
            "select * from wall.ways_in(%s, %s) order by from_at, id",
            [record.domain(), record.id],
        )
    )


def on_team(record: GuardedRecord) -> list[Grant]:
    """The people who are or were on a record's team, in the order of joining."""
    return [way for way in ways_in(record) if way.basis == Basis.TEAM and way.person_id]


def is_in_view(viewer: Actor, domain: str) -> bool:
    """Whether the viewer's task brings records of this domain into view at all."""
    return domain in DOMAINS_OF_PURPOSE.get(viewer.purpose, frozenset())

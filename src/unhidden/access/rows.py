"""Which rows a query starts from: the viewer's own records, found by index.

The row policies stand behind it and would give the same answer, but would look at
every row of the table to find it (access.md §4.3, "drive from their case ids").
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Func, Q, QuerySet, UUIDField
from django.db.models.functions import Now

from unhidden.access.actor import Actor
from unhidden.access.models import Grant
from unhidden.access.policy import DOMAINS_OF_PURPOSE, Action, Basis, rights_of
from unhidden.access.records import GuardedRecord


class LookedAt(Func):
    """The one record that is read now (``context.of_one_record``)."""

    function = "wall.looked_at"
    output_field = UUIDField()


def let_in(viewer: Actor, domain: str) -> QuerySet[Grant, UUID]:
    """The ids of the records of a domain that somebody let the viewer in to.

    What an emergency opened is among them only where it is what is looked at.
    """
    mine = Q(person_id=viewer.person) | Q(organisation_id=viewer.organisation)
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=Now())
    met = ~Q(basis=Basis.BREAK_GLASS) | Q(record_id=LookedAt())
    return Grant.objects.filter(
        mine, lasting, met, domain=domain, ended_at__isnull=True
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


def may(record: GuardedRecord, action: str) -> bool:
    """Whether this transaction's person may do the action to the record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.may(%s, %s, %s)", [record.domain(), record.id, action]
        )
        (answer,) = cursor.fetchone()
    return bool(answer)


def on_team(record_id: UUID) -> QuerySet[Grant]:
    """Everybody who is or was on a record's team, in the order of joining."""
    return Grant.objects.filter(
        record_id=record_id, basis=Basis.TEAM, person_id__isnull=False
    ).order_by("from_at", "id")


def is_in_view(viewer: Actor, domain: str) -> bool:
    """Whether the viewer's task brings records of this domain into view at all."""
    return domain in DOMAINS_OF_PURPOSE.get(viewer.purpose, frozenset())

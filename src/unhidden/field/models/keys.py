"""The keys of the landing: what phones seal to for a week, and who signs receipts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess

_SIGNED = RuledRows(select="(select wall.is_signed())")


class LandingKey(Record):
    """A week's key pair. The private half is ``closed`` under the worker's secret.

    ``id`` is the first half of the SHA-256 of the public key. Once no phone can hold
    anything under it any more, ``closed`` is taken away, and nobody opens it again.
    """

    access_policy: ClassVar = TableAccess(
        staff="select(id, public_key, from_on, until_on)",
        guard="select, insert, update(closed, gone_at)",
        rows=_SIGNED,
    )

    public_key = models.BinaryField()
    closed = models.BinaryField(null=True)
    from_on = models.DateField(unique=True)
    until_on = models.DateField()
    made_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="a_landing_key_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) ^ Q(gone_at__isnull=True),
                name="a_landing_key_that_is_gone_says_when",
            ),
        ]


class ReceiptKey(Record):
    """A public key that receipts were signed with, from the day it was first known.

    ``name`` is how a receipt names it: the first 16 hexadecimal digits of the SHA-256
    of the public key.
    """

    access_policy: ClassVar = TableAccess(
        staff="select", guard="select, insert", rows=_SIGNED
    )

    name = models.CharField(max_length=16, unique=True)
    public_key = models.BinaryField()
    since = models.DateTimeField()

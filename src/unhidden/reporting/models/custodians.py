"""Who is named to keep the originals of files as evidence."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess

_OWN = "organisation_id = (select wall.organisation())"


class Custodian(Record):
    """Somebody named by one colleague, and agreed to by another; ended, never deleted.

    The keys to the originals lie with the custodians' own team in the vault.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(agreed_by, agreed_at, ended_by, ended_at)",
        guard="select(organisation_id, person_id, agreed_by, ended_at)",
        rows=RuledRows(
            select=_OWN,
            insert=f"{_OWN} and named_by = (select wall.person())"
            " and agreed_by is null and ended_at is null",
            update=_OWN,
        ),
    )

    organisation_id = models.UUIDField()
    person_id = models.UUIDField()
    named_by = models.UUIDField()
    named_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True)
    agreed_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "person_id"],
                condition=models.Q(ended_at__isnull=True),
                name="somebody_is_a_custodian_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(named_by=models.F("person_id")),
                name="nobody_names_themselves_a_custodian",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True)
                | ~models.Q(agreed_by=models.F("named_by"))
                & ~models.Q(agreed_by=models.F("person_id")),
                name="two_others_make_a_custodian",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

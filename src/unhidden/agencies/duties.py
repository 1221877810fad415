"""Which organisations must tell the Home Office of adults who may be victims."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import SignedInRows, TableAccess


class NotifyingDuty(Record):
    """The Home Office must be told by it of an adult who may be a victim.

    Modern Slavery Act 2015, section 52: bodies that the law names, from a day on.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(to_on)",
        rows=SignedInRows(write=("system_admin",)),
    )

    organisation = models.ForeignKey("Organisation", on_delete=models.PROTECT)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True)
                | models.Q(to_on__gte=models.F("from_on")),
                name="a_notifying_duty_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(to_on__isnull=True),
                name="an_organisation_has_one_duty_at_a_time",
            ),
        ]

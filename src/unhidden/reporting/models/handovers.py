"""Originals of a report that was passed on, until their custodians hand them over."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.reporting.models.reports import Report

_ORGANISATION = "(select wall.organisation())"


class Handover(Record):
    """Whose custodians hold the originals of a report that another desk has now.

    Only the procedures of the wall write it: one with the passing, one when a custodian
    hands the originals over. ``keeper_id`` and ``to_desk_id`` are organisations.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update(to_desk_id, handed_at, handed_by), delete",
        rows=RuledRows(
            select=f"keeper_id = {_ORGANISATION} or to_desk_id = {_ORGANISATION}"
        ),
    )

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="handovers"
    )
    keeper_id = models.UUIDField()
    to_desk_id = models.UUIDField()
    file_ids = ArrayField(models.UUIDField())
    handed_at = models.DateTimeField(null=True)
    handed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(handed_at__isnull=True),
                name="originals_wait_with_one_keeper",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

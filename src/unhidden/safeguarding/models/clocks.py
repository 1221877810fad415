"""Deadlines as rows, and the changes of a referral's state."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import TableAccess
from unhidden.safeguarding.models.people import UNDER_CASE, Case
from unhidden.safeguarding.models.states import NrmState


class Deadline(Record):
    """A clock as data: what started it, when it is due, who met it."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        guard="select(id, case_id, due_at, met_at, told_overdue_at),"
        " update(told_overdue_at)",
        rows=UNDER_CASE,
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    code = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    told_overdue_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=models.Q(met_at__isnull=True),
                name="one_open_deadline_of_a_kind",
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="deadlines_by_day")]


class NrmChange(Record):
    """One row for each change of the NRM state."""

    access_policy: ClassVar = TableAccess(staff="select, insert", rows=UNDER_CASE)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    from_state = models.CharField(max_length=30, choices=NrmState.choices)
    to_state = models.CharField(max_length=30, choices=NrmState.choices)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    changed_at = models.DateTimeField()

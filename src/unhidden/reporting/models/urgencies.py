"""How urgent the desk finds a report that it has looked at."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.reporting.models.reports import Report, UrgencyChoices


class UrgencyChange(Record):
    """The desk says how urgent a report is; the newest turn of a report stands.

    Where it is empty, the report is as urgent again as it was sent.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(report_id), delete",
        rows=RowsUnder("report_id", "reporting_report", "narrative", own="set_by_id"),
    )

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    urgency = models.CharField(
        max_length=20, choices=UrgencyChoices.choices, blank=True
    )
    reason = models.TextField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "turn"], name="one_urgency_of_a_report_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(urgency__in=["", *UrgencyChoices.values]),
                name="the_urgency_that_a_desk_sets_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="urgency_is_set_with_its_reason"
            ),
        ]
